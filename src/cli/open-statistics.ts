/** Statistics of the native API over an open database. */
import type { ImageUrlOf } from '#catalogue/views.ts';
import type { Settings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import type { FilterContext } from '#history/native-filter.ts';
import type { NativeStatistics } from '#http/native-statistics.ts';
import { rememberedAnswer } from '#statistics/answer-memory.ts';
import { bandwidth } from '#statistics/native-bandwidth.ts';
import { heatMap } from '#statistics/native-heat-map.ts';
import { keyNumbers } from '#statistics/native-key-numbers.ts';
import { outages } from '#statistics/native-outages.ts';
import { places } from '#statistics/native-places.ts';
import { topList } from '#statistics/native-top.ts';
import { yearReview } from '#statistics/native-year.ts';
import type { PlaceLookups } from '#statistics/place-lookups.ts';
import type { Visible } from '#users/visible.ts';

export interface OpenStatisticsDeps {
  /** @throws Problem `unavailable` until the database is open, as the next one. */
  db(): Db;
  settings(): Promise<Settings>;
  context(): FilterContext;
  readonly imageUrl: ImageUrlOf;
  /** Asks where addresses are. */
  readonly lookups: Pick<PlaceLookups, 'want'>;
}

export function openStatistics({ db, settings, context, imageUrl, lookups }: OpenStatisticsDeps): NativeStatistics {
  const to = async (visible: Visible) => ({
    ...{ visible, imageUrl, lookups },
    db: db(),
    context: context(),
    settings: await settings(),
  });
  async function remembered<Q extends object, A>(
    make: (deps: Awaited<ReturnType<typeof to>>, query: Q) => Promise<A>,
    visible: Visible,
    query: Q,
  ): Promise<A> {
    const deps = await to(visible);
    return rememberedAnswer(deps, make.name, query, () => make(deps, query));
  }
  return {
    heatMap: (visible, query) => remembered(heatMap, visible, query),
    topList: (visible, query) => remembered(topList, visible, query),
    keyNumbers: (visible, query) => remembered(keyNumbers, visible, query),
    bandwidth: (visible, query) => remembered(bandwidth, visible, query),
    outages: async (visible, query) => outages(await to(visible), query),
    places: async (visible, query) => places(await to(visible), query),
    yearReview: (visible, query) => remembered(yearReview, visible, query),
  };
}
