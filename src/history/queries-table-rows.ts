/** What rows of the history table hold. */
import { eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm';
import type { SessionState } from '#contract/enums.ts';
import type { SessionId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, players, plays, sessions, streamSnapshots, users } from '#db/schema/index.ts';
import { FURTHEST, filtered, LIVE_SOURCE, PLAYS_SOURCE, type TablePlan } from './queries-table.ts';
import { array } from './queries-table-where.ts';

/** What a row adds up to. Times are null when no play has them. */
export interface RowTotals {
  readonly key: number;
  /** The play that stands for the row; a running stream's id is negative. */
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
  play_ids: number[];
}

const ms = (moment: SQL): SQL => sql`(extract(epoch from ${moment}) * 1000)::bigint`;

/** The totals of rows, over the plays the filter lets through. */
export async function rowTotals(db: Db, plan: TablePlan, keys: readonly number[]): Promise<RowTotals[]> {
  const over = keys.filter((key) => key > 0);
  const running = keys.filter((key) => key < 0);
  const byGroup = plan.unit === 'group';
  const [a, b] = await Promise.all([
    over.length === 0 ? [] : totalsIn(db, plan, PLAYS_SOURCE, byGroup ? 'group_id' : 'id', over),
    running.length === 0 ? [] : totalsIn(db, plan, LIVE_SOURCE, 'id', running),
  ]);
  return [...a, ...b];
}

async function totalsIn(
  db: Db,
  { where }: TablePlan,
  source: SQL,
  column: 'group_id' | 'id',
  keys: readonly number[],
): Promise<RowTotals[]> {
  const key = sql.raw(column);
  const restricted = sql`x.${key} = any(${array(keys, 'int')})`;
  const { rows } = await db.execute<TotalsRow>(sql`select r.${key}::int as key,
      (array_agg(r.id order by ${FURTHEST}))[1]::int as best_id, ${ms(sql`min(r.started_at)`)} as started,
      ${ms(sql`max(r.started_at)`)} as last_started, ${ms(sql`max(r.stopped_at)`)} as stopped,
      sum(r.watched_ms)::bigint as watched_ms, sum(r.paused_ms)::bigint as paused_ms, max(r.percent) as percent,
      array_agg(r.id order by r.id) as play_ids
    from (${filtered(source, where, restricted)}) r group by r.${key}`);
  return rows.map((row) => ({
    key: row.key,
    bestId: row.best_id,
    startedAt: new Date(row.started),
    lastStartedAt: new Date(row.last_started),
    stoppedAt: row.stopped === null ? null : new Date(row.stopped),
    watchedMs: row.watched_ms,
    pausedMs: row.paused_ms,
    percent: row.percent,
    playIds: row.play_ids,
  }));
}

/** What tables show of items, streams, devices and people; their rows are wide. */
const DESCRIBED = {
  item: {
    ratingKey: itemSnapshots.ratingKey,
    parentRatingKey: itemSnapshots.parentRatingKey,
    grandparentRatingKey: itemSnapshots.grandparentRatingKey,
    mediaType: itemSnapshots.mediaType,
    title: itemSnapshots.title,
    parentTitle: itemSnapshots.parentTitle,
    grandparentTitle: itemSnapshots.grandparentTitle,
    originalTitle: itemSnapshots.originalTitle,
    fullTitle: itemSnapshots.fullTitle,
    year: itemSnapshots.year,
    mediaIndex: itemSnapshots.mediaIndex,
    parentMediaIndex: itemSnapshots.parentMediaIndex,
    thumb: itemSnapshots.thumb,
    parentThumb: itemSnapshots.parentThumb,
    grandparentThumb: itemSnapshots.grandparentThumb,
    originallyAvailableOn: itemSnapshots.originallyAvailableOn,
    guid: itemSnapshots.guid,
    creditsFirstMs: itemSnapshots.creditsFirstMs,
    creditsFinalMs: itemSnapshots.creditsFinalMs,
    importedValues: itemSnapshots.importedValues,
  },
  stream: { decision: streamSnapshots.decision, importedValues: streamSnapshots.importedValues },
  player: players,
  user: {
    plexUserId: users.plexUserId,
    username: users.username,
    friendlyName: users.friendlyName,
    thumb: users.thumb,
    customThumb: users.customThumb,
    isPlaceholder: users.isPlaceholder,
  },
};

/** Plays with what they point at. */
export const describedPlays = (db: Db, ids: readonly number[]) =>
  db
    .select({ play: plays, ...DESCRIBED })
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, plays.streamSnapshotId))
    .innerJoin(players, eq(players.id, plays.playerId))
    .innerJoin(users, eq(users.id, plays.userId))
    .where(sql`${plays.id} = any(${array(ids, 'int')})`);

/** Running streams as they were confirmed last. */
const CONFIRMED = {
  ...getTableColumns(sessions),
  state: sql<SessionState>`coalesce(${sessions.confirmedState}, ${sessions.state})`,
  viewOffsetMs: sql<number>`coalesce(${sessions.confirmedOffsetMs}, ${sessions.viewOffsetMs})`.mapWith(Number),
};

/** Running streams with what they point at. */
export const describedSessions = (db: Db, ids: readonly number[]) =>
  db
    .select({ session: CONFIRMED, ...DESCRIBED })
    .from(sessions)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, sessions.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, sessions.streamSnapshotId))
    .innerJoin(players, eq(players.id, sessions.playerId))
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(inArray(sessions.id, [...ids] as SessionId[]));

export type DescribedPlay = Awaited<ReturnType<typeof describedPlays>>[number];
export type DescribedSession = Awaited<ReturnType<typeof describedSessions>>[number];
