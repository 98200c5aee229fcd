import type { PlayFilterQuery } from '#contract/filter.ts';
import type { HistoryQuery, HistoryTotals } from '#contract/history.ts';
import type { LogQuery, NewsletterLogPage, NotificationLogPage } from '#contract/logs.ts';
import type { StreamView } from '#contract/media.ts';
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
import type { Visible } from '#users/visible.ts';
import type { NativeExports } from './native-exports.ts';
import type { NativeHistory } from './native-history.ts';
import type { NativeItems } from './native-items.ts';
import type { NativeLibraries } from './native-libraries.ts';
import type { NativeLive } from './native-live.ts';
import type { NativePeople } from './native-people.ts';
import type { NativeStatistics } from './native-statistics.ts';

type HistoryFilter = PlayFilterQuery & Pick<HistoryQuery, 'userId' | 'serverId'>;

/**
 * What the native API tells about what was recorded, to whom it may be told. A filter that contradicts itself throws Problem `invalid`, a number
 * nobody has `not_found`.
 */
export interface NativeApi
  extends NativeLive,
    NativePeople,
    NativeHistory,
    NativeLibraries,
    NativeExports,
    NativeStatistics,
    NativeItems {
  historyTotals(visible: Visible, filter: HistoryFilter): Promise<HistoryTotals>;
  home(visible: Visible, query: HomeQuery): Promise<HomeCards>;
  playsSeries(visible: Visible, query: PlaysSeriesQuery): Promise<PlaysSeries>;
  concurrency(visible: Visible, query: ConcurrencyQuery): Promise<Concurrency>;
  itemStatistics(visible: Visible, itemId: number, level: ItemLevel): Promise<ItemStatistics>;
  playStream(visible: Visible, playId: number): Promise<StreamView>;
  readonly notifiers: NotifierDesk;
  notificationLog(visible: Visible, query: LogQuery): Promise<NotificationLogPage>;
  newsletterLog(visible: Visible, query: LogQuery): Promise<NewsletterLogPage>;
}
