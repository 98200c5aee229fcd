import { i18n } from '@lingui/core';
import { recall } from './storage.ts';

/** Loads the catalogue; `spyglass.locale` = `pseudo` or `pseudo-rtl` in the local storage is for checking layouts. */
export async function loadMessages(): Promise<void> {
  const wanted = recall('locale') ?? '';
  const { messages } = wanted.startsWith('pseudo')
    ? await import('virtual:messages/pseudo')
    : await import('virtual:messages/en');
  document.documentElement.dir = wanted === 'pseudo-rtl' ? 'rtl' : 'ltr';
  i18n.load('en', messages);
  i18n.activate('en');
}
