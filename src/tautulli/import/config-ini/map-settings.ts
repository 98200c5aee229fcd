import type { SettingValue } from '#config/definition.ts';
import { definitionOf, type SettingName } from '#config/settings.ts';
import { textOf } from './convert.ts';
import { fitToLimits } from './fit.ts';
import { type KeyRule, NEVER } from './key-rules.ts';
import { KEYS } from './keys.ts';
import type { Values } from './ladder.ts';
import type { IniValue } from './parse-ini.ts';
import type { Reporter } from './report.ts';

/** Values that fit the settings of the same names; those of secret settings are secrets. */
export type MappedSettings = { readonly [K in SettingName]?: SettingValue };

export interface MapOptions {
  /**
   * Whether the key for The Movie Database is the operator's own. Files usually hold the one that the replaced program
   * brought along, which is not ours to use, and cannot be told from another.
   */
  readonly isTmdbKeyOwn: boolean;
}

type Found = readonly [SettingName, SettingValue] | null;

function mapPlain(
  key: string,
  raw: IniValue,
  target: KeyRule['target'] & { to: 'setting' },
  reporter: Reporter,
): Found {
  const to = `setting.${target.name}`;
  const fitted = fitToLimits(target.convert.read(raw), definitionOf(target.name));
  if (fitted.how === 'as it is') reporter.kept(key, to);
  else if (fitted.how === 'clamped') reporter.clamped(key, to, fitted.reason);
  else reporter.defaulted(key, to, fitted.reason);
  return [target.name, fitted.value];
}

function mapSecret(
  key: string,
  raw: IniValue,
  target: KeyRule['target'] & { to: 'secret' },
  reporter: Reporter,
  options: MapOptions,
): Found {
  const to = `secret.${target.name}`;
  const text = textOf(raw);
  if (text === '') {
    reporter.empty(key, to);
    return null;
  }
  if (target.name === 'tmdbApiKey' && !options.isTmdbKeyOwn) {
    reporter.dropped(key, 'may be the key that came with the program; enter your own');
    return null;
  }
  const fitted = fitToLimits(text, definitionOf(target.name));
  if (fitted.how !== 'as it is') {
    reporter.defaulted(key, to, fitted.reason);
    return null;
  }
  reporter.kept(key, to);
  return [target.name, text];
}

/** Makes settings of the keys that become one, and reports those that become nothing. */
export function mapSettings(values: Values, reporter: Reporter, options: MapOptions): MappedSettings {
  const found: (readonly [SettingName, SettingValue])[] = [];
  for (const [key, raw] of values) {
    const target = KEYS.get(key)?.target;
    let one: Found = null;
    if (target?.to === 'setting') one = mapPlain(key, raw, target, reporter);
    else if (target?.to === 'secret') one = mapSecret(key, raw, target, reporter, options);
    else if (target?.to === 'never') reporter.dropped(key, NEVER[target.reason]);
    if (one !== null) found.push(one);
  }
  return Object.fromEntries(found);
}
