/** The languages there are words in, by their own names. */
export const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
  { value: 'fr', label: 'Français (en partie)' },
  { value: 'es', label: 'Español (en parte)' },
] as const;

/** The name of a language with a catalogue. */
export type Language = (typeof LANGUAGES)[number]['value'];

/** Languages that lack no word; only these are chosen without being asked for. */
const COMPLETE: readonly Language[] = ['en', 'de'];

/** `de` of `de-AT`. */
const base = (tag: string): string => tag.split(/[-_.@]/)[0]?.toLowerCase() ?? '';

/** What was chosen, else the first of the browser's languages that is complete here, else English. */
export function languageOf(chosen: string | null, browser: readonly string[]): Language {
  const known = LANGUAGES.find(({ value }) => value === chosen)?.value;
  if (known) return known;
  if (chosen !== null) return 'en';
  const own = browser.map((tag) => COMPLETE.find((language) => language === base(tag)));
  return own.find((language) => language !== undefined) ?? 'en';
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** Hour cycle of the person's own clock: 24 hours stay 24 hours when the app speaks another language. */
const ownClock = (tag: string | undefined): string => {
  const cycle = new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions().hourCycle;
  return cycle === undefined ? '' : `-u-hc-${cycle}`;
};

/**
 * The locale for dates and numbers: the person's own kind of the language, e.g. `de-AT`; a language their browser does
 * not name keeps the clock it has. Some systems report names like `en-US@posix`, which are no language tags.
 */
export function formatLocaleOf(language: Language, browser: readonly string[]): string {
  const tags = browser.map((tag) => tag.split(/[@.]/)[0] ?? '').filter(isLocale);
  return tags.find((tag) => base(tag) === language) ?? `${language}${ownClock(tags[0])}`;
}
