import { Problem } from '#problem';
import { ruleOf, type SettingValue } from './definition.ts';
import { nearest } from './nearest.ts';
import {
  definitionOf,
  isSettingName,
  type Origin,
  SETTING_NAMES,
  type SettingName,
  type SettingOverrides,
} from './settings.ts';

/** New values by the names of settings, as they came from outside; null forgets what was stored. */
export type SettingChanges = Readonly<Record<string, unknown>>;

/** `value` is null for a setting whose default shall hold, and for a secret that shall be gone. */
export type CheckedChange = { readonly key: SettingName; readonly value: SettingValue | null };

function unknownSentence(key: string): string {
  const guess = nearest(key, SETTING_NAMES);
  return `${key} is not a setting${guess === undefined ? '' : `. Did you mean ${guess}?`}`;
}

const pinnedSentence = (name: SettingName, origin: Origin): string =>
  origin.kind === 'environment'
    ? `${name} is set by the environment variable ${origin.variable}`
    : `${name} is set by "${origin.key}" in the settings file ${origin.path}`;

/** @throws Problem `refused` that names the variable or the file which has decided. */
export function refuseLocked(names: readonly SettingName[], overrides: SettingOverrides): void {
  const origins = names.flatMap((name) => {
    const override = overrides[name];
    return override === undefined ? [] : [{ name, origin: override.origin }];
  });
  if (origins.length === 0) return;
  const hint = origins.some(({ origin }) => origin.kind === 'environment')
    ? 'Change or remove the variable and start again'
    : 'Change it in the file, which is read again by itself';
  throw new Problem('refused', origins.map(({ name, origin }) => pinnedSentence(name, origin)).join('; '), { hint });
}

/**
 * Checks changes as a whole.
 * @throws Problem `invalid` with a sentence for each unknown key and each value that does not fit (the value itself is
 * not repeated, it may be a secret), or else `refused` for locked keys.
 */
export function checkChanges(changes: SettingChanges, overrides: SettingOverrides): readonly CheckedChange[] {
  const faults: string[] = [];
  const checked: CheckedChange[] = [];
  for (const [key, value] of Object.entries(changes)) {
    if (!isSettingName(key)) {
      faults.push(unknownSentence(key));
      continue;
    }
    if (value === null) {
      checked.push({ key, value });
      continue;
    }
    const parsed = definitionOf(key).schema.safeParse(value);
    if (parsed.success) checked.push({ key, value: parsed.data });
    else faults.push(`${key} ${ruleOf(definitionOf(key))}`);
  }
  if (faults.length > 0) throw new Problem('invalid', faults.join('; '));
  refuseLocked(
    checked.map(({ key }) => key),
    overrides,
  );
  return checked;
}
