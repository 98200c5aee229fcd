/** The native API over an open database. */
import { type ImageUrlOf, streamView } from '#catalogue/views.ts';
import type { Settings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import { nativeExports } from '#exports/native-exports.ts';
import { nativeAddresses } from '#history/native-addresses.ts';
import type { FilterContext } from '#history/native-filter.ts';
import { readPlayStream } from '#history/read-stream.ts';
import type { NativeApi } from '#http/native-api.ts';
import type { NativeLive } from '#http/native-live.ts';
import { nativeNewsletterLog } from '#newsletters/native-log.ts';
import { nativeNotificationLog } from '#notifications/native-log.ts';
import type { NotifierDesk } from '#notifications/native-notifiers.ts';
import { Problem } from '#problem';
import { nativeHome } from '#statistics/native-home.ts';
import { itemStatistics } from '#statistics/native-item.ts';
import { librariesPage, libraryDetail, type PeopleDeps, peoplePage, personDetail } from '#statistics/native-people.ts';
import { concurrencySeries, playsSeries } from '#statistics/native-plays.ts';
import { historyTotals } from '#statistics/native-totals.ts';
import { nativeSignIns } from '#users/native-sign-ins.ts';
import { allPeople } from '#users/people.ts';

export interface NativeDeps {
  /** @throws Problem `unavailable` until the database is open, as the next one. */
  db(): Db;
  settings(): Promise<Settings>;
  context(): FilterContext;
  readonly imageUrl: ImageUrlOf;
  /** What servers say now. */
  readonly live: NativeLive;
  readonly notifiers: NotifierDesk;
}

/** Reads what the native API tells; needs a database only when it is asked. */
export function openNative({ db, settings, context, imageUrl, live, notifiers }: NativeDeps): NativeApi {
  const statistics = async () => ({ db: db(), context: context(), settings: await settings(), imageUrl });
  const people = async (): Promise<PeopleDeps> => ({
    db: db(),
    imageUrl,
    now: context().now,
    isGrouped: (await settings()).groupHistory,
  });
  return {
    historyTotals: async (_visible, filter) => historyTotals(await statistics(), filter),
    home: async (_visible, query) => nativeHome(await statistics(), query),
    playsSeries: async (_visible, query) => playsSeries(await statistics(), query),
    concurrency: async (_visible, query) => concurrencySeries(await statistics(), query),
    people: async (_visible, query) => peoplePage(await people(), query),
    person: async (_visible, id) => personDetail(await people(), id),
    async addresses(_visible, id, stretch) {
      const person = (await allPeople(db(), null)).find((one) => one.id === id);
      if (person === undefined) throw new Problem('not_found', `There is no person with the number ${id}`);
      return nativeAddresses(db(), person.plexUserId, stretch);
    },
    libraries: async (_visible, query) => librariesPage(await people(), query),
    library: async (_visible, id) => libraryDetail(await people(), id),
    itemStatistics: async (_visible, id, level) => itemStatistics(await people(), id, level),
    async playStream(_visible, id) {
      const found = await readPlayStream(db(), id);
      if (found === null) throw new Problem('not_found', `Nothing is known of the stream of a play ${id}`);
      return streamView(found.stream);
    },
    signIns: async (_visible, query) => nativeSignIns(db(), query),
    notifiers,
    notificationLog: async (_visible, query) => nativeNotificationLog(db(), query),
    newsletterLog: async (_visible, query) => nativeNewsletterLog(db(), query),
    exports: async (_visible, query) => nativeExports(db(), query),
    ...live,
  };
}
