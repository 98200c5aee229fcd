/** SQL of recording a play. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { PlayId, WatchGroupId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { itemSnapshots, plays, watchGroups } from '#db/schema/index.ts';
import type { PlayToRecord } from './play-to-record.ts';
import type { PlayBefore } from './watch-group.ts';

export async function guidOf(tx: Tx, itemSnapshotId: number): Promise<string | null> {
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

export async function latestPlayOfItem(tx: Tx, play: PlayToRecord): Promise<PlayBefore | null> {
  const [row] = await tx
    .select(BEFORE)
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .where(and(eq(plays.userId, play.userId), eq(plays.itemId, play.itemId)))
    .orderBy(desc(plays.id))
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

export async function openGroup(
  tx: Tx,
  play: PlayToRecord,
  latestPlayId: PlayId,
  percent: number,
): Promise<WatchGroupId> {
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
