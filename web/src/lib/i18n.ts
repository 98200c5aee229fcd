import { i18n } from '@lingui/core';
import type { MessageId } from '../locales/en.ts';
import { formatLocaleOf, type Language, languageOf } from './languages.ts';

export type { MessageId };

/** Values for the placeholders of a message. */
export type Values = Readonly<Record<string, string | number>>;

/** The text of a message in the person's language. Every word a person can see comes from here. */
export const t = (id: MessageId, values?: Values): string => i18n._(id, values);

/** The language the app speaks now. */
export const spokenLanguage = (): Language => languageOf(i18n.locale, []);

let known: { readonly language: Language; readonly locale: string } | null = null;

/** The locale for dates and numbers. */
export function formatLocale(): string {
  const language = spokenLanguage();
  if (known?.language !== language) known = { language, locale: formatLocaleOf(language, navigator.languages) };
  return known.locale;
}
