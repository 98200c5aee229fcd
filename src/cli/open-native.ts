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
    historyTotals: async (filter) => historyTotals(await statistics(), filter),
    home: async (query) => nativeHome(await statistics(), query),
    playsSeries: async (query) => playsSeries(await statistics(), query),
    concurrency: async (query) => concurrencySeries(await statistics(), query),
    people: async (query) => peoplePage(await people(), query),
    person: async (id) => personDetail(await people(), id),
    async addresses(id, stretch) {
      const person = (await allPeople(db(), null)).find((one) => one.id === id);
      if (person === undefined) throw new Problem('not_found', `There is no person with the number ${id}`);
      return nativeAddresses(db(), person.plexUserId, stretch);
    },
    libraries: async (query) => librariesPage(await people(), query),
    library: async (id) => libraryDetail(await people(), id),
    itemStatistics: async (id, level) => itemStatistics(await people(), id, level),
    async playStream(id) {
      const found = await readPlayStream(db(), id);
      if (found === null) throw new Problem('not_found', `Nothing is known of the stream of a play ${id}`);
      return streamView(found.stream);
    },
    signIns: async (query) => nativeSignIns(db(), query),
    notifiers,
    notificationLog: async (query) => nativeNotificationLog(db(), query),
    newsletterLog: async (query) => nativeNewsletterLog(db(), query),
    exports: async (query) => nativeExports(db(), query),
    ...live,
  };
}
