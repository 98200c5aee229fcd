import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Concurrency, Metric, PlaysSeries, PlaysSeriesQuery } from '#contract/statistics.ts';
import type { HeatMap, KeyNumbers, TopKind, TopList } from '#contract/statistics-lists.ts';
import { getJson, type Params } from '../../lib/api.ts';
import { apiFilterOf } from '../../lib/play-filter.ts';
import { withoutTime } from '../filter/filter-search.ts';
import { type DaySpan, lengthOf, spanBefore, spanOf } from '../filter/range.ts';
import { today } from '../filter/range-picker.tsx';
import { type StatsSearch, statsSearch } from './search.ts';

/** Long before anything that was recorded. */
export const BEGINNING = '2000-01-01';
/** A day by day look at always would be too long. */
export const LONGEST_DAYS = 3_650;

/** What the page is about, as the address says it. */
export interface Stats {
  readonly search: StatsSearch;
  readonly metric: Metric;
  readonly span: DaySpan;
  /** How many days; null for always. */
  readonly days: number | null;
  /** The days before, when they are to be compared and there are any. */
  readonly before: { readonly from: string; readonly to: string } | null;
  /** The filter without time, as the API takes it. */
  readonly filter: Readonly<Record<string, string>>;
  readonly change: (next: StatsSearch) => void;
}

/** A time as the API takes it; an open beginning is the beginning of everything. */
export const timeParams = ({ from, to }: DaySpan): Params => ({
  from: from ?? BEGINNING,
  ...(to !== null && { to }),
});

/** The statistics as the address says them, and how to change them. */
export function useStats(): Stats {
  const raw = useSearch({ strict: false });
  const text = JSON.stringify(statsSearch(raw));
  const navigate = useNavigate();
  const change = useCallback(
    (next: StatsSearch): void =>
      void navigate({ to: '.', search: () => statsSearch({ ...next }), replace: true, resetScroll: false }),
    [navigate],
  );
  return useMemo(() => {
    const search = statsSearch(JSON.parse(text));
    const day = today();
    const span = spanOf(search, day);
    return {
      search,
      span,
      metric: search.metric ?? 'plays',
      days: lengthOf(span, day),
      before: search.compare ? spanBefore(span, day) : null,
      filter: apiFilterOf(withoutTime(search)),
      change,
    };
  }, [text, change]);
}

/** Asks for a part of the statistics; what was shown stays until the new answer is there. */
export function useAnswer<T>(
  path: string,
  params: Params,
  isEnabled = true,
  /** After how many milliseconds it is asked again, which may depend on the answer. */
  again: (answer: T | undefined) => number | false = () => false,
) {
  return useQuery({
    queryKey: ['statistics', path, params],
    queryFn: ({ signal }) => getJson<T>(`/statistics/${path}`, params, signal),
    placeholderData: keepPreviousData,
    enabled: isEnabled,
    refetchInterval: ({ state }) => again(state.data as T | undefined),
  });
}

/** How a series is asked for. */
export interface SeriesWish {
  readonly by: PlaysSeriesQuery['by'];
  readonly split: PlaysSeriesQuery['split'];
  readonly limit?: number;
  /** Another time than that of the page; null to ask for nothing. */
  readonly span?: DaySpan | null;
  /** Narrows further. */
  readonly filter?: Readonly<Record<string, string>>;
}

export function useSeries(stats: Stats, { by, split, limit, span, filter }: SeriesWish) {
  const params = {
    ...stats.filter,
    ...filter,
    ...timeParams(span ?? stats.span),
    ...{ by, split, metric: stats.metric, limit },
  };
  return useAnswer<PlaysSeries>('plays', params, span !== null);
}

export const useTop = (stats: Stats, by: TopKind, limit = 10) =>
  useAnswer<TopList>('top', {
    ...stats.filter,
    ...timeParams(stats.span),
    ...{ by, limit, metric: stats.metric },
    ...(stats.before && { compare: 'before' }),
  });

export const useHeatMap = (stats: Stats) =>
  useAnswer<HeatMap>('heat-map', { ...stats.filter, ...timeParams(stats.span), metric: stats.metric });

export const useKeyNumbers = (stats: Stats) =>
  useAnswer<KeyNumbers>('key-numbers', { ...stats.filter, ...timeParams(stats.span) });

export const useConcurrency = (stats: Stats, span: DaySpan) =>
  useAnswer<Concurrency>('concurrency', { ...stats.filter, ...timeParams(span) });
