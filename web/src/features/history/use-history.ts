import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { HistoryPage, HistoryRow, HistoryTotals } from '#contract/history.ts';
import { getJson, type Params } from '../../lib/api.ts';
import { clock } from '../../lib/clock.ts';
import { live } from '../../lib/live/use-live.ts';
import { newRows, withNewRows } from './merge.ts';
import { apiSearch, type HistorySearch, type RowView } from './search.ts';

const PAGE = 100;
/** Several plays recorded together are fetched together. */
const GATHER_MS = 250;
/** Nearer to the top than this, new plays slide in; farther down they wait. */
const AT_TOP_PX = 80;

type Pages = InfiniteData<HistoryPage, string | undefined>;

/** The rows that match, more on demand, new ones on top as they are recorded. */
export function useHistory(filter: HistorySearch) {
  const view: RowView = filter.view === 'plays' ? 'plays' : 'groups';
  const params = useMemo(
    (): Params => ({ ...apiSearch(filter), view, ...(filter.start !== undefined && { start: filter.start }) }),
    [filter, view],
  );
  const queryKey = useMemo(() => ['history', params] as const, [params]);
  const query = useInfiniteQuery<HistoryPage, Error, Pages, typeof queryKey, string | undefined>({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      getJson<HistoryPage>('/history', { ...params, limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined,
    enabled: filter.view !== 'shows',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const news = useNews(queryKey, view, filter.start === undefined);
  return { query, rows, ...news };
}

/** Looks for plays that are newer than the list; shows them at once at the top of the page, else keeps them waiting. */
function useNews(queryKey: readonly ['history', Params], view: RowView, isNewest: boolean) {
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState<readonly HistoryRow[]>([]);
  const [fresh, setFresh] = useState<ReadonlySet<number>>(new Set());

  const show = useCallback(
    (rows: readonly HistoryRow[]) => {
      queries.setQueryData<Pages>(queryKey, (old) => old && { ...old, pages: withNewRows(old.pages, rows, view) });
      setFresh(new Set(rows.map((row) => row.playId)));
      setWaiting([]);
    },
    [queries, queryKey, view],
  );
  const look = useCallback(async () => {
    const newest = await getJson<HistoryPage>('/history', { ...queryKey[1], limit: PAGE }).catch(() => null);
    const shown = queries.getQueryData<Pages>(queryKey);
    if (!newest || !shown) return;
    const rows = newRows(shown.pages, newest, view);
    if (rows.length === 0) return;
    if (window.scrollY < AT_TOP_PX) show(rows);
    else setWaiting(rows);
  }, [queries, queryKey, view, show]);

  useEffect(() => {
    setWaiting([]);
    // A list that begins with a day of the past has no news.
    if (!isNewest) return undefined;
    let cancel: (() => void) | undefined;
    const unfollow = live.onPlay(() => {
      cancel?.();
      cancel = clock.after(GATHER_MS, () => void look());
    });
    return () => {
      unfollow();
      cancel?.();
    };
  }, [look, isNewest]);
  return { waiting, fresh, showWaiting: () => show(waiting) };
}

/** Totals of everything that matches; fetched apart so that the list never waits for them. */
export function useHistoryTotals(filter: HistorySearch) {
  const params = useMemo(() => apiSearch(filter), [filter]);
  const queries = useQueryClient();
  useEffect(() => live.onPlay(() => void queries.invalidateQueries({ queryKey: ['history-totals'] })), [queries]);
  return useQuery({
    queryKey: ['history-totals', params],
    queryFn: ({ signal }) => getJson<HistoryTotals>('/history/totals', params, signal),
    placeholderData: keepPreviousData,
  });
}
