import type { HistoryTotals } from '#contract/history.ts';
import type { Db } from '#db/pool.ts';
import type { NativeFilter } from './native-filter.ts';
import { type FoundFilter, lookUp } from './queries-native.ts';
import { matchingIds, nativeTotals } from './queries-native-pages.ts';
import type { WatchedRule } from './watched.ts';

/** The numbers of all plays a filter lets through. */
export async function matchingPlays(db: Db, filter: NativeFilter, rule: WatchedRule): Promise<ReadonlySet<number>> {
  const bytes = await matchingIds(db, await lookUp(db, filter, rule));
  const ids = new Set<number>();
  for (let at = 0; at < bytes.length; at += Int32Array.BYTES_PER_ELEMENT) ids.add(bytes.readInt32BE(at));
  return ids;
}

/** Where the words of a filter were found, and the devices it means; null when all are meant. */
export type Pointers = Pick<FoundFilter, 'words' | 'players'>;

/** Looks up what a filter says about people, items and devices. */
export async function pointersOf(db: Db, filter: NativeFilter, rule: WatchedRule): Promise<Pointers> {
  const { words, players } = await lookUp(db, filter, rule);
  return { words, players };
}

/** Totals of everything a filter lets through, from the plays themselves. */
export const filteredTotals = async (db: Db, filter: NativeFilter, rule: WatchedRule): Promise<HistoryTotals> =>
  nativeTotals(db, await lookUp(db, filter, rule));
