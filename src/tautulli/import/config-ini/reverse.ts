import type { Settings } from '#config/settings.ts';
import type { WireValue } from './convert.ts';
import { TEXT } from './convert.ts';
import { KEYS } from './keys.ts';

/**
 * Our settings by the keys and in the values that programs know from the replaced one: `get_settings` of `/api/v2`
 * (settings notes, getSettings). Secrets are empty texts. Keys that are no setting here (the server, the account, the
 * API key, paths, ports and what is not carried over) are not among them.
 */
export function tautulliValues(settings: Settings): Readonly<Record<string, WireValue>> {
  const values: Record<string, WireValue> = {};
  for (const [key, { target }] of KEYS) {
    if (target.to === 'setting') values[key] = target.convert.write(settings[target.name]);
    else if (target.to === 'secret') values[key] = '';
    else if (target.to === 'web' && target.shownAs !== undefined) values[key] = TEXT.write(settings[target.shownAs]);
  }
  return values;
}
