/** One description of an item out of what the session list and the item's own page say. */
import type { ItemFacts } from './facts.ts';

const isSaid = (value: ItemFacts[keyof ItemFacts]): boolean =>
  value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/**
 * The library describes an item best, but of a live programme it knows little and the session quotes the guide. What
 * the better source does not say is taken from the other.
 */
export function mergeItem(listed: ItemFacts, described: ItemFacts): ItemFacts {
  const [better, other] = listed.isLive ? [listed, described] : [described, listed];
  const merged = Object.entries(better).map(([name, value]) => {
    const key = name as keyof ItemFacts;
    return [name, isSaid(value) ? value : other[key]] as const;
  });
  return { ...better, ...(Object.fromEntries(merged) as Partial<ItemFacts>), isLive: listed.isLive };
}
