import type { z } from 'zod';
import { type Definition, pinnedRules, type SettingValue } from './definition.ts';
import { DISPLAY_SETTINGS } from './settings-display.ts';
import { MONITORING_SETTINGS, PLEX_SETTINGS } from './settings-monitoring.ts';
import { NEWSLETTER_SETTINGS, NOTIFICATION_SETTINGS } from './settings-notifications.ts';
import { OWN_SETTINGS } from './settings-own.ts';
import { SECRET_SETTINGS } from './settings-secret.ts';
import { COMPATIBILITY_SETTINGS, SYSTEM_SETTINGS, WEB_SETTINGS } from './settings-system.ts';

/**
 * Values people may change at run time, with their defaults and limits (settings notes; monitoring notes 1).
 * Stored one row a key; a stored value that does not fit any more falls back to the default.
 */
export const SETTINGS = {
  ...DISPLAY_SETTINGS,
  ...WEB_SETTINGS,
  ...PLEX_SETTINGS,
  ...MONITORING_SETTINGS,
  ...NOTIFICATION_SETTINGS,
  ...NEWSLETTER_SETTINGS,
  ...SYSTEM_SETTINGS,
  ...COMPATIBILITY_SETTINGS,
  ...OWN_SETTINGS,
} as const;

/** The settings as the program reads them. Secrets are not among them, so handing this about gives none away. */
export type Settings = { readonly [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]['schema']> };
export type PlainName = keyof typeof SETTINGS;
export type SecretName = keyof typeof SECRET_SETTINGS;
export type SettingName = PlainName | SecretName;

const hasKey = <T extends object>(table: T, key: PropertyKey): key is keyof T => Object.hasOwn(table, key);

export const isPlainName = (key: string): key is PlainName => hasKey(SETTINGS, key);
export const isSecretName = (key: string): key is SecretName => hasKey(SECRET_SETTINGS, key);
export const isSettingName = (key: string): key is SettingName => isPlainName(key) || isSecretName(key);

export const PLAIN_NAMES: readonly PlainName[] = Object.keys(SETTINGS).filter(isPlainName);
export const SECRET_NAMES: readonly SecretName[] = Object.keys(SECRET_SETTINGS).filter(isSecretName);
export const SETTING_NAMES: readonly SettingName[] = [...PLAIN_NAMES, ...SECRET_NAMES];

/** The definition of any setting, a secret one included. */
export const definitionOf = (name: SettingName): Definition =>
  isSecretName(name) ? SECRET_SETTINGS[name] : SETTINGS[name];

/** What has pinned a value: a variable of the environment, or a key of the settings file. */
export type Origin =
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'file'; readonly path: string; readonly key: string };

/** A value an operator has pinned: it wins over what is stored, and nobody can change it while it is. */
export type Override = { readonly value: SettingValue; readonly origin: Origin };
export type SettingOverrides = { readonly [K in SettingName]?: Override };

type StoredRow = { readonly key: string; readonly value: unknown };

const isSettings = (values: Readonly<Record<string, unknown>>): values is Settings =>
  PLAIN_NAMES.every((name) => pinnedRules(definitionOf(name)).schema.safeParse(values[name]).success);

function complete(values: Readonly<Record<string, unknown>>): Settings {
  if (!isSettings(values)) throw new TypeError('A setting has a default or an override that breaks its own limits');
  return Object.freeze(values);
}

export const DEFAULT_SETTINGS: Settings = complete(
  Object.fromEntries(PLAIN_NAMES.map((name) => [name, SETTINGS[name].default])),
);

/**
 * Reads stored rows: what is pinned wins, then what is stored, then the default. Unknown keys are ignored; values that do not fit are reported and replaced by their default.
 */
export function readSettings(
  rows: readonly StoredRow[],
  onBad: (key: string) => void,
  overrides: SettingOverrides = {},
): Settings {
  const stored = new Map(rows.map((row) => [row.key, row.value]));
  const read = (name: PlainName): unknown => {
    const override = overrides[name];
    if (override !== undefined) return override.value;
    const value = stored.get(name);
    if (value === undefined) return DEFAULT_SETTINGS[name];
    const parsed = SETTINGS[name].schema.safeParse(value);
    if (!parsed.success) onBad(name);
    return parsed.success ? parsed.data : DEFAULT_SETTINGS[name];
  };
  return complete(Object.fromEntries(PLAIN_NAMES.map((name) => [name, read(name)])));
}
