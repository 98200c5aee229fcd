/** SQL of recording a play. */
import { and, desc, eq, ne, type SQL, sql } from 'drizzle-orm';
import type { LibraryId, PlayId, WatchGroupId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { itemSnapshots, libraries, playStreamChanges, plays, watchGroups } from '#db/schema/index.ts';
import type { PlayToRecord } from './play-to-record.ts';
import type { PlayBefore } from './watch-group.ts';

/** What of the item's description decides where a play belongs: its guid and its library, Live TV's own included. */
export async function placeOf(
  tx: Tx,
  play: PlayToRecord,
): Promise<{ readonly guid: string | null; readonly libraryId: LibraryId | null }> {
  const isItsLibrary = play.isLive
    ? eq(libraries.type, 'live')
    : and(eq(libraries.sectionId, itemSnapshots.sectionId), ne(libraries.type, 'live'));
  const [row] = await tx
    .select({ guid: itemSnapshots.guid, libraryId: libraries.id })
    .from(itemSnapshots)
    .leftJoin(libraries, and(eq(libraries.serverId, play.serverId), isItsLibrary))
    .where(eq(itemSnapshots.id, play.itemSnapshotId))
    .limit(1);
  return row ?? { guid: null, libraryId: null };
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
  viewOffsetMs: number | null;
  startedAt: Date;
  guid: string | null;
  firstMs: number | null;
  finalMs: number | null;
}): PlayBefore => ({
  watchGroupId: row.watchGroupId,
  viewOffsetMs: row.viewOffsetMs ?? 0,
  guid: row.guid,
  startedAtMs: row.startedAt.getTime(),
  credits: { firstMs: row.firstMs, finalMs: row.finalMs },
});

export async function latestPlayOfItem(tx: Tx, play: PlayToRecord): Promise<PlayBefore | null> {
  const [row] = await tx
    .select(BEFORE)
    .from(watchGroups)
    .innerJoin(plays, eq(plays.id, watchGroups.latestPlayId))
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .where(and(eq(watchGroups.itemId, play.itemId), eq(watchGroups.userId, play.userId)))
    .orderBy(desc(watchGroups.latestPlayId))
    .limit(1);
  return row === undefined ? null : toBefore(row);
}

export async function latestLivePlay(tx: Tx, play: PlayToRecord): Promise<PlayBefore | null> {
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

export async function nextPlayId(tx: Tx): Promise<PlayId> {
  const { rows } = await tx.execute<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('plays', 'id'))::int as id`,
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('the sequence of plays gave no id');
  return id as PlayId;
}

export async function openGroup(tx: Tx, play: PlayToRecord, playId: PlayId, percent: number): Promise<WatchGroupId> {
  const { serverId, userId, itemId, startedAt, stoppedAt, watchedMs, pausedMs } = play;
  // A group is called after its first play, as API clients expect it.
  const id = playId as number as WatchGroupId;
  await tx.insert(watchGroups).values({
    id,
    serverId,
    userId,
    itemId,
    latestPlayId: playId,
    bestPlayId: playId,
    playCount: 1,
    startedAt,
    lastStartedAt: startedAt,
    stoppedAt,
    watchedMs,
    pausedMs,
    percentComplete: percent,
  });
  return id;
}

/**
 * The new play when it got further than the furthest so far, by exact percentages: what is not known counts as barely
 * begun, or as one millisecond long (API notes 9.3). Where no percentage exists the last play counts.
 */
function furthest({ viewOffsetMs, durationMs }: PlayToRecord, playId: PlayId): SQL {
  const before = sql`(select coalesce(b.view_offset_ms::float8, 0.1) / nullif(coalesce(b.duration_ms::float8, 1), 0) * 100
    from plays b where b.id = ${watchGroups.bestPlayId})`;
  const now = sql`${viewOffsetMs}::float8 / nullif(${durationMs ?? 1}::float8, 0) * 100`;
  return sql`case when ${before} is null or ${now} > ${before} then ${playId} else ${watchGroups.bestPlayId} end`;
}

export async function joinGroup(
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
      lastStartedAt: sql`greatest(${watchGroups.lastStartedAt}, ${play.startedAt}::timestamptz)`,
      bestPlayId: furthest(play, latestPlayId),
      stoppedAt: sql`greatest(${watchGroups.stoppedAt}, ${play.stoppedAt}::timestamptz)`,
      watchedMs: sql`${watchGroups.watchedMs} + ${play.watchedMs}`,
      pausedMs: sql`${watchGroups.pausedMs} + ${play.pausedMs}`,
      percentComplete: sql`greatest(${watchGroups.percentComplete}, ${percent})`,
    })
    .where(eq(watchGroups.id, groupId));
  return groupId;
}

export async function insertPlay(tx: Tx, values: typeof plays.$inferInsert): Promise<void> {
  await tx.insert(plays).values(values);
}

export async function insertStreamChanges(tx: Tx, values: (typeof playStreamChanges.$inferInsert)[]): Promise<void> {
  await tx.insert(playStreamChanges).values(values);
}
