/** The rows of the history table for any filter, search and order: which they are, how many, and what they hold. */
import { eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { PlayId, SessionId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, players, plays, sessions, streamSnapshots, users } from '#db/schema/index.ts';
import type { PlayFilter, RowUnit, TableQuery } from './play-filter.ts';
import { tableOrder, tableSearch } from './queries-table-columns.ts';
import { LIVE_SOURCE, PERCENT, PLAYS_SOURCE, tableConditions } from './queries-table-source.ts';

/** What the rows of the table are made of; the ids of groups are those of their first plays. */
type Origin = 'plays' | 'live';

const SOURCES: Readonly<Record<Origin, SQL>> = { plays: PLAYS_SOURCE, live: LIVE_SOURCE };

/** Everything the filter lets through, with how far it got. */
export const filtered = (
  origin: Origin,
  filter: PlayFilter,
  timeZone: string,
): SQL => sql`select x.*, ${PERCENT} as percent
  from ${SOURCES[origin]} x join item_snapshots i on i.id = x.item_snapshot_id
    join stream_snapshots s on s.id = x.stream_snapshot_id
  where ${tableConditions(filter, timeZone)}`;

/**
 * Totals of rows; the play that stands for one is the furthest, among equals the first (API notes 9.3), and the last
 * one where no percentage exists.
 */
const TOTALS = sql`(array_agg(r.id order by r.percent desc nulls last, case when r.percent is null then -r.id else r.id end))[1] as best_id,
  max(r.started_at) as last_started_at, min(r.started_at) as started_at, max(r.stopped_at) as stopped_at,
  sum(r.paused_ms) as paused_ms, sum(r.watched_ms) as watched_ms, max(r.percent) as percent,
  count(*) as play_count, string_agg(r.id::text, ',' order by r.id) as play_ids`;

const KEY: Readonly<Record<RowUnit, SQL>> = { group: sql`r.group_id`, play: sql`r.id` };

/** The rows of one origin with their totals g and what their plays point at. */
function tableRows(origin: Origin, query: TableQuery): SQL {
  const key = KEY[origin === 'live' ? 'play' : query.unit];
  return sql`(select ${key} as key, ${TOTALS} from (${filtered(origin, query.filter, query.timeZone)}) r group by ${key}) g
    join ${SOURCES[origin]} x on x.id = g.best_id
    join item_snapshots i on i.id = x.item_snapshot_id
    join stream_snapshots s on s.id = x.stream_snapshot_id
    join players d on d.id = x.player_id
    join users u on u.id = x.user_id`;
}

const searched = (query: TableQuery): SQL => {
  const search = tableSearch(query.search, query.searchIn);
  return search === null ? sql`` : sql`where ${search}`;
};

export interface Stretch {
  readonly offset: number;
  readonly limit: number;
}

/** The keys of a stretch of the table: ids of groups or plays, and the negative ids of running streams. */
export async function tableKeys(db: Db, query: TableQuery, { offset, limit }: Stretch): Promise<number[]> {
  const { values, by } = tableOrder(query.order);
  const keys = (origin: Origin): SQL =>
    sql`select g.key, ${values} from ${tableRows(origin, query)} ${searched(query)}`;
  const all = query.isLiveIncluded ? sql`${keys('plays')} union all ${keys('live')}` : keys('plays');
  const { rows } = await db.execute<{ key: number }>(
    sql`select key::int from (${all}) t order by ${by} offset ${offset} limit ${limit}`,
  );
  return rows.map(({ key }) => key);
}

/** How many rows the table has. */
export async function countRows(db: Db, origin: Origin, query: TableQuery): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from ${tableRows(origin, query)} ${searched(query)}`,
  );
  return rows[0]?.n ?? 0;
}

/** How long everything lasted that the filter lets through; searching changes nothing about it. In milliseconds. */
export async function watchedTotal(db: Db, { filter, timeZone }: TableQuery): Promise<number> {
  const { rows } = await db.execute<{ ms: number }>(
    sql`select coalesce(sum(r.watched_ms), 0)::bigint as ms from (${filtered('plays', filter, timeZone)}) r`,
  );
  return rows[0]?.ms ?? 0;
}

export const countPlays = (db: Db): Promise<number> => db.$count(plays);

/** What a row adds up to. Times are null when no play has them. */
export interface RowTotals {
  readonly key: number;
  readonly bestId: number;
  readonly startedAt: Date;
  readonly lastStartedAt: Date;
  readonly stoppedAt: Date | null;
  readonly watchedMs: number;
  readonly pausedMs: number;
  /** Of the furthest play, not rounded; null when its length is zero. */
  readonly percent: number | null;
  /** Ascending. */
  readonly playIds: readonly number[];
}

interface TotalsRow extends Record<string, unknown> {
  key: number;
  best_id: number;
  started: number;
  last_started: number;
  stopped: number | null;
  watched_ms: number;
  paused_ms: number;
  percent: number | null;
  play_ids: string;
}

const ms = (moment: SQL): SQL => sql`(extract(epoch from ${moment}) * 1000)::bigint`;

/** The totals of rows, over the plays the filter lets through. */
export async function rowTotals(db: Db, query: TableQuery, keys: readonly number[]): Promise<Map<number, RowTotals>> {
  const found = new Map<number, RowTotals>();
  for (const origin of ['plays', 'live'] as const) {
    const own = keys.filter((key) => key < 0 === (origin === 'live'));
    if (own.length === 0) continue;
    const key = KEY[origin === 'live' ? 'play' : query.unit];
    const { rows } = await db.execute<TotalsRow>(sql`select key::int, best_id::int, ${ms(sql`started_at`)} as started,
        ${ms(sql`last_started_at`)} as last_started, ${ms(sql`stopped_at`)} as stopped, watched_ms::bigint, paused_ms::bigint, percent, play_ids
      from (select ${key} as key, ${TOTALS} from (${filtered(origin, query.filter, query.timeZone)}) r
        where ${key} = any(${sql.param(own)}::int[]) group by ${key}) g`);
    for (const row of rows) found.set(row.key, toTotals(row));
  }
  return found;
}

const toTotals = (row: TotalsRow): RowTotals => ({
  key: row.key,
  bestId: row.best_id,
  startedAt: new Date(row.started),
  lastStartedAt: new Date(row.last_started),
  stoppedAt: row.stopped === null ? null : new Date(row.stopped),
  watchedMs: row.watched_ms,
  pausedMs: row.paused_ms,
  percent: row.percent,
  playIds: row.play_ids.split(',').map(Number),
});

const DESCRIBED = { item: itemSnapshots, stream: streamSnapshots, player: players, user: users };

/** Plays with what they point at. */
export const describedPlays = (db: Db, ids: readonly number[]) =>
  db
    .select({ play: plays, ...DESCRIBED })
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, plays.streamSnapshotId))
    .innerJoin(players, eq(players.id, plays.playerId))
    .innerJoin(users, eq(users.id, plays.userId))
    .where(inArray(plays.id, [...ids] as PlayId[]));

/** Running streams with what they point at. */
export const describedSessions = (db: Db, ids: readonly number[]) =>
  db
    .select({ session: sessions, ...DESCRIBED })
    .from(sessions)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, sessions.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, sessions.streamSnapshotId))
    .innerJoin(players, eq(players.id, sessions.playerId))
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(inArray(sessions.id, [...ids] as SessionId[]));

export type DescribedPlay = Awaited<ReturnType<typeof describedPlays>>[number];
export type DescribedSession = Awaited<ReturnType<typeof describedSessions>>[number];
