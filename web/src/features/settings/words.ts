import { i18n } from '@lingui/core';
import type { SettingLock, SettingValueView, SettingView } from '#contract/settings.ts';
import { type MessageId, t } from '../../lib/i18n.ts';

const isMessage = (id: string): id is MessageId => Object.hasOwn(i18n.messages, id);

const known = (id: string): string | null => (isMessage(id) ? t(id) : null);

/** What a setting is called; its key when it is newer than these words. */
export const settingLabel = (key: string): string => known(`setting.${key}`) ?? key;

/** What one of the choices of a setting is called. */
export const optionLabel = (key: string, value: string): string => known(`option.${key}.${value}`) ?? value;

/** What a part of a page is called. */
export const groupLabel = (group: string): string => known(`settingGroup.${group}`) ?? group;

/** What has decided a value: the variable, or the key in the file. */
export const lockWords = (lock: SettingLock): string =>
  lock.kind === 'environment' ? lock.variable : t('settings.lockedFile', { key: lock.key, path: lock.path });

/** A value in words; null for one that is better left unsaid. */
export function valueWords({ key, limits }: SettingView, value: SettingValueView | null): string | null {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (limits.kind === 'choice') return optionLabel(key, String(value));
  if (limits.kind === 'number' && limits.unit !== null) return `${value} ${t(`unit.${limits.unit}`)}`;
  return typeof value === 'object' ? null : String(value);
}
