/** What the tables of people and of libraries say about plays. */
import { count, countDistinct, eq, getTableColumns, inArray, isNotNull, max, sql } from 'drizzle-orm';
import type { LibraryId, PlayId, UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, players, plays, streamSnapshots } from '#db/schema/index.ts';

const TOTALS = {
  plays: count(),
  groups: countDistinct(plays.watchGroupId),
  watchedMs: sql<number>`sum(${plays.watchedMs})::bigint`.mapWith(Number),
  lastStartedAt: max(plays.startedAt),
  latestPlayId: max(plays.id),
};

export const totalsByUser = (db: Db) =>
  db
    .select({ id: plays.userId, ...TOTALS })
    .from(plays)
    .groupBy(plays.userId);

export const totalsByLibrary = (db: Db) =>
  db
    .select({ id: plays.libraryId, ...TOTALS })
    .from(plays)
    .where(isNotNull(plays.libraryId))
    .groupBy(plays.libraryId);

const STREAM = {
  decision: streamSnapshots.decision,
  isPlaceholder: streamSnapshots.isPlaceholder,
  importedValues: streamSnapshots.importedValues,
};

/** Plays with the item, the player and the decision of the stream. */
export const playsById = (db: Db, ids: readonly PlayId[]) =>
  db
    .select({
      id: plays.id,
      ipAddress: plays.ipAddress,
      importedValues: plays.importedValues,
      item: getTableColumns(itemSnapshots),
      player: getTableColumns(players),
      stream: STREAM,
    })
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(players, eq(players.id, plays.playerId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, plays.streamSnapshotId))
    .where(inArray(plays.id, [...ids]));

export async function lastStartOfUser(db: Db, userId: UserId): Promise<Date | null> {
  const [row] = await db
    .select({ at: max(plays.startedAt) })
    .from(plays)
    .where(eq(plays.userId, userId));
  return row?.at ?? null;
}

export async function lastStartOfLibrary(db: Db, libraryId: LibraryId): Promise<Date | null> {
  const [row] = await db
    .select({ at: max(plays.startedAt) })
    .from(plays)
    .where(eq(plays.libraryId, libraryId));
  return row?.at ?? null;
}
