/** SQL of the pages and totals of the history in the native API. */
import { type SQL, sql } from 'drizzle-orm';
import type { HistoryTotals } from '#contract/history.ts';
import type { Db } from '#db/pool.ts';
import {
  boundingConditions,
  conditionsOf,
  type FoundFilter,
  joinsOf,
  timeConditions,
  whereAll,
} from './queries-native.ts';

/** The last row of the page before: rows are ordered by their newest start, then by id. */
export interface Cursor {
  readonly startedAt: Date;
  readonly id: number;
}

/** A row of the page: a viewing or a play, and the play that describes it. */
export interface PageKey extends Record<string, unknown> {
  readonly id: number;
  readonly play_id: number;
}

/**
 * So many plays are read and sorted sooner than the newest ones are gone through until a page is full. With a second
 * condition the newest ones may have to be gone through for long.
 */
const FEW_PLAYS = 3_000;
const FEW_OF_SEVERAL_CONDITIONS = 20_000;

/** Whether the plays that may be meant are few. */
async function areFew(db: Db, found: FoundFilter): Promise<boolean> {
  const most = conditionsOf(found).length > 1 ? FEW_OF_SEVERAL_CONDITIONS : FEW_PLAYS;
  for (const condition of boundingConditions(found)) {
    const { rows } = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from (select from plays p where ${condition} limit ${most + 1}) few`,
    );
    if ((rows[0]?.n ?? 0) <= most) return true;
  }
  return false;
}

const behind = (started: SQL, id: SQL, after: Cursor | null): SQL[] =>
  after === null ? [] : [sql`(${started}, ${id}) < (${after.startedAt}::timestamptz, ${after.id}::int)`];

/** The page of plays behind the cursor, newest start first; one row more than `limit` says that another page follows. */
export async function playKeys(db: Db, found: FoundFilter, after: Cursor | null, limit: number): Promise<PageKey[]> {
  const where = [
    ...timeConditions(sql`p.started_at`, found.filter),
    ...behind(sql`p.started_at`, sql`p.id`, after),
    ...conditionsOf(found),
  ];
  const plays = sql`select p.id, p.id as play_id, p.started_at from plays p ${joinsOf(found)} ${whereAll(where)}`;
  const order = sql`order by started_at desc, id desc limit ${limit + 1}`;
  const page = (await areFew(db, found))
    ? sql`with few as materialized (${plays}) select id, play_id from few ${order}`
    : sql`${plays} ${order}`;
  return (await db.execute<PageKey>(page)).rows;
}

/** As `playKeys` for viewings, by the latest play of each. */
export async function groupKeys(db: Db, found: FoundFilter, after: Cursor | null, limit: number): Promise<PageKey[]> {
  const own = [
    ...timeConditions(sql`g.last_started_at`, found.filter),
    ...behind(sql`g.last_started_at`, sql`g.id`, after),
  ];
  const order = sql`order by g.last_started_at desc, g.id desc limit ${limit + 1}`;
  const conditions = conditionsOf(found);
  const columns = sql`select g.id, g.latest_play_id as play_id`;
  if (conditions.length === 0) return read(db, sql`${columns} from watch_groups g ${whereAll(own)} ${order}`);
  if (await areFew(db, found))
    return read(
      db,
      sql`with few as materialized (select p.id, p.watch_group_id from plays p ${joinsOf(found)} ${whereAll(conditions)})
      ${columns} from few join watch_groups g on g.id = few.watch_group_id
      ${whereAll([sql`g.latest_play_id = few.id`, ...own])} ${order}`,
    );
  return read(
    db,
    sql`${columns} from watch_groups g join plays p on p.id = g.latest_play_id ${joinsOf(found)}
    ${whereAll([...own, ...conditions])} ${order}`,
  );
}

const read = async (db: Db, query: SQL): Promise<PageKey[]> => (await db.execute<PageKey>(query)).rows;

interface TotalsRow extends Record<string, unknown> {
  groups: number;
  plays: number;
  watched_ms: number;
  people: number;
}

const SUMS = sql`coalesce(sum(plays), 0)::int as plays, coalesce(sum(watched_ms), 0)::bigint as watched_ms`;

/** Totals of everything the filter lets through. Those of everything, always, are kept by person. */
export async function nativeTotals(db: Db, found: FoundFilter): Promise<HistoryTotals> {
  const where = [...timeConditions(sql`p.started_at`, found.filter), ...conditionsOf(found)];
  const query =
    where.length === 0
      ? sql`select coalesce(sum(group_count), 0)::int as groups, count(*)::int as people, ${SUMS}
          from (select group_count, play_count as plays, watched_ms from user_totals) totals`
      : sql`select count(*)::int as groups, count(distinct user_id)::int as people, ${SUMS}
          from (select p.watch_group_id, p.user_id, count(*) as plays, sum(p.watched_ms) as watched_ms
            from plays p ${joinsOf(found)} ${whereAll(where)} group by 1, 2) viewings`;
  const { rows } = await db.execute<TotalsRow>(query);
  const [row] = rows;
  return {
    groups: row?.groups ?? 0,
    plays: row?.plays ?? 0,
    watchedMs: Math.max(0, Number(row?.watched_ms ?? 0)),
    people: row?.people ?? 0,
  };
}

/** The numbers of all plays a filter lets through, four bytes each, in no order. */
export async function matchingIds(db: Db, found: FoundFilter): Promise<Buffer> {
  const where = [...timeConditions(sql`p.started_at`, found.filter), ...conditionsOf(found)];
  const { rows } = await db.execute<{ ids: Buffer | null }>(
    sql`select string_agg(int4send(p.id), ''::bytea) as ids from plays p ${joinsOf(found)} ${whereAll(where)}`,
  );
  return rows[0]?.ids ?? Buffer.alloc(0);
}
