import type {
  HeatMap,
  HeatMapQuery,
  KeyNumbers,
  KeyNumbersQuery,
  TopList,
  TopQuery,
} from '#contract/statistics-lists.ts';
import type {
  Bandwidth,
  BandwidthQuery,
  Outages,
  OutagesQuery,
  Places,
  PlacesQuery,
} from '#contract/statistics-network.ts';
import type { YearQuery, YearReview } from '#contract/statistics-year.ts';
import type { Visible } from '#users/visible.ts';

/** What the native API tells of all plays of a time at once. A filter that contradicts itself throws Problem `invalid`. */
export interface NativeStatistics {
  heatMap(visible: Visible, query: HeatMapQuery): Promise<HeatMap>;
  topList(visible: Visible, query: TopQuery): Promise<TopList>;
  keyNumbers(visible: Visible, query: KeyNumbersQuery): Promise<KeyNumbers>;
  bandwidth(visible: Visible, query: BandwidthQuery): Promise<Bandwidth>;
  outages(visible: Visible, query: OutagesQuery): Promise<Outages>;
  places(visible: Visible, query: PlacesQuery): Promise<Places>;
  yearReview(visible: Visible, query: YearQuery): Promise<YearReview>;
}
