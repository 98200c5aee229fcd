import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type HistorySearch, historySearch } from './search.ts';

/** Changes to the address; undefined takes a part away. */
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
        search: (old: Record<string, unknown>) => historySearch({ ...old, start: undefined, ...changes }),
        replace: true,
      }),
    [navigate],
  );
  /** Looks at something else altogether, with a way back. */
  const replace = useCallback(
    (next: HistorySearch): void => void navigate({ to: '/history', search: historySearch({ ...next }) }),
    [navigate],
  );
  return { filter, change, replace };
}
