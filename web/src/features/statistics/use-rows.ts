import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type PlayFilter, readPlayFilter } from '../../lib/play-filter.ts';
import { withoutTime } from '../filter/filter-search.ts';
import { historySearch } from '../history/search.ts';
import type { StatsSearch } from './search.ts';
import type { Stats } from './use-stats.ts';

/** Opens the plays behind a number: the filter of the page, narrowed further. */
export function useRows({ search, span }: Pick<Stats, 'search' | 'span'>) {
  const navigate = useNavigate();
  return useCallback(
    (narrower: PlayFilter = {}): void => {
      const days = { ...(span.from !== null && { from: span.from }), ...(span.to !== null && { to: span.to }) };
      const filter = readPlayFilter({ ...withoutTime(search), ...days, ...narrower });
      void navigate({ to: '/history', search: historySearch({ ...filter }) });
    },
    [navigate, search, span],
  );
}

/** What a press on a part of a chart does: narrows the page, or with Shift opens the plays. */
export function useNarrow(stats: Stats) {
  const show = useRows(stats);
  const { search, change } = stats;
  return useCallback(
    (narrower: PlayFilter, isRows: boolean): void => {
      if (isRows) show(narrower);
      else change({ ...search, ...narrower } as StatsSearch);
    },
    [show, search, change],
  );
}
