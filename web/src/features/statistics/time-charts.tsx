import { useCallback, useMemo } from 'react';
import type { PlaysSeriesQuery } from '#contract/statistics.ts';
import { t } from '../../lib/i18n.ts';
import { TimeChart } from '../../ui/charts/time-chart.tsx';
import { type ChartSeries, chartState, type Pick } from '../../ui/charts/types.ts';
import { addDays } from '../filter/range.ts';
import { fittingScale, weekdayOrder, weekendBands } from './buckets.ts';
import { amountWords, measureOf, shareWords, unitOf } from './measures.ts';
import type { StatsScale } from './search.ts';
import { beforeLine, type Drawn, drawn, peakOf, totalLine } from './series.ts';
import { useGaps } from './use-gaps.ts';
import { useNarrow, useRows } from './use-rows.ts';
import { type SeriesWish, type Stats, useSeries } from './use-stats.ts';

/** What a chart shows, as its words are called. */
export type ChartName =
  | 'types'
  | 'decisions'
  | 'people'
  | 'platforms'
  | 'weekdays'
  | 'hours'
  | 'hoursStreams'
  | 'months';

interface Props {
  readonly stats: Stats;
  readonly id: string;
  /** What it shows, with a place for what is counted. */
  readonly name: ChartName;
  readonly split: PlaysSeriesQuery['split'];
  readonly className?: string;
}

const HOUR_MS = 3_600_000;
const NOTHING: Drawn = { buckets: [], series: [] };

/** A bucket and how much fell into it, as the title of a chart. */
function peakTitle(stats: Stats, shown: Drawn): string {
  const peak = peakOf(shown);
  if (!peak) return t('stats.none');
  const raw = stats.metric === 'watched' ? peak.value * HOUR_MS : peak.value;
  return t('stats.title.peak', { when: peak.bucket.label, amount: amountWords(stats.metric, raw) });
}

/** A bucket and its part of the whole, as the title of a chart. People cannot be added up. */
function leadTitle(stats: Stats, shown: Drawn): string {
  const peak = peakOf(shown);
  if (!peak || stats.metric === 'people') return peakTitle(stats, shown);
  const words = { when: peak.bucket.label, share: shareWords(peak.value, peak.all) };
  return t('stats.title.lead', { ...words, what: t(`stats.of.${stats.metric}`) });
}

/** A series as it is asked for and drawn, with the time before where it is compared. */
function useDrawn(stats: Stats, wish: SeriesWish, look: Omit<Parameters<typeof drawn>[1], 'metric'>) {
  const query = useSeries(stats, wish);
  const before = useSeries(stats, { ...wish, split: 'none', span: wish.span === undefined ? stats.before : null });
  const { metric } = stats;
  const { scale, isTrimmed, order } = look;
  const orderText = order?.join();
  const shown = useMemo(() => {
    const how = {
      metric,
      ...(scale && { scale }),
      ...(isTrimmed !== undefined && { isTrimmed }),
      ...(orderText !== undefined && { order: orderText.split(',') }),
    };
    const now = query.data ? drawn(query.data, how) : NOTHING;
    const isCompared = stats.before !== null && before.data !== undefined && !before.isPlaceholderData;
    const extra: ChartSeries[] = isCompared ? [beforeLine(now, drawn(before.data, { ...how, isTrimmed: false }))] : [];
    const all = now.series.length > 1 && metric !== 'people' ? [totalLine(now)] : [];
    return { now, series: [...now.series, ...all, ...extra] };
  }, [query.data, before.data, before.isPlaceholderData, stats.before, metric, scale, isTrimmed, orderText]);
  return { query, ...shown };
}

const lastDay = (scale: StatsScale, first: string): string => {
  if (scale === 'day') return first;
  if (scale === 'week') return addDays(first, 6);
  const [year = 0, month = 0] = first.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};

/** Along the days, weeks or months of the time that was chosen. */
export function AlongTime({ stats, id, name, split, className }: Props) {
  const scale = stats.search.scale ?? fittingScale(stats.days);
  const by = scale === 'month' ? 'month' : 'day';
  const { query, now, series } = useDrawn(stats, { by, split }, { scale, isTrimmed: stats.days === null });
  const measure = measureOf(stats.metric);
  const show = useRows(stats);
  const narrow = useNarrow(stats);
  const gaps = useGaps(stats, now.buckets, scale);
  const bands = useMemo(
    () => [...(scale === 'day' ? weekendBands(now.buckets.map(({ key }) => key)) : []), ...gaps],
    [scale, now.buckets, gaps],
  );
  const pick = useCallback(
    ({ index, series: one, isRows }: Pick): void => {
      const key = now.buckets[index]?.key;
      if (key === undefined) return;
      const from = scale === 'month' ? `${key}-01` : key;
      const days = { from, to: lastDay(scale, key) };
      narrow({ ...days, ...(isRows && one && partOf(split, one.key)) }, isRows);
    },
    [now.buckets, scale, narrow, split],
  );
  return (
    <TimeChart
      id={id}
      kind="bars"
      title={peakTitle(stats, now)}
      unit={t(`stats.chart.${name}`, { what: unitOf(stats.metric), scale: t(`stats.per.${scale}`) })}
      state={chartState(query)}
      bucketName={t(`stats.scale.${scale}`)}
      buckets={now.buckets}
      series={series}
      format={measure.format}
      axisFormat={measure.short}
      isWhole={measure.isWhole}
      isSideBySide={stats.metric === 'people'}
      bands={bands}
      onPick={pick}
      onRows={show}
      isTall
      {...(className !== undefined && { className })}
    />
  );
}

/** What a line of a split is in the grammar of filters; nothing for lines that are no filter. */
export function partOf(split: PlaysSeriesQuery['split'], key: string): Readonly<Record<string, string | boolean>> {
  if (key === 'unknown' || key === 'other') return {};
  if (split === 'mediaType') return key === 'live' ? { live: true } : { mediaType: key };
  return split === 'decision' || split === 'user' || split === 'library' || split === 'platform'
    ? { [split]: key }
    : {};
}

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));

/** By the days of the week or by the hours of the day. */
export function ByClock({ stats, id, name, split, by, className }: Props & { readonly by: 'weekday' | 'hour' }) {
  const order = by === 'hour' ? HOURS : weekdayOrder().map(String);
  const { query, now, series } = useDrawn(stats, { by, split }, { order });
  const measure = measureOf(stats.metric);
  return (
    <TimeChart
      id={id}
      kind="bars"
      title={leadTitle(stats, now)}
      unit={t(`stats.chart.${name}`, { what: unitOf(stats.metric) })}
      state={chartState(query)}
      bucketName={t(`stats.scale.${by}`)}
      buckets={now.buckets}
      series={series}
      format={measure.format}
      axisFormat={measure.short}
      isWhole={measure.isWhole}
      isSideBySide={stats.metric === 'people'}
      onRows={useRows(stats)}
      {...(className !== undefined && { className })}
    />
  );
}

/** Fewer days than this say little by months. */
const SHORT_DAYS = 62;
const YEAR_DAYS = 364;

/** By months: of the time that was chosen, or of the last twelve when that is short. */
export function ByMonth({ stats, id, name, split, today, className }: Props & { readonly today: string }) {
  const isShort = stats.days !== null && stats.days < SHORT_DAYS;
  const span = isShort ? { from: `${addDays(today, -YEAR_DAYS).slice(0, 7)}-01`, to: null } : stats.span;
  const wish: SeriesWish = isShort ? { by: 'month', split, span } : { by: 'month', split };
  const { query, now, series } = useDrawn(stats, wish, { isTrimmed: stats.days === null });
  const measure = measureOf(stats.metric);
  const narrow = useNarrow(stats);
  const pick = useCallback(
    ({ index, isRows }: Pick): void => {
      const key = now.buckets[index]?.key;
      if (key !== undefined) narrow({ from: `${key}-01`, to: lastDay('month', key) }, isRows);
    },
    [now.buckets, narrow],
  );
  return (
    <TimeChart
      id={id}
      kind="bars"
      title={peakTitle(stats, now)}
      unit={t(`stats.chart.${name}`, { what: unitOf(stats.metric) }) + (isShort ? t('stats.lastYear') : '')}
      state={chartState(query)}
      bucketName={t('stats.scale.month')}
      buckets={now.buckets}
      series={series}
      format={measure.format}
      axisFormat={measure.short}
      isWhole={measure.isWhole}
      isSideBySide={stats.metric === 'people'}
      onPick={pick}
      {...(className !== undefined && { className })}
    />
  );
}
