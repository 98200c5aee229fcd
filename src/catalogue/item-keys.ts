import type { RatingKey, ServerId } from '#contract/ids.ts';
import type { ItemLevel } from '#contract/statistics.ts';
import type { Db } from '#db/pool.ts';
import { Problem } from '#problem';
import { keysOfItem } from './queries-native.ts';

/**
 * Under which rating key an item, its season or album, or its show or artist is known; null when it has none.
 * @throws Problem `not_found`
 */
export async function ratingKeyOf(
  db: Db,
  itemId: number,
  level: ItemLevel,
): Promise<{ readonly serverId: ServerId; readonly ratingKey: RatingKey | null }> {
  const keys = await keysOfItem(db, itemId);
  if (keys === null) throw new Problem('not_found', `There is no item with the number ${itemId}`);
  return { serverId: keys.serverId, ratingKey: keys[level] };
}
