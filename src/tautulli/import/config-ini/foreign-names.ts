import type { ForeignMeaning, ForeignNames } from '#config/foreign-names.ts';
import { textOf } from './convert.ts';
import { NEVER, type Target, type WebField } from './key-rules.ts';
import { isHistorical, KEYS } from './keys.ts';

/** Which variable decides what a file of settings cannot. */
const WEB_VARIABLES: Readonly<Partial<Record<WebField, string>>> = {
  host: 'SPYGLASS_HOST',
  port: 'SPYGLASS_PORT',
  root: 'SPYGLASS_BASE_PATH',
};

const elsewhere = (what: string): ForeignMeaning => ({ setting: null, reason: what });

function meaningOf(target: Target): ForeignMeaning {
  switch (target.to) {
    case 'setting':
      return { setting: target.name, read: target.convert.read };
    case 'secret':
      return { setting: target.name, read: textOf };
    case 'web':
      if (target.shownAs !== undefined) return { setting: target.shownAs, read: textOf };
      return elsewhere(
        WEB_VARIABLES[target.field] === undefined
          ? 'is decided by the reverse proxy now'
          : `is decided by ${WEB_VARIABLES[target.field]} now`,
      );
    case 'server':
      return elsewhere('is about a server, which SPYGLASS_PLEX_URL and SPYGLASS_PLEX_TOKEN declare');
    case 'api':
      return elsewhere('is about the key of the API, which SPYGLASS_API_KEY declares');
    case 'account':
      return elsewhere('is about an account, which is no setting');
    case 'path':
      return elsewhere('is about a file or folder, and all of them are in SPYGLASS_DATA_DIR now');
    case 'never':
      return elsewhere(NEVER[target.reason]);
  }
}

/** The names of the replaced program's settings, in small letters or in capitals, for files that pin settings. */
export const TAUTULLI_NAMES: ForeignNames = {
  names: [...KEYS.keys()].map((key) => key.toLowerCase()),
  find(name) {
    if (name !== name.toLowerCase() && name !== name.toUpperCase()) return undefined;
    const key = name.toUpperCase();
    const rule = KEYS.get(key);
    if (rule !== undefined) return meaningOf(rule.target);
    return isHistorical(key) ? elsewhere('belongs to older releases only') : undefined;
  },
};
