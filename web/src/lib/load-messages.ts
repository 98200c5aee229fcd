import { i18n } from '@lingui/core';
import { recall } from './storage.ts';

const LOCALE = 'en';

/** `spyglass.locale` = `pseudo` or `pseudo-rtl` in the local storage is for checking layouts. */
const wanted = (): string => recall('locale') ?? '';
const isPseudo = (): boolean => wanted().startsWith('pseudo');

/** Loads the words of the frame and of the pages that are opened every day. */
export async function loadMessages(): Promise<void> {
  const { messages } = isPseudo() ? await import('virtual:messages/pseudo') : await import('virtual:messages/en');
  document.documentElement.dir = wanted() === 'pseudo-rtl' ? 'rtl' : 'ltr';
  i18n.load(LOCALE, messages);
  i18n.activate(LOCALE);
}

let more: Promise<void> | null = null;

async function loadRest(): Promise<void> {
  const { messages } = isPseudo()
    ? await import('virtual:messages/pseudo-more')
    : await import('virtual:messages/en-more');
  i18n.load(LOCALE, messages);
}

/** Loads a page together with the words that only such pages need. */
export async function withMoreMessages<T>(page: () => Promise<T>): Promise<T> {
  more ??= loadRest().catch((error: unknown) => {
    more = null;
    throw error;
  });
  const [loaded] = await Promise.all([page(), more]);
  return loaded;
}
