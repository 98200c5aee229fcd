/** SQL of what the native API asks about items. */
import { desc, eq } from 'drizzle-orm';
import type { ItemId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, items } from '#db/schema/index.ts';

/** The rating keys of an item as it described itself last; null for an item nobody knows. */
export async function keysOfItem(db: Db, id: number) {
  const [row] = await db
    .select({
      serverId: items.serverId,
      self: itemSnapshots.ratingKey,
      parent: itemSnapshots.parentRatingKey,
      grandparent: itemSnapshots.grandparentRatingKey,
    })
    .from(items)
    .innerJoin(itemSnapshots, eq(itemSnapshots.itemId, items.id))
    .where(eq(items.id, id as ItemId))
    .orderBy(desc(itemSnapshots.id))
    .limit(1);
  return row ?? null;
}
