import { ABOUT_DATABASE, collectKeys } from './collect.ts';
import { createFieldReader } from './field-reader.ts';
import { DATABASE_KEYS, KEYS, REPLACED_KEYS } from './keys.ts';
import { type Climbed, climb } from './ladder.ts';
import { type MappedAccount, type MappedApiKey, mapAccount, mapApiKey } from './map-account.ts';
import { type MappedPaths, type MappedServer, type MappedWeb, mapPaths, mapServer, mapWeb } from './map-places.ts';
import { type MapOptions, type MappedSettings, mapSettings } from './map-settings.ts';
import type { InvalidLine, ParsedIni } from './parse-ini.ts';
import { type ConfigReport, createReporter, type Reporter } from './report.ts';

/** A configuration of the replaced program in our terms (migration notes 9). Only the report may be shown to everybody. */
export interface MappedConfig {
  /** They fit; the settings store takes them as they are. Keys that the file does not have are not in it. */
  readonly settings: MappedSettings;
  readonly server: MappedServer | null;
  readonly account: MappedAccount;
  readonly apiKey: MappedApiKey | null;
  readonly paths: MappedPaths;
  readonly web: MappedWeb;
  readonly report: ConfigReport;
}

const DEFAULT_OPTIONS: MapOptions = { isTmdbKeyOwn: false };

/** Says what a config.ini means here; no value of it is refused, at worst it is reported and replaced by a default. */
export function mapConfig(parsed: ParsedIni, options: MapOptions = DEFAULT_OPTIONS): MappedConfig {
  const reporter = createReporter();
  const climbed = climb(collectKeys(parsed, reporter));
  return mapValues(climbed, parsed.invalidLines, reporter, options);
}

const PREFIX = 'TAUTULLI_';

/**
 * Says what `TAUTULLI_<KEY>` variables mean here; they are heeded once, at the first start, and win over a file. Keys
 * that are not carried over unchanged are reported as dropped, other variables of that prefix as unknown.
 */
export function mapTautulliVariables(
  variables: Readonly<Record<string, string>>,
  options: MapOptions = DEFAULT_OPTIONS,
): MappedConfig {
  const reporter = createReporter();
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(variables)) {
    const key = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : '';
    if (key === '' || value === '') continue;
    if (DATABASE_KEYS.has(key)) reporter.dropped(key, ABOUT_DATABASE);
    else if (REPLACED_KEYS.has(key)) reporter.dropped(key, 'is heeded in a file only');
    else if (KEYS.has(key)) values.set(key, value);
    else reporter.unknown('environment', name, 0);
  }
  return mapValues({ values, version: null, steps: [], hasPlainPassword: false }, [], reporter, options);
}

function mapValues(
  { values, version, steps, hasPlainPassword }: Climbed,
  invalidLines: readonly InvalidLine[],
  reporter: Reporter,
  options: MapOptions,
): MappedConfig {
  const read = createFieldReader(values, reporter);
  const settings = mapSettings(values, reporter, options);
  const mapped = {
    settings,
    server: mapServer(read),
    account: mapAccount(read, settings, hasPlainPassword),
    apiKey: mapApiKey(read),
    paths: mapPaths(read),
    web: mapWeb(read),
  };
  return { ...mapped, report: { configVersion: version, steps, ...reporter.lists(), invalidLines } };
}
