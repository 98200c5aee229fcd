import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { getJson, type Params } from '../../lib/api.ts';

/** A stretch of rows as the API answers it: how many match, and some of them. */
export interface RowPage<Row> {
  readonly found: number;
  readonly rows: readonly Row[];
}

const PAGE = 100;
/** The most the API gives at once, for files. */
const BIG_PAGE = 500;

/** The rows at `path` that match, more on demand. `params` is the filter and the order. */
export function useRows<Page extends RowPage<unknown>>(path: string, params: Params, isEnabled = true) {
  type Row = Page['rows'][number];
  const text = JSON.stringify(params);
  const stable = useMemo(() => JSON.parse(text) as Params, [text]);
  const queryKey = [path, 'rows', stable] as const;
  const query = useInfiniteQuery<Page, Error, InfiniteData<Page, number>, typeof queryKey, number>({
    queryKey,
    queryFn: ({ pageParam, signal }) => getJson<Page>(path, { ...stable, offset: pageParam, limit: PAGE }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.rows.length, 0);
      return last.rows.length > 0 && loaded < last.found ? loaded : undefined;
    },
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
  const rows = useMemo((): readonly Row[] => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { query, rows, page: query.data?.pages[0], onNearEnd };
}

/** Every row at `path` that matches, for a file. @throws ApiError */
export async function allRows<Page extends RowPage<unknown>>(
  path: string,
  params: Params,
): Promise<ReadonlyArray<Page['rows'][number]>> {
  const rows: Page['rows'][number][] = [];
  for (;;) {
    const page = await getJson<Page>(path, { ...params, offset: rows.length, limit: BIG_PAGE });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.found) return rows;
  }
}
