import { useSearch } from '@tanstack/react-router';
import { type NowSearch, nowSearch } from './search.ts';

/** What the address says about this page, on whichever route it is shown. */
export const useNowSearch = (): NowSearch => nowSearch(useSearch({ strict: false }));
