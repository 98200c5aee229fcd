/** Statements that read all plays in their order, and give them other viewings. */
import { asc, eq, gt, sql } from 'drizzle-orm';
import type { PlayId, WatchGroupId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { itemSnapshots, plays, watchGroups } from '#db/schema/index.ts';

const COLUMNS = {
  id: plays.id,
  watchGroupId: plays.watchGroupId,
  userId: plays.userId,
  itemId: itemSnapshots.itemId,
  mediaType: itemSnapshots.mediaType,
  isLive: itemSnapshots.isLive,
  guid: itemSnapshots.guid,
  firstMs: itemSnapshots.creditsFirstMs,
  finalMs: itemSnapshots.creditsFinalMs,
  startedAt: plays.startedAt,
  viewOffsetMs: plays.viewOffsetMs,
  durationMs: plays.durationMs,
};

/** Up to `limit` plays behind one, by their ids. */
export const playsBehind = (tx: Tx, id: PlayId | 0, limit: number) =>
  tx
    .select(COLUMNS)
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .where(gt(plays.id, id as PlayId))
    .orderBy(asc(plays.id))
    .limit(limit);

export type OrderedPlay = Awaited<ReturnType<typeof playsBehind>>[number];

export interface Regrouped {
  readonly playId: PlayId;
  readonly groupId: WatchGroupId;
}

/** Gives plays other viewings; those that do not exist yet are opened. Their sums are not right afterwards. */
export async function moveToGroups(tx: Tx, changes: readonly Regrouped[]): Promise<void> {
  const ids = sql`${sql.param(changes.map(({ playId }) => playId))}::int[]`;
  const groups = sql`${sql.param(changes.map(({ groupId }) => groupId))}::int[]`;
  await tx.execute(sql`insert into ${watchGroups} (id, server_id, user_id, item_id, latest_play_id, best_play_id, play_count,
      started_at, last_started_at, stopped_at, watched_ms, paused_ms, percent_complete)
    select p.id, p.server_id, p.user_id, s.item_id, p.id, p.id, 1, p.started_at, p.started_at, p.stopped_at, p.watched_ms,
      p.paused_ms, p.percent_complete
    from ${plays} p join ${itemSnapshots} s on s.id = p.item_snapshot_id where p.id = any(${groups})
    on conflict (id) do nothing`);
  await tx.execute(sql`update ${plays} p set watch_group_id = moved.group_id
    from unnest(${ids}, ${groups}) moved (play_id, group_id) where p.id = moved.play_id`);
}
