import type { Metric } from '#contract/statistics.ts';
import { type FilterSearch, readFilterSearch } from '../filter/filter-search.ts';

/** What is counted, in the order of the choice. */
export const STATS_METRICS = ['plays', 'watched', 'finished', 'people'] as const satisfies readonly Metric[];

/** How time is divided on charts along time; absent is what fits. */
export const STATS_SCALES = ['day', 'week', 'month'] as const;
export type StatsScale = (typeof STATS_SCALES)[number];

/** What the address of the statistics says. */
export type StatsSearch = FilterSearch & {
  readonly metric?: Metric;
  /** The time before is shown as well. */
  readonly compare?: true;
  readonly scale?: StatsScale;
};

/** Reads the address; what it does not understand it leaves out. */
export function statsSearch(raw: Record<string, unknown>): StatsSearch {
  const metric = STATS_METRICS.find((known) => known === raw.metric);
  const scale = STATS_SCALES.find((known) => known === raw.scale);
  return {
    ...readFilterSearch(raw),
    ...(metric !== undefined && metric !== 'plays' && { metric }),
    ...(raw.compare === true && { compare: true }),
    ...(scale && { scale }),
  };
}
