/** What the tables of people and of libraries say about plays. */
import { and, count, countDistinct, eq, max, min, sql, sum } from 'drizzle-orm';
import type { LibraryId, PlayId, UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import {
  itemSnapshots,
  libraryUserTotals,
  players,
  plays,
  streamSnapshots,
  userTotals,
  watchGroups,
} from '#db/schema/index.ts';
import { boundsOf, type Visible } from '#users/visible.ts';
import { seenBy } from './queries-visible.ts';

/** From the totals; those of one server are counted, for they are not kept. */
export function totalsByUser(db: Db, visible: Visible) {
  const { userId, serverId } = boundsOf(visible);
  if (serverId !== null) return countedByUser(db, visible);
  return db
    .select({
      id: userTotals.userId,
      plays: userTotals.playCount,
      groups: userTotals.groupCount,
      watchedMs: userTotals.watchedMs,
      lastStartedAt: userTotals.lastStartedAt,
      latestPlayId: userTotals.latestPlayId,
    })
    .from(userTotals)
    .where(userId === null ? undefined : eq(userTotals.userId, userId));
}

const countedByUser = (db: Db, visible: Visible) =>
  db
    .select({
      id: plays.userId,
      plays: count(),
      groups: countDistinct(plays.watchGroupId),
      watchedMs: sql<number>`coalesce(${sum(plays.watchedMs)}, 0)::bigint`.mapWith(Number),
      lastStartedAt: max(plays.startedAt),
      latestPlayId: max(plays.id),
    })
    .from(plays)
    .where(seenBy(visible))
    .groupBy(plays.userId);

/** Viewings belong to one person each, so those of a library add up. A library is of one server. */
export function totalsByLibrary(db: Db, visible: Visible) {
  const { userId } = boundsOf(visible);
  return db
    .select({
      id: libraryUserTotals.libraryId,
      plays: sum(libraryUserTotals.playCount).mapWith(Number),
      groups: sum(libraryUserTotals.groupCount).mapWith(Number),
      watchedMs: sum(libraryUserTotals.watchedMs).mapWith(Number),
      lastStartedAt: max(libraryUserTotals.lastStartedAt),
      latestPlayId: max(libraryUserTotals.latestPlayId),
    })
    .from(libraryUserTotals)
    .where(userId === null ? undefined : eq(libraryUserTotals.userId, userId))
    .groupBy(libraryUserTotals.libraryId);
}

const ITEM = {
  id: itemSnapshots.itemId,
  mediaType: itemSnapshots.mediaType,
  isLive: itemSnapshots.isLive,
  ratingKey: itemSnapshots.ratingKey,
  guid: itemSnapshots.guid,
  fullTitle: itemSnapshots.fullTitle,
  parentTitle: itemSnapshots.parentTitle,
  year: itemSnapshots.year,
  mediaIndex: itemSnapshots.mediaIndex,
  parentMediaIndex: itemSnapshots.parentMediaIndex,
  thumb: itemSnapshots.thumb,
  parentThumb: itemSnapshots.parentThumb,
  grandparentThumb: itemSnapshots.grandparentThumb,
  contentRating: itemSnapshots.contentRating,
  labels: itemSnapshots.labels,
  originallyAvailableOn: itemSnapshots.originallyAvailableOn,
  isPlaceholder: itemSnapshots.isPlaceholder,
  importedValues: itemSnapshots.importedValues,
};

const PLAYER = { title: players.title, platform: players.platform, importedValues: players.importedValues };

const STREAM = {
  decision: streamSnapshots.decision,
  isPlaceholder: streamSnapshots.isPlaceholder,
  importedValues: streamSnapshots.importedValues,
};

/** Plays with what tables show of the item, the player and the stream. */
export const playsById = (db: Db, ids: readonly PlayId[]) =>
  db
    .select({
      id: plays.id,
      ipAddress: plays.ipAddress,
      importedValues: plays.importedValues,
      item: ITEM,
      player: PLAYER,
      stream: STREAM,
    })
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(players, eq(players.id, plays.playerId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, plays.streamSnapshotId))
    .where(sql`${plays.id} = any(${sql.param(ids)}::int[])`);

export async function lastStartOfUser(db: Db, userId: UserId): Promise<Date | null> {
  const [row] = await db.select({ at: userTotals.lastStartedAt }).from(userTotals).where(eq(userTotals.userId, userId));
  return row?.at ?? null;
}

export async function firstStartOfUser(db: Db, visible: Visible, userId: UserId): Promise<Date | null> {
  const [row] = await db
    .select({ at: min(watchGroups.startedAt) })
    .from(watchGroups)
    .where(and(eq(watchGroups.userId, userId), ofServer(visible)));
  return row?.at ?? null;
}

const ofServer = (visible: Visible) => {
  const { serverId } = boundsOf(visible);
  return serverId === null ? undefined : eq(watchGroups.serverId, serverId);
};

export async function lastStartOfLibrary(db: Db, libraryId: LibraryId): Promise<Date | null> {
  const [row] = await db
    .select({ at: max(libraryUserTotals.lastStartedAt) })
    .from(libraryUserTotals)
    .where(eq(libraryUserTotals.libraryId, libraryId));
  return row?.at ?? null;
}
