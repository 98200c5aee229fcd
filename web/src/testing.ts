import { i18n } from '@lingui/core';
import { en } from './locales/en.ts';

/** Loads English for a test of words, without a browser. */
export function speakEnglish(): void {
  i18n.load('en', en);
  i18n.activate('en');
}
