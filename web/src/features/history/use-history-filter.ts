import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type HistorySearch, historySearch } from './search.ts';

/** Changes to the filter; undefined takes a part away. */
export type FilterChanges = { [K in keyof HistorySearch]?: HistorySearch[K] | undefined };

/** The filter in the address, and how to change it. The list starts again from the top. */
export function useHistoryFilter() {
  const raw = useSearch({ strict: false });
  const text = JSON.stringify(historySearch(raw));
  const filter = useMemo(() => JSON.parse(text) as HistorySearch, [text]);
  const navigate = useNavigate();
  const change = useCallback(
    (changes: FilterChanges): void =>
      void navigate({
        to: '.',
        search: (old: Record<string, unknown>) => historySearch({ ...old, ...changes }),
        replace: true,
      }),
    [navigate],
  );
  return { filter, change };
}
