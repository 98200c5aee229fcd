/** The native API over an open database. */
import { type ImageUrlOf, streamView } from '#catalogue/views.ts';
import type { Settings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import type { FilterContext } from '#history/native-filter.ts';
import { readPlayStream } from '#history/read-stream.ts';
import type { NativeApi } from '#http/native-api.ts';
import type { NativeExports } from '#http/native-exports.ts';
import type { NativeHistory } from '#http/native-history.ts';
import type { NativeItems } from '#http/native-items.ts';
import type { NativeLibraries } from '#http/native-libraries.ts';
import type { NativeLive } from '#http/native-live.ts';
import type { NativePeople } from '#http/native-people.ts';
import type { NativeStatistics } from '#http/native-statistics.ts';
import { nativeNewsletterLog } from '#newsletters/native-log.ts';
import { nativeNotificationLog } from '#notifications/native-log.ts';
import type { NotifierDesk } from '#notifications/native-notifiers.ts';
import { Problem } from '#problem';
import { nativeHome } from '#statistics/native-home.ts';
import { itemStatistics } from '#statistics/native-item.ts';
import type { PeopleDeps } from '#statistics/native-people.ts';
import { concurrencySeries, playsSeries } from '#statistics/native-plays.ts';
import { historyTotals } from '#statistics/native-totals.ts';
import { seesAll, type Visible } from '#users/visible.ts';

export interface NativeDeps {
  /** @throws Problem `unavailable` until the database is open, as the next one. */
  db(): Db;
  settings(): Promise<Settings>;
  context(): FilterContext;
  readonly imageUrl: ImageUrlOf;
  /** What servers say now. */
  readonly live: NativeLive;
  readonly people: NativePeople;
  readonly history: NativeHistory;
  readonly libraries: NativeLibraries;
  readonly exports: NativeExports;
  readonly statistics: NativeStatistics;
  readonly items: NativeItems;
  readonly notifiers: NotifierDesk;
}

/** Reads what the native API tells; needs a database only when it is asked. */
export function openNative({ db, settings, context, imageUrl, notifiers, ...parts }: NativeDeps): NativeApi {
  const statistics = async (visible: Visible) => ({
    visible,
    db: db(),
    context: context(),
    settings: await settings(),
    imageUrl,
  });
  const amounts = async (visible: Visible): Promise<PeopleDeps> => ({
    visible,
    db: db(),
    imageUrl,
    now: context().now,
    isGrouped: (await settings()).groupHistory,
  });
  return {
    historyTotals: async (visible, filter) => historyTotals(await statistics(visible), filter),
    home: async (visible, query) => nativeHome(await statistics(visible), query),
    playsSeries: async (visible, query) => playsSeries(await statistics(visible), query),
    concurrency: async (visible, query) => concurrencySeries(await statistics(visible), query),
    itemStatistics: async (visible, id, level) => itemStatistics(await amounts(visible), id, level),
    async playStream(visible, id) {
      const found = await readPlayStream(db(), visible, id);
      if (found === null) throw new Problem('not_found', `Nothing is known of the stream of a play ${id}`);
      return streamView(found.stream);
    },
    notifiers,
    notificationLog: async (visible, query) => nativeNotificationLog(db(), visible, query),
    newsletterLog: async (visible, query) =>
      nativeNewsletterLog(db(), seesAll(visible) ? 'everything' : 'a part', query),
    ...parts.history,
    ...parts.live,
    ...parts.people,
    ...parts.libraries,
    ...parts.exports,
    ...parts.statistics,
    ...parts.items,
  };
}
