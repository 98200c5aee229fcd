import { i18n, type Messages } from '@lingui/core';
import { useSyncExternalStore } from 'react';
import { type Language, languageOf } from './languages.ts';
import { recall, remember } from './storage.ts';

type Load = () => Promise<{ readonly messages: Messages }>;

/** The words of each catalogue in two parts: those of every day, and the rest. */
const CATALOGUES: Readonly<Record<Language | 'pseudo', { readonly first: Load; readonly more: Load }>> = {
  en: { first: () => import('virtual:messages/en'), more: () => import('virtual:messages/en-more') },
  de: { first: () => import('virtual:messages/de'), more: () => import('virtual:messages/de-more') },
  fr: { first: () => import('virtual:messages/fr'), more: () => import('virtual:messages/fr-more') },
  es: { first: () => import('virtual:messages/es'), more: () => import('virtual:messages/es-more') },
  pseudo: { first: () => import('virtual:messages/pseudo'), more: () => import('virtual:messages/pseudo-more') },
};

/** `spyglass.locale` = `pseudo` or `pseudo-rtl` in the local storage is for checking layouts. */
const wanted = (): string | null => recall('locale');
const language = (): Language => languageOf(wanted(), navigator.languages);
const catalogue = () => CATALOGUES[wanted()?.startsWith('pseudo') ? 'pseudo' : language()];

/** Loads the words of the frame and of the pages that are opened every day. */
export async function loadMessages(): Promise<void> {
  const { messages } = await catalogue().first();
  document.documentElement.lang = language();
  document.documentElement.dir = wanted() === 'pseudo-rtl' ? 'rtl' : 'ltr';
  i18n.load(language(), messages);
  i18n.activate(language());
}

let more: Promise<void> | null = null;

async function loadRest(): Promise<void> {
  const { messages } = await catalogue().more();
  i18n.load(language(), messages);
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

let spoken = 0;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Speaks another language from now on, remembered in this browser. What is on the page is drawn anew. */
export async function speak(chosen: Language): Promise<void> {
  remember('locale', chosen);
  const hadMore = more;
  await hadMore;
  more = null;
  await loadMessages();
  if (hadMore !== null) await withMoreMessages(async () => undefined);
  spoken += 1;
  for (const listener of listeners) listener();
}

/** Another value whenever the language changed: what is drawn with it as its key is drawn anew. */
export const useSpoken = (): number => useSyncExternalStore(subscribe, () => spoken);
