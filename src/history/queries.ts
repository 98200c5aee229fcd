/** Plays and viewings with everything that describes them. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { PlayId, WatchGroupId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, players, plays, servers, streamSnapshots, users, watchGroups } from '#db/schema/index.ts';
import type { Visible } from '#users/visible.ts';
import { seenBy } from './queries-visible.ts';

const DESCRIBED = {
  play: plays,
  server: servers,
  user: users,
  item: itemSnapshots,
  stream: streamSnapshots,
  player: players,
};

const describedPlays = (db: Db) =>
  db
    .select(DESCRIBED)
    .from(plays)
    .innerJoin(servers, eq(servers.id, plays.serverId))
    .innerJoin(users, eq(users.id, plays.userId))
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, plays.streamSnapshotId))
    .innerJoin(players, eq(players.id, plays.playerId))
    .$dynamic();

/** Null also for a play of which nothing may be told. */
export async function playById(db: Db, visible: Visible, id: PlayId) {
  const [row] = await describedPlays(db)
    .where(and(eq(plays.id, id), seenBy(visible)))
    .limit(1);
  return row ?? null;
}

/** Plays in no order. */
export const playsByIds = (db: Db, ids: readonly number[]) =>
  describedPlays(db).where(inArray(plays.id, [...ids] as PlayId[]));

/** Viewings in no order. */
export const groupsByIds = (db: Db, ids: readonly number[]) =>
  db
    .select()
    .from(watchGroups)
    .where(inArray(watchGroups.id, [...ids] as WatchGroupId[]));

export type DescribedPlay = NonNullable<Awaited<ReturnType<typeof playById>>>;

/** The plays of a watch group in the order they happened. */
export const playsOfGroup = (db: Db, visible: Visible, groupId: WatchGroupId) =>
  db
    .select({ play: plays, playerTitle: players.title })
    .from(plays)
    .innerJoin(players, eq(players.id, plays.playerId))
    .where(and(eq(plays.watchGroupId, groupId), seenBy(visible)))
    .orderBy(asc(plays.startedAt), asc(plays.id));

export async function groupById(db: Db, id: WatchGroupId) {
  const [row] = await db.select().from(watchGroups).where(eq(watchGroups.id, id));
  return row ?? null;
}
