/** Statements that give plays another description. */
import { and, eq, inArray } from 'drizzle-orm';
import type { LibraryId, PlayId, RatingKey, ServerId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { itemSnapshots, plays } from '#db/schema/index.ts';

/** The plays of exactly the item with this key. */
export const playsOfItem = (tx: Tx, serverId: ServerId, ratingKey: RatingKey) =>
  tx
    .select({ id: plays.id, watchGroupId: plays.watchGroupId })
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .where(and(eq(plays.serverId, serverId), eq(itemSnapshots.ratingKey, ratingKey)));

/** A library that is not known leaves the plays where they are. */
export async function describeBy(
  tx: Tx,
  ids: readonly PlayId[],
  itemSnapshotId: number,
  libraryId: LibraryId | null,
): Promise<void> {
  await tx
    .update(plays)
    .set({ itemSnapshotId, ...(libraryId === null ? {} : { libraryId }) })
    .where(inArray(plays.id, [...ids]));
}
