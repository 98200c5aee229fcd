import { ratingKeyOf } from '#catalogue/item-keys.ts';
import type { ItemLevel, ItemStatistics } from '#contract/statistics.ts';
import { type PeopleDeps, watchersOf, windowsOf } from './native-people.ts';

/**
 * How much an item was watched and by whom; of its season or album, or its show or artist, when the level says so.
 * @throws Problem `not_found`
 */
export async function itemStatistics(deps: PeopleDeps, itemId: number, level: ItemLevel): Promise<ItemStatistics> {
  const { serverId, ratingKey } = await ratingKeyOf(deps.db, itemId, level);
  if (ratingKey === null) return { itemId, level, ratingKey, windows: [], people: [] };
  const scope = { kind: 'item', serverId, ratingKey } as const;
  const [windows, people] = await Promise.all([windowsOf(deps.db, scope, deps.now), watchersOf(deps, scope)]);
  return { itemId, level, ratingKey, windows, people };
}
