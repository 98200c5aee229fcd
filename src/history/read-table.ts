/** The history as a table: any filter, search and order, any stretch of it, with its totals. */
import type { Db } from '#db/pool.ts';
import type { TableQuery } from './play-filter.ts';
import {
  countPlays,
  countRows,
  type DescribedPlay,
  type DescribedSession,
  describedPlays,
  describedSessions,
  type RowTotals,
  rowTotals,
  tableKeys,
  watchedTotal,
} from './queries-table.ts';

/** A viewing or a play that is over, described by its furthest play; or a stream that is running. */
export type TableRow =
  | { readonly kind: 'over'; readonly totals: RowTotals; readonly described: DescribedPlay }
  | { readonly kind: 'running'; readonly totals: RowTotals; readonly described: DescribedSession };

export interface HistoryTable {
  /** All plays there are. */
  readonly plays: number;
  /** Rows after filter and search, running streams included where they were asked for. */
  readonly found: number;
  /** Of all plays the filter lets through. */
  readonly watchedMs: number;
  readonly rows: readonly TableRow[];
}

/** `slice` says which of so many rows are wanted. */
export async function readHistoryTable(
  db: Db,
  query: TableQuery,
  slice: (found: number) => { readonly offset: number; readonly limit: number },
): Promise<HistoryTable> {
  const [total, over, running, watchedMs] = await Promise.all([
    countPlays(db),
    countRows(db, 'plays', query),
    query.isLiveIncluded ? countRows(db, 'live', query) : 0,
    watchedTotal(db, query),
  ]);
  const found = over + running;
  const keys = await tableKeys(db, query, slice(found));
  return { plays: total, found, watchedMs, rows: await describeRows(db, query, keys) };
}

async function describeRows(db: Db, query: TableQuery, keys: readonly number[]): Promise<TableRow[]> {
  if (keys.length === 0) return [];
  const totals = await rowTotals(db, query, keys);
  const best = [...totals.values()].map(({ bestId }) => bestId);
  const [over, running] = await Promise.all([
    describedPlays(
      db,
      best.filter((id) => id > 0),
    ),
    describedSessions(
      db,
      best.filter((id) => id < 0).map((id) => -id),
    ),
  ]);
  const playById = new Map<number, DescribedPlay>(over.map((row) => [row.play.id, row]));
  const sessionById = new Map<number, DescribedSession>(running.map((row) => [row.session.id, row]));
  return keys.flatMap((key): TableRow[] => {
    const one = totals.get(key);
    // Deleted between two queries.
    if (one === undefined) return [];
    const play = playById.get(one.bestId);
    if (play !== undefined) return [{ kind: 'over', totals: one, described: play }];
    const session = sessionById.get(-one.bestId);
    return session === undefined ? [] : [{ kind: 'running', totals: one, described: session }];
  });
}
