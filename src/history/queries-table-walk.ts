/** The history table in the order of time, read off an index of starts. */
import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import {
  besides,
  branch,
  firstOf,
  joinsOf,
  keysIn,
  type MainOrigin,
  PLAYS_SOURCE,
  type Stretch,
  type TablePlan,
} from './queries-table.ts';
import { all, array } from './queries-table-where.ts';

export type Direction = 'asc' | 'desc';

/** Rows in the order of time: stored groups by their newest start, or plays by their start. */
export type TimeOrigin = Extract<MainOrigin, 'stored' | 'plays'>;

const TIMES: Readonly<Record<TimeOrigin, { readonly table: SQL; readonly start: SQL }>> = {
  stored: { table: sql`watch_groups`, start: sql`last_started_at` },
  plays: { table: sql`plays`, start: sql`started_at` },
};

const milliseconds = (moment: SQL): SQL => sql`(extract(epoch from ${moment}) * 1000)::bigint`;
const moment = (ms: number): SQL => sql`to_timestamp(${ms}::float8 / 1000)::timestamptz(3)`;

/** From a moment on, in a direction. */
const from = (start: SQL, direction: Direction, at: number): SQL =>
  direction === 'desc' ? sql`${start} <= ${moment(at)}` : sql`${start} >= ${moment(at)}`;

/** The starts, in milliseconds, of a stretch of all rows in the order of time, from a moment on. Reads nothing but an index. */
export async function startsFrom(
  db: Db,
  origin: TimeOrigin,
  direction: Direction,
  at: number | null,
  { offset, limit }: Stretch,
): Promise<number[]> {
  const { table, start } = TIMES[origin];
  const where = at === null ? sql`true` : from(start, direction, at);
  const { rows } = await db.execute<{ ms: number }>(
    sql`select ${milliseconds(start)} as ms from ${table} where ${where} order by ${start} ${sql.raw(direction)} offset ${offset} limit ${limit}`,
  );
  return rows.map(({ ms }) => ms);
}

/** How many of some groups stand before a moment. */
export async function groupsBefore(
  db: Db,
  groupIds: readonly number[],
  direction: Direction,
  at: number,
): Promise<number> {
  if (groupIds.length === 0) return 0;
  const isBefore = direction === 'desc' ? sql`last_started_at > ${moment(at)}` : sql`last_started_at < ${moment(at)}`;
  const { rows } = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from watch_groups where id = any(${array(groupIds, 'int')}) and ${isBefore}`,
  );
  return rows[0]?.n ?? 0;
}

/** The keys of a stretch that is counted from a moment on, of which `plan` orders by time in the direction. */
export function keysFrom(
  db: Db,
  plan: TablePlan,
  origin: TimeOrigin,
  {
    direction,
    at,
    hasLive,
    stretch,
  }: { readonly direction: Direction; readonly at: number; readonly hasLive: boolean; readonly stretch: Stretch },
): Promise<number[]> {
  const main = sql`${branch(origin, plan)} and ${from(sql`g.last_started_at`, direction, at)}`;
  const first = firstOf(main, plan, stretch.offset + stretch.limit);
  return keysIn(db, [first, ...besides(plan, origin, hasLive)], plan, stretch);
}

/** A group and the newest start of its plays, in milliseconds. */
export interface GroupStart {
  readonly key: number;
  readonly at: number;
}

/**
 * The groups of the newest plays that a filter lets through, newest first; `isAll` when there are no others. A group stands
 * where its newest play does, and that is the first of its plays met on this way.
 */
export async function newestGroups(
  db: Db,
  { where }: TablePlan,
  plays: number,
): Promise<{ readonly groups: readonly GroupStart[]; readonly isAll: boolean }> {
  const newest = sql`select x.group_id, x.started_at from ${PLAYS_SOURCE} x${joinsOf(where.parts)} where ${all(where.conditions)}
    order by x.started_at desc, x.group_id desc limit ${plays}`;
  const { rows } = await db.execute<{ key: number; at: number; n: number }>(
    sql`select group_id::int as key, ${milliseconds(sql`max(started_at)`)} as at, sum(count(*)) over ()::int as n
      from (${newest}) x group by group_id order by max(started_at) desc, group_id desc`,
  );
  return { groups: rows.map(({ key, at }) => ({ key, at })), isAll: (rows[0]?.n ?? 0) < plays };
}

/** Running streams that the filter lets through, newest first. */
export async function liveStarts(db: Db, plan: TablePlan): Promise<GroupStart[]> {
  const { rows } = await db.execute<{ key: number; at: number }>(
    sql`select key::int, ${milliseconds(sql`o0`)} as at from (${branch('live', plan)}) t order by ${plan.order.by}`,
  );
  return rows;
}
