import type { Db } from '#db/pool.ts';
import type { NativeFilter } from './native-filter.ts';
import { lookUp } from './queries-native.ts';
import { matchingIds } from './queries-native-pages.ts';
import type { WatchedRule } from './watched.ts';

/** The numbers of all plays a filter lets through. */
export async function matchingPlays(db: Db, filter: NativeFilter, rule: WatchedRule): Promise<ReadonlySet<number>> {
  const bytes = await matchingIds(db, await lookUp(db, filter, rule));
  const ids = new Set<number>();
  for (let at = 0; at < bytes.length; at += Int32Array.BYTES_PER_ELEMENT) ids.add(bytes.readInt32BE(at));
  return ids;
}
