import { useCallback } from 'react';
import type { TopList } from '#contract/statistics-lists.ts';
import { t } from '../../lib/i18n.ts';
import { HeatChart } from '../../ui/charts/heat-chart.tsx';
import { SegmentChart } from '../../ui/charts/segment-chart.tsx';
import type { BarPart } from '../../ui/charts/top-bars.tsx';
import { type Bucket, chartState } from '../../ui/charts/types.ts';
import { bucketOf, weekdayOrder } from './buckets.ts';
import { amountIn, amountWords, measureOf, shareWords, unitOf } from './measures.ts';
import { lineColour, lineKey, lineName } from './series.ts';
import { partOf } from './time-charts.tsx';
import { useNarrow, useRows } from './use-rows.ts';
import { type Stats, useHeatMap, useTop } from './use-stats.ts';

/** What can be shown as parts of a whole. */
export type MixSplit = 'decision' | 'library';

interface Props {
  readonly stats: Stats;
  readonly split: MixSplit;
  readonly className?: string;
}

const LIMIT = 6;

/** The lines of a list as parts of a whole, with what is left. */
function partsOf(stats: Stats, split: MixSplit, list: TopList): readonly BarPart[] {
  const { value } = measureOf(stats.metric);
  const named = list.lines.map(
    (line, place): BarPart => ({
      key: lineKey(line),
      name: lineName(split, line.name),
      colour: line.name === null ? 'other' : lineColour(split, line.name, place),
      value: value(amountIn(stats.metric, line)),
    }),
  );
  // People are in several lines, so nothing is left over of them.
  const rest =
    stats.metric === 'people'
      ? 0
      : list.total - list.lines.reduce((sum, line) => sum + amountIn(stats.metric, line), 0);
  return rest > 0 ? [...named, { key: 'other', name: t('chart.other'), colour: 'other', value: value(rest) }] : named;
}

/** A whole and its parts, compared with the time before. */
export function MixCard({ stats, split, className }: Props) {
  const query = useTop(stats, split, LIMIT);
  const narrow = useNarrow(stats);
  const show = useRows(stats);
  const { value, format } = measureOf(stats.metric);
  const lines = query.data?.lines ?? [];
  const parts = query.data ? partsOf(stats, split, query.data) : [];
  const all = parts.reduce((sum, part) => sum + part.value, 0);
  const first = lines.find(({ name }) => name !== null) ?? lines[0];
  const compared = lines.map(
    (line) => [lineKey(line), value(line.before ? amountIn(stats.metric, line.before) : 0)] as const,
  );
  return (
    <SegmentChart
      id={`mix-${split}`}
      title={
        first && all > 0
          ? mixTitle(stats, lineName(split, first.name), value(amountIn(stats.metric, first)), all)
          : t('stats.none')
      }
      unit={t(`stats.mix.${split}`, { what: unitOf(stats.metric) })}
      state={chartState(query)}
      isLong={split !== 'decision'}
      parts={parts}
      rowName={t(`stats.mixKind.${split}`)}
      valueName={unitOf(stats.metric)}
      format={format}
      {...(query.data?.comparedFrom && { before: new Map(compared) })}
      onRows={show}
      onPick={({ key }, isRows) => narrow(partOf(split, key), isRows)}
      {...(className !== undefined && { className })}
    />
  );
}

const mixTitle = (stats: Stats, name: string, part: number, all: number): string =>
  t('stats.title.mix', { name, share: shareWords(part, all), what: t(`stats.of.${stats.metric}`) });

/** The words are there only once the page is. */
const hours = (): readonly Bucket[] => Array.from({ length: 24 }, (_, hour) => bucketOf('hour', String(hour)));

/** When in the week most is played. */
export function WeekCard({ stats, className }: { readonly stats: Stats; readonly className?: string }) {
  const query = useHeatMap(stats);
  const show = useRows(stats);
  const order = weekdayOrder();
  const columns = hours();
  const days = order.map((day) => bucketOf('weekday', String(day)));
  const { value, format, short } = measureOf(stats.metric);
  const cells = order.map((day) => query.data?.cells[day] ?? []);
  const values = cells.map((row) => row.map((raw) => value(raw)));
  const most = Math.max(0, ...cells.flat());
  const row = cells.findIndex((one) => one.includes(most));
  const column = cells[row]?.indexOf(most) ?? 0;
  const title =
    most > 0
      ? t('stats.title.week', {
          day: days[row]?.label ?? '',
          hour: columns[column]?.label ?? '',
          amount: amountWords(stats.metric, most),
        })
      : t('stats.none');
  const cellFormat = useCallback((raw: number) => short(raw), [short]);
  return (
    <HeatChart
      id="week"
      title={title}
      unit={t('stats.chart.week', { what: unitOf(stats.metric) })}
      state={chartState(query)}
      rows={days}
      columns={columns}
      values={values}
      format={format}
      cellFormat={stats.metric === 'watched' ? plainHours : cellFormat}
      rowName={t('stats.scale.weekday')}
      onRows={show}
      {...(className !== undefined && { className })}
    />
  );
}

/** A cell has no room for a unit. */
const plainHours = (hours: number): string => String(Math.round(hours));
