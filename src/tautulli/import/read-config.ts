import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Problem } from '#problem';
import { type MappedConfig, mapConfig } from './config-ini/map-config.ts';
import { parseIni } from './config-ini/parse-ini.ts';
import type { ImportReport } from './types.ts';

export interface ReadConfig {
  readonly mapped: MappedConfig;
  /** SHA-256 of the file in hexadecimal. */
  readonly fingerprint: string;
}

/** Reads and maps a `config.ini`. @throws Problem `not_found`, `invalid`. */
export async function readConfig(path: string): Promise<ReadConfig> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new Problem('not_found', `The configuration ${path} cannot be read`, {
      hint: 'Check the path and its permissions',
      cause,
    });
  });
  const fingerprint = createHash('sha256').update(bytes).digest('hex');
  return { mapped: mapConfig(parseIni(bytes)), fingerprint };
}

/** The settings that may be stored: not those the environment decides. */
export function settingsToStore(mapped: MappedConfig, locked: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(mapped.settings).filter(([name]) => !locked.has(name)));
}

/** What became of the file's keys, for the report of the import. */
export function reportConfig(mapped: MappedConfig, locked: ReadonlySet<string>): NonNullable<ImportReport['config']> {
  const { report, account } = mapped;
  const arrow = ({ key, to }: { readonly key: string; readonly to: string }): string => `${key} -> ${to}`;
  const reasoned = ({ key, reason }: { readonly key: string; readonly reason: string }): string => `${key}: ${reason}`;
  return {
    kept: report.kept.map(arrow),
    clamped: [...report.clamped, ...report.defaulted].map((one) => `${arrow(one)} (${one.reason})`),
    locked: Object.keys(mapped.settings).filter((name) => locked.has(name)),
    dropped: report.dropped.map(reasoned),
    unknown: [...report.historical, ...report.unknown.map(({ section, key }) => `[${section}] ${key}`)],
    warnings: [
      ...report.invalidLines.map(({ line }) => `line ${line} cannot be read`),
      ...(account.password?.kind === 'plain'
        ? ['The password is stored in the clear there: choose a new one here']
        : []),
      ...(mapped.server !== null && mapped.server.token === null
        ? ['The file has no Plex token: connect the server again to watch it']
        : []),
      ...Object.entries(mapped.paths).flatMap(([name, path]) =>
        path ? [`${name} was ${path.path}: mount it at ${path.suggestedMount} if its files matter`] : [],
      ),
    ],
  };
}
