import { useMemo } from 'react';
import { DECISIONS } from '#contract/enums.ts';
import type { Concurrency } from '#contract/statistics.ts';
import { t } from '../../lib/i18n.ts';
import { decisionColour } from '../../ui/charts/colours.ts';
import { TimeChart } from '../../ui/charts/time-chart.tsx';
import { type ChartSeries, chartState, type Pick } from '../../ui/charts/types.ts';
import { addDays } from '../filter/range.ts';
import { bucketOf, fittingScale, gathered, weekendBands, weeksOf } from './buckets.ts';
import type { StatsScale } from './search.ts';
import { type Drawn, lineName } from './series.ts';
import { useGaps } from './use-gaps.ts';
import { useNarrow, useRows } from './use-rows.ts';
import { LONGEST_DAYS, type Stats, useConcurrency } from './use-stats.ts';

interface Props {
  readonly stats: Stats;
  readonly today: string;
  readonly className?: string;
}

/** Days gathered to what is shown. */
function groups(days: readonly string[], scale: StatsScale) {
  if (scale === 'day') return { names: days, placeOf: days.map((_, index) => index) };
  if (scale === 'week') {
    const { weeks, placeOf } = weeksOf(days);
    return { names: weeks, placeOf };
  }
  const names = [...new Set(days.map((day) => day.slice(0, 7)))];
  return { names, placeOf: days.map((day) => names.indexOf(day.slice(0, 7))) };
}

function drawnOf({ days, all, byDecision }: Concurrency, scale: StatsScale): Drawn {
  const begin = Math.max(
    0,
    all.findIndex((value) => value > 0),
  );
  const { names, placeOf } = groups(days.slice(begin), scale);
  const values = (raw: readonly number[]): number[] => gathered(raw.slice(begin), placeOf, names.length, 'max');
  const lines = DECISIONS.map(
    (decision): ChartSeries => ({
      key: decision,
      name: lineName('decision', decision),
      colour: decisionColour(decision),
      values: values(byDecision.find((one) => one.decision === decision)?.values ?? []),
    }),
  );
  const sum: ChartSeries = { key: 'all', name: t('stats.allStreams'), colour: 'accent', values: values(all) };
  return { buckets: names.map((name) => bucketOf(scale, name)), series: [sum, ...lines] };
}

const NOTHING: Drawn = { buckets: [], series: [] };

/** How many streams there were at the same time, at most. */
export function ConcurrencyChart({ stats, today, className }: Props) {
  const scale = stats.search.scale ?? fittingScale(stats.days);
  const from = addDays(today, -LONGEST_DAYS + 1);
  const isLong = stats.span.from === null || stats.span.from < from;
  const query = useConcurrency(stats, isLong ? { ...stats.span, from } : stats.span);
  const shown = useMemo(() => (query.data ? drawnOf(query.data, scale) : NOTHING), [query.data, scale]);
  const gaps = useGaps(stats, shown.buckets, scale);
  const narrow = useNarrow(stats);
  const show = useRows(stats);
  const [sum] = shown.series;
  const most = Math.max(0, ...(sum?.values ?? []).map((value) => value ?? 0));
  const when = shown.buckets[sum?.values.indexOf(most) ?? -1]?.label;
  const pick = ({ index, series, isRows }: Pick): void => {
    const day = shown.buckets[index]?.key;
    if (day === undefined || scale !== 'day') return;
    narrow({ from: day, to: day, ...(isRows && series && series.key !== 'all' && { decision: series.key }) }, isRows);
  };
  return (
    <TimeChart
      id="concurrent-graph"
      kind="lines"
      title={most > 0 && when !== undefined ? t('stats.title.concurrency', { n: most, when }) : t('stats.none')}
      unit={t('stats.chart.concurrency', { scale: t(`stats.per.${scale}`) })}
      state={chartState(query)}
      bucketName={t(`stats.scale.${scale}`)}
      buckets={shown.buckets}
      series={shown.series}
      bands={[...(scale === 'day' ? weekendBands(shown.buckets.map(({ key }) => key)) : []), ...gaps]}
      onPick={pick}
      onRows={show}
      {...(className !== undefined && { className })}
    />
  );
}
