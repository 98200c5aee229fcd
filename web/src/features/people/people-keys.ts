import { useShortcuts } from '../../lib/use-shortcuts.ts';

export const PEOPLE_SEARCH_ID = 'people-search';

/** `/` goes to the search field of the list. */
export const usePeopleKeys = (): void =>
  useShortcuts({ '/': () => document.getElementById(PEOPLE_SEARCH_ID)?.focus() });
