import { ratingKeyOf } from '#catalogue/item-keys.ts';
import type { ItemId } from '#contract/ids.ts';
import type { ItemLevel, ItemStatistics } from '#contract/statistics.ts';
import { Problem } from '#problem';
import { type PeopleDeps, watchersOf, windowsOf } from './native-people.ts';
import { itemIsSeenBy } from './queries-visible.ts';

/**
 * How much an item was watched and by whom; of its season or album, or its show or artist, when the level says so.
 * @throws Problem `not_found`, also for an item of which nothing may be told.
 */
export async function itemStatistics(deps: PeopleDeps, itemId: number, level: ItemLevel): Promise<ItemStatistics> {
  if (!(await itemIsSeenBy(deps.db, deps.visible, itemId as ItemId)))
    throw new Problem('not_found', `There is no item with the number ${itemId}`);
  const { serverId, ratingKey } = await ratingKeyOf(deps.db, itemId, level);
  if (ratingKey === null) return { itemId, level, ratingKey, windows: [], people: [] };
  const scope = { kind: 'item', serverId, ratingKey } as const;
  const [windows, people] = await Promise.all([windowsOf(deps, scope), watchersOf(deps, scope)]);
  return { itemId, level, ratingKey, windows, people };
}
