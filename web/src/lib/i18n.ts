import { i18n } from '@lingui/core';
import type { MessageId } from '../locales/en.ts';

export type { MessageId };

/** Values for the placeholders of a message. */
export type Values = Readonly<Record<string, string | number>>;

/** The text of a message in the person's language. Every word a person can see comes from here. */
export const t = (id: MessageId, values?: Values): string => i18n._(id, values);

/** The locale for dates and numbers: the browser's, so that 24-hour clocks and decimal commas are the person's own. */
export const formatLocale = (): string => usableLocale(navigator.languages);

/**
 * The first of the browser's languages that can be formatted for. Some systems report names like `en-US@posix`, which
 * are no language tags.
 */
export function usableLocale(languages: readonly string[]): string {
  return languages.map((name) => name.split(/[@.]/)[0] ?? '').find(isLocale) ?? 'en';
}

function isLocale(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length > 0;
  } catch {
    return false;
  }
}

/** The languages there is a catalogue for, by their own names. */
export const LANGUAGES = [{ value: 'en', label: 'English' }] as const;
