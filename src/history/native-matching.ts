import type { HistoryTotals } from '#contract/history.ts';
import type { Db } from '#db/pool.ts';
import type { NativeFilter } from './native-filter.ts';
import { lookUp } from './queries-native.ts';
import { matchingIds, nativeTotals } from './queries-native-pages.ts';
import type { WatchedRule } from './watched.ts';

/** The numbers of all plays a filter lets through. */
export async function matchingPlays(db: Db, filter: NativeFilter, rule: WatchedRule): Promise<ReadonlySet<number>> {
  const bytes = await matchingIds(db, await lookUp(db, filter, rule));
  const ids = new Set<number>();
  for (let at = 0; at < bytes.length; at += Int32Array.BYTES_PER_ELEMENT) ids.add(bytes.readInt32BE(at));
  return ids;
}

/** Totals of everything a filter lets through, from the plays themselves. */
export const filteredTotals = async (db: Db, filter: NativeFilter, rule: WatchedRule): Promise<HistoryTotals> =>
  nativeTotals(db, await lookUp(db, filter, rule));
