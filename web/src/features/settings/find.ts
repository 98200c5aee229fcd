import type { SettingView } from '#contract/settings.ts';
import { settingLabel } from './words.ts';

const MOST = 8;

/** How well a setting fits: its name counts more than what it is for. */
function weight(setting: SettingView, words: readonly string[]): number {
  const name = `${settingLabel(setting.key)} ${setting.key}`.toLowerCase();
  const text = `${name} ${setting.help}`.toLowerCase();
  if (!words.every((word) => text.includes(word))) return 0;
  return 1 + words.filter((word) => name.includes(word)).length;
}

/** The settings whose words are looked for, the best first. */
export function findSettings(all: readonly SettingView[], search: string): readonly SettingView[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return all
    .map((setting) => ({ setting, weight: weight(setting, words) }))
    .filter((one) => one.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST)
    .map(({ setting }) => setting);
}
