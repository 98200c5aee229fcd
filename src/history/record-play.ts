import { and, desc, eq, sql } from 'drizzle-orm';
import type { Settings } from '#config/settings.ts';
import type { EndedReason, Location, MediaType } from '#contract/enums.ts';
import type { ItemId, PlayId, ServerId, UserId, WatchGroupId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { itemSnapshots, plays, watchGroups } from '#db/schema/index.ts';
import { groupOf, type PlayBefore } from './watch-group.ts';
import { percentOf } from './watched.ts';

/** A finished play whose descriptions are stored already. */
export interface PlayToRecord {
  readonly serverId: ServerId;
  readonly userId: UserId;
  readonly itemId: ItemId;
  readonly itemSnapshotId: number;
  readonly streamSnapshotId: number;
  readonly playerId: number;
  readonly mediaType: MediaType;
  readonly isLive: boolean;
  readonly startedAt: Date;
  readonly stoppedAt: Date;
  readonly lastSeenAt: Date;
  readonly watchedMs: number;
  readonly pausedMs: number;
  readonly viewOffsetMs: number;
  readonly durationMs: number | null;
  readonly endedReason: EndedReason;
  readonly ipAddress: string | null;
  readonly location: Location;
  readonly isRelayed: boolean;
  readonly isSecure: boolean | null;
  readonly bandwidthKbps: number | null;
}

export interface RecordedPlay {
  readonly playId: PlayId;
  readonly groupId: WatchGroupId;
}

/** Live programmes have no end to be near to (monitoring notes 7.3). */
export const percentComplete = (play: Pick<PlayToRecord, 'isLive' | 'viewOffsetMs' | 'durationMs'>): number =>
  play.isLive ? 100 : percentOf(play.viewOffsetMs, play.durationMs);

/**
 * Records a play and brings its watch group up to date, in the caller's transaction. Plays of one person must be
 * recorded one after another (the caller holds the person's row or is the only writer), or two could open a group each.
 */
export async function recordPlay(tx: Tx, play: PlayToRecord, settings: Settings): Promise<RecordedPlay> {
  const guid = await guidOf(tx, play.itemSnapshotId);
  const before = play.isLive ? await latestLivePlay(tx, play) : await latestPlayOfItem(tx, play);
  const rule = { ...play, guid, startedAtMs: play.startedAt.getTime() };
  const joined = groupOf(rule, before, settings);
  const percent = percentComplete(play);
  // The group points at its latest play and every play at its group, so the id of a new play is taken first.
  const playId = await nextPlayId(tx);
  const groupId =
    joined === null ? await openGroup(tx, play, playId, percent) : await joinGroup(tx, joined, play, playId, percent);
  await tx.insert(plays).values({ ...play, id: playId, watchGroupId: groupId, percentComplete: percent });
  return { playId, groupId };
}

async function guidOf(tx: Tx, itemSnapshotId: number): Promise<string | null> {
  const [row] = await tx
    .select({ guid: itemSnapshots.guid })
    .from(itemSnapshots)
    .where(eq(itemSnapshots.id, itemSnapshotId));
  return row?.guid ?? null;
}

const BEFORE = {
  watchGroupId: plays.watchGroupId,
  viewOffsetMs: plays.viewOffsetMs,
  startedAt: plays.startedAt,
  guid: itemSnapshots.guid,
  firstMs: itemSnapshots.creditsFirstMs,
  finalMs: itemSnapshots.creditsFinalMs,
};

const toBefore = (row: {
  watchGroupId: WatchGroupId;
  viewOffsetMs: number;
  startedAt: Date;
  guid: string | null;
  firstMs: number | null;
  finalMs: number | null;
}): PlayBefore => ({
  watchGroupId: row.watchGroupId,
  viewOffsetMs: row.viewOffsetMs,
  guid: row.guid,
  startedAtMs: row.startedAt.getTime(),
  credits: { firstMs: row.firstMs, finalMs: row.finalMs },
});

async function latestPlayOfItem(tx: Tx, play: PlayToRecord): Promise<PlayBefore | null> {
  const [row] = await tx
    .select(BEFORE)
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .where(and(eq(plays.userId, play.userId), eq(plays.itemId, play.itemId)))
    .orderBy(desc(plays.id))
    .limit(1);
  return row === undefined ? null : toBefore(row);
}

async function latestLivePlay(tx: Tx, play: PlayToRecord): Promise<PlayBefore | null> {
  const [row] = await tx
    .select(BEFORE)
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .where(
      and(eq(plays.userId, play.userId), sql`${plays.startedAt} >= ${play.startedAt}::timestamptz - interval '1 day'`),
    )
    .orderBy(desc(plays.id))
    .limit(1);
  return row === undefined ? null : toBefore(row);
}

async function nextPlayId(tx: Tx): Promise<PlayId> {
  const { rows } = await tx.execute<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('plays', 'id'))::int as id`,
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('the sequence of plays gave no id');
  return id as PlayId;
}

async function openGroup(tx: Tx, play: PlayToRecord, latestPlayId: PlayId, percent: number): Promise<WatchGroupId> {
  const { serverId, userId, itemId, mediaType, startedAt, stoppedAt, watchedMs, pausedMs } = play;
  const [row] = await tx
    .insert(watchGroups)
    .values({
      serverId,
      userId,
      itemId,
      mediaType,
      latestPlayId,
      playCount: 1,
      startedAt,
      stoppedAt,
      watchedMs,
      pausedMs,
      percentComplete: percent,
    })
    .returning({ id: watchGroups.id });
  if (row === undefined) throw new Error('opening a watch group returned no id');
  return row.id;
}

async function joinGroup(
  tx: Tx,
  groupId: WatchGroupId,
  play: PlayToRecord,
  latestPlayId: PlayId,
  percent: number,
): Promise<WatchGroupId> {
  await tx
    .update(watchGroups)
    .set({
      latestPlayId,
      playCount: sql`${watchGroups.playCount} + 1`,
      startedAt: sql`least(${watchGroups.startedAt}, ${play.startedAt}::timestamptz)`,
      stoppedAt: sql`greatest(${watchGroups.stoppedAt}, ${play.stoppedAt}::timestamptz)`,
      watchedMs: sql`${watchGroups.watchedMs} + ${play.watchedMs}`,
      pausedMs: sql`${watchGroups.pausedMs} + ${play.pausedMs}`,
      percentComplete: sql`greatest(${watchGroups.percentComplete}, ${percent})`,
    })
    .where(eq(watchGroups.id, groupId));
  return groupId;
}
