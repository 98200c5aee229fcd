import type { PlayFilterQuery } from '#contract/filter.ts';
import type { HistoryQuery, HistoryTotals } from '#contract/history.ts';
import type { LibrariesPage, LibrariesQuery, LibraryDetail } from '#contract/libraries.ts';
import type { ExportPage, LogQuery, NewsletterLogPage, NotificationLogPage, SignInPage } from '#contract/logs.ts';
import type { StreamView } from '#contract/media.ts';
import type { AddressPage, PeoplePage, PeopleQuery, PersonDetail } from '#contract/people.ts';
import type {
  Concurrency,
  ConcurrencyQuery,
  HomeCards,
  HomeQuery,
  ItemLevel,
  ItemStatistics,
  PlaysSeries,
  PlaysSeriesQuery,
} from '#contract/statistics.ts';
import type { NotifierDesk } from '#notifications/native-notifiers.ts';
import type { NativeLive } from './native-live.ts';

type HistoryFilter = PlayFilterQuery & Pick<HistoryQuery, 'userId' | 'serverId'>;

/**
 * What the native API tells about what was recorded. A filter that contradicts itself throws Problem `invalid`, a number
 * nobody has `not_found`.
 */
export interface NativeApi extends NativeLive {
  historyTotals(filter: HistoryFilter): Promise<HistoryTotals>;
  home(query: HomeQuery): Promise<HomeCards>;
  playsSeries(query: PlaysSeriesQuery): Promise<PlaysSeries>;
  concurrency(query: ConcurrencyQuery): Promise<Concurrency>;
  people(query: PeopleQuery): Promise<PeoplePage>;
  person(id: number): Promise<PersonDetail>;
  addresses(personId: number, stretch: { readonly offset: number; readonly limit: number }): Promise<AddressPage>;
  libraries(query: LibrariesQuery): Promise<LibrariesPage>;
  library(id: number): Promise<LibraryDetail>;
  itemStatistics(itemId: number, level: ItemLevel): Promise<ItemStatistics>;
  playStream(playId: number): Promise<StreamView>;
  signIns(query: LogQuery): Promise<SignInPage>;
  readonly notifiers: NotifierDesk;
  notificationLog(query: LogQuery): Promise<NotificationLogPage>;
  newsletterLog(query: LogQuery): Promise<NewsletterLogPage>;
  exports(query: LogQuery): Promise<ExportPage>;
}
