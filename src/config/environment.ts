import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { Problem } from '#problem';
import { WEB_VARIABLES, type WebConfig, webConfig } from './environment-web.ts';
import { nearest } from './nearest.ts';
import { PROXY_AUTH_VARIABLES, type ProxyAuth, proxyAuthOf } from './proxy-auth.ts';
import { readSettingVariables, SETTING_VARIABLES } from './setting-variables.ts';
import type { SettingOverrides } from './settings.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .transform((value) => value === '1' || value === 'true')
  .default(false);

const httpUrl = (name: string) =>
  z
    .string()
    .trim()
    .refine(
      (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
      `${name} must be an address like http://192.168.1.10:32400`,
    )
    .transform((value) => value.replace(/\/+$/, ''));

const basePath = z
  .string()
  .trim()
  .regex(/^(\/[\w.~-]+)*\/?$/, 'SPYGLASS_BASE_PATH must be a path like /spyglass')
  .transform((value) => value.replace(/\/+$/, ''))
  .default('');

const timeZone = z.string().refine((value) => Intl.supportedValuesOf('timeZone').includes(value) || isTimeZone(value), {
  error: (issue) => `TZ=${String(issue.input)} is not an IANA time zone${suggestZone(String(issue.input))}`,
});

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

function suggestZone(value: string): string {
  const guess = nearest(value, Intl.supportedValuesOf('timeZone'));
  return guess === undefined ? '' : `. Did you mean ${guess}?`;
}

/** Every variable we read, but for those of settings. A secret may also be given as NAME_FILE, the path of a file that holds it. */
const VARIABLES = {
  SPYGLASS_HOST: z.string().trim().min(1).default('0.0.0.0'),
  SPYGLASS_PORT: z.coerce.number('SPYGLASS_PORT must be a number').int().min(0).max(65_535).default(8181),
  SPYGLASS_BASE_PATH: basePath,
  ...WEB_VARIABLES,
  ...PROXY_AUTH_VARIABLES,
  SPYGLASS_DATA_DIR: z.string().trim().min(1).default('./data'),
  SPYGLASS_POSTGRES_BIN: z.string().trim().min(1).optional(),
  SPYGLASS_AUTO_MIGRATE: flag,
  SPYGLASS_LOG_LEVEL: z.enum(LOG_LEVELS, `SPYGLASS_LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  SPYGLASS_PLEX_URL: httpUrl('SPYGLASS_PLEX_URL').optional(),
  SPYGLASS_PLEX_TOKEN: z.string().trim().min(1).optional(),
  SPYGLASS_PLEXTV_URL: httpUrl('SPYGLASS_PLEXTV_URL').default('https://plex.tv'),
  SPYGLASS_SECRET_KEY: z.string().min(16, 'SPYGLASS_SECRET_KEY must have at least 16 characters').optional(),
  SPYGLASS_API_KEY: z.string().trim().min(16, 'SPYGLASS_API_KEY must have at least 16 characters').optional(),
  SPYGLASS_SETTINGS_FILE: z.string().trim().min(1).optional(),
  SPYGLASS_NOW: z.coerce.number('SPYGLASS_NOW must be epoch seconds').int().min(0).max(4_102_444_800).optional(),
  DATABASE_URL: z
    .string()
    .trim()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must start with postgres:// or postgresql://')
    .optional(),
  TZ: timeZone.optional(),
} as const;

/** What may also be given as a file: the secrets, and every setting. */
const AS_FILE = [
  'SPYGLASS_PLEX_TOKEN',
  'SPYGLASS_SECRET_KEY',
  'SPYGLASS_API_KEY',
  'DATABASE_URL',
  ...SETTING_VARIABLES,
];

const Environment = z.object(VARIABLES);

/** What the environment says, read once at start; nothing else in the program looks at `process.env`. */
export interface Config {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** `''` or `/like/this`, without a slash at the end. */
  readonly basePath: string;
  readonly web: WebConfig;
  /** A proxy that signs people in; undefined: there is none. */
  readonly proxyAuth: ProxyAuth | undefined;
  /** Absolute. */
  readonly dataDir: string;
  /** Folder with `postgres` and `initdb`; undefined: the package's. */
  readonly postgresBinDir: string | undefined;
  /** undefined: the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly autoMigrate: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** A server declared by the environment. */
  readonly plex: { readonly url: string; readonly token: string } | undefined;
  readonly plexTvUrl: string;
  /** undefined: a key file in the data folder. */
  readonly secretKey: string | undefined;
  /** An administrator's API key. */
  readonly apiKey: string | undefined;
  /** Test mode: the moment, in epoch milliseconds, at which time stands still for whoever asks; null: real time. */
  readonly fixedNow: number | null;
  /** IANA zone in which days and hours are meant. */
  readonly timeZone: string;
  /** Settings that variables decide; nobody can change them while the program runs. */
  readonly settingOverrides: SettingOverrides;
  /** A JSON file that decides more settings, as `openPinnedSettings` reads it. */
  readonly settingsFile: string | undefined;
  /**
   * The variables of the program we replace (`TAUTULLI_...`), as they are and without the empty ones. Whoever takes
   * over its configuration knows what they mean.
   */
  readonly tautulliVariables: Readonly<Record<string, string>>;
}

/**
 * Reads the environment. Empty values count as not given.
 * @throws Problem `invalid` with one sentence per fault (an unknown SPYGLASS_ name suggests the nearest one).
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Config {
  const given = withSecretFiles(env);
  refuseUnknown(given);
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new Problem('invalid', parsed.error.issues.map((issue) => sentence(issue)).join('; '));
  const e = parsed.data;
  if ((e.SPYGLASS_PLEX_URL === undefined) !== (e.SPYGLASS_PLEX_TOKEN === undefined)) {
    throw new Problem('invalid', 'SPYGLASS_PLEX_URL and SPYGLASS_PLEX_TOKEN belong together; only one of them is set');
  }
  return Object.freeze({
    host: e.SPYGLASS_HOST,
    port: e.SPYGLASS_PORT,
    basePath: e.SPYGLASS_BASE_PATH,
    web: webConfig(e),
    proxyAuth: proxyAuthOf(e),
    dataDir: resolve(e.SPYGLASS_DATA_DIR),
    postgresBinDir: e.SPYGLASS_POSTGRES_BIN === undefined ? undefined : resolve(e.SPYGLASS_POSTGRES_BIN),
    databaseUrl: e.DATABASE_URL,
    autoMigrate: e.SPYGLASS_AUTO_MIGRATE,
    logLevel: e.SPYGLASS_LOG_LEVEL,
    plex:
      e.SPYGLASS_PLEX_URL && e.SPYGLASS_PLEX_TOKEN
        ? { url: e.SPYGLASS_PLEX_URL, token: e.SPYGLASS_PLEX_TOKEN }
        : undefined,
    plexTvUrl: e.SPYGLASS_PLEXTV_URL,
    secretKey: e.SPYGLASS_SECRET_KEY,
    apiKey: e.SPYGLASS_API_KEY,
    fixedNow: e.SPYGLASS_NOW === undefined ? null : e.SPYGLASS_NOW * 1000,
    timeZone: e.TZ ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    settingOverrides: readSettingVariables(given, (name) => env[name] === undefined || env[name] === ''),
    settingsFile: e.SPYGLASS_SETTINGS_FILE === undefined ? undefined : resolve(e.SPYGLASS_SETTINGS_FILE),
    tautulliVariables: Object.freeze(
      Object.fromEntries(Object.entries(given).filter(([name]) => name.startsWith('TAUTULLI_'))),
    ),
  });
}

function sentence(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0] ?? 'environment');
  return issue.message.includes(name) ? issue.message : `${name}: ${issue.message}`;
}

function withSecretFiles(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined && value !== '') given[name] = value;
  for (const name of AS_FILE) {
    const file = given[`${name}_FILE`];
    if (file === undefined) continue;
    if (given[name] !== undefined)
      throw new Problem('invalid', `${name} and ${name}_FILE are both set; use one of them`);
    given[name] = readSecret(`${name}_FILE`, file);
    delete given[`${name}_FILE`];
  }
  return given;
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Problem('invalid', `${name}: the file ${file} cannot be read`, { cause });
  }
}

function refuseUnknown(given: Readonly<Record<string, string>>): void {
  const known = [...Object.keys(VARIABLES), ...SETTING_VARIABLES, ...AS_FILE.map((name) => `${name}_FILE`)];
  const unknown = Object.keys(given).filter((name) => name.startsWith('SPYGLASS_') && !known.includes(name));
  if (unknown.length === 0) return;
  const texts = unknown.map((name) => {
    const guess = nearest(name, known);
    return `${name} is not a setting of Spyglass${guess === undefined ? '' : `. Did you mean ${guess}?`}`;
  });
  throw new Problem('invalid', texts.join('; '));
}
