/** The history as a table: any filter, search and order, any stretch of it, with its totals. */
import type { Db } from '#db/pool.ts';
import { type Understood, understand } from './plan-table.ts';
import type { TableQuery } from './play-filter.ts';
import { amountsIn } from './queries-table.ts';
import {
  type DescribedPlay,
  type DescribedSession,
  describedPlays,
  describedSessions,
  type RowTotals,
  rowTotals,
} from './queries-table-rows.ts';
import { tableAmounts } from './table-amounts.ts';
import { readKeys } from './table-keys.ts';

export type { DescribedPlay, DescribedSession, RowTotals } from './queries-table-rows.ts';

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

/** Which of so many rows are wanted. */
export type Slice = (found: number) => { readonly offset: number; readonly limit: number };

export async function readHistoryTable(db: Db, query: TableQuery, slice: Slice): Promise<HistoryTable> {
  const understood = await understand(db, query);
  const [over, running] = await Promise.all([
    tableAmounts(understood),
    query.isLiveIncluded ? amountsIn(db, understood.plan, 'live').then(({ rows }) => rows) : 0,
  ]);
  const found = over.rows + running;
  const keys = await readKeys(understood, { over: over.rows, running }, slice(found));
  return {
    plays: understood.cache.version.plays,
    found,
    watchedMs: over.watchedMs,
    rows: await describeRows(understood, keys),
  };
}

/** Rows that are read at once; a client may ask for all there are. */
const BATCH = 2_000;

async function describeRows(understood: Understood, keys: readonly number[]): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for (let from = 0; from < keys.length; from += BATCH)
    rows.push(...(await describeBatch(understood, keys.slice(from, from + BATCH))));
  return rows;
}

async function describeBatch({ db, plan }: Understood, keys: readonly number[]): Promise<TableRow[]> {
  const totals = await rowTotals(db, plan, keys);
  const best = totals.map(({ bestId }) => bestId);
  const [over, running] = await Promise.all([describe(db, best), describeRunning(db, best)]);
  const totalsByKey = new Map(totals.map((one) => [one.key, one]));
  return keys.flatMap((key): TableRow[] => {
    const one = totalsByKey.get(key);
    // Deleted between two queries.
    if (one === undefined) return [];
    const play = over.get(one.bestId);
    if (play !== undefined) return [{ kind: 'over', totals: one, described: play }];
    const session = running.get(-one.bestId);
    return session === undefined ? [] : [{ kind: 'running', totals: one, described: session }];
  });
}

async function describe(db: Db, ids: readonly number[]): Promise<Map<number, DescribedPlay>> {
  const wanted = ids.filter((id) => id > 0);
  const rows = wanted.length === 0 ? [] : await describedPlays(db, wanted);
  return new Map(rows.map((row) => [row.play.id, row]));
}

async function describeRunning(db: Db, ids: readonly number[]): Promise<Map<number, DescribedSession>> {
  const wanted = ids.filter((id) => id < 0).map((id) => -id);
  const rows = wanted.length === 0 ? [] : await describedSessions(db, wanted);
  return new Map(rows.map((row) => [row.session.id, row]));
}
