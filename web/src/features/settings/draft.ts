import type { SettingLimits, SettingValueView, SettingView } from '#contract/settings.ts';
import type { Changes } from './use-settings.ts';

/** What was typed and is not saved yet, by key. Numbers are text until they are saved. */
export type Draft = Readonly<Record<string, SettingValueView | null>>;

/** Whether a value is the one the server has. */
export const isSame = (a: SettingValueView | null, b: SettingValueView | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** As a field shows it. */
export const shownValue = (setting: SettingView, draft: Draft): SettingValueView | null => {
  const typed = draft[setting.key];
  if (typed !== undefined) return typed;
  return typeof setting.value === 'number' ? String(setting.value) : setting.value;
};

/** Takes a field's new value into the draft, or out of it when it is what the server has. */
export function withValue(draft: Draft, setting: SettingView, value: SettingValueView | null | undefined): Draft {
  const { [setting.key]: _before, ...others } = draft;
  const saved = shownValue(setting, {});
  if (value === undefined || (!setting.isSecret && isSame(value, saved))) return others;
  return { ...others, [setting.key]: value };
}

/** A number that fits; undefined for what is none. */
export function wholeNumber(
  text: string,
  { min, max }: Extract<SettingLimits, { kind: 'number' }>,
): number | undefined {
  if (!/^[+-]?\d+$/.test(text.trim())) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
}

/** The settings of a draft whose value cannot be right, and the changes that the others are. */
export function changesOf(
  settings: readonly SettingView[],
  draft: Draft,
): { changes: Changes; wrong: readonly string[] } {
  const changes: Record<string, SettingValueView | null> = {};
  const wrong: string[] = [];
  for (const setting of settings) {
    const value = draft[setting.key];
    if (value === undefined) continue;
    const { limits } = setting;
    if (limits.kind !== 'number' || typeof value !== 'string') changes[setting.key] = value;
    else {
      const number = wholeNumber(value, limits);
      if (number === undefined) wrong.push(setting.key);
      else changes[setting.key] = number;
    }
  }
  return { changes, wrong };
}

/** What the server says of each key: its sentences begin with it. */
export function problemsByKey(message: string, keys: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of message.split('; ')) {
    const key = keys.find((one) => part.startsWith(`${one} `));
    if (key !== undefined) found.set(key, part.slice(key.length + 1));
  }
  return found;
}
