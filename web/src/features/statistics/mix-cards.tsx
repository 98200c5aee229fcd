import { useCallback } from 'react';
import type { SeriesLine } from '#contract/statistics.ts';
import { t } from '../../lib/i18n.ts';
import { HeatChart } from '../../ui/charts/heat-chart.tsx';
import { SegmentChart } from '../../ui/charts/segment-chart.tsx';
import type { BarPart } from '../../ui/charts/top-bars.tsx';
import { type Bucket, chartState } from '../../ui/charts/types.ts';
import { bucketOf, weekdayOrder } from './buckets.ts';
import { amountWords, measureOf, shareWords, unitOf } from './measures.ts';
import { lineColour, lineName } from './series.ts';
import { partOf } from './time-charts.tsx';
import { useNarrow, useRows } from './use-rows.ts';
import { type Stats, useHeatMap, useSeries } from './use-stats.ts';

/** What can be shown as parts of a whole. */
export type MixSplit = 'decision' | 'mediaType' | 'sourceResolution' | 'deliveredResolution' | 'library';

interface Props {
  readonly stats: Stats;
  readonly split: MixSplit;
  readonly className?: string;
}

const LIMIT = 6;

const keyOf = ({ id, name }: SeriesLine): string => (id === null ? (name ?? 'unknown') : String(id));

/** A whole and its parts, compared with the time before. */
export function MixCard({ stats, split, className }: Props) {
  const wish = { by: 'weekday', split, limit: LIMIT } as const;
  const query = useSeries(stats, wish);
  const before = useSeries(stats, { ...wish, span: stats.before });
  const narrow = useNarrow(stats);
  const show = useRows(stats);
  const { value, format } = measureOf(stats.metric);
  const lines = query.data?.lines ?? [];
  const named = lines.map(
    (line, place): BarPart => ({
      key: keyOf(line),
      name: lineName(split, line.name),
      colour: line.name === null ? 'other' : lineColour(split, line.name, place),
      value: value(line.total),
    }),
  );
  const rest = query.data?.others?.total ?? 0;
  const parts: BarPart[] =
    rest > 0 ? [...named, { key: 'other', name: t('chart.other'), colour: 'other', value: value(rest) }] : named;
  const all = parts.reduce((sum, part) => sum + part.value, 0);
  const [first] = parts;
  const isCompared = stats.before !== null && before.data !== undefined;
  return (
    <SegmentChart
      id={`mix-${split}`}
      title={
        first && all > 0
          ? t('stats.title.mix', {
              name: first.name,
              share: shareWords(first.value, all),
              what: t(`stats.of.${stats.metric}`),
            })
          : t('stats.none')
      }
      unit={t(`stats.mix.${split}`, { what: unitOf(stats.metric) })}
      state={chartState(query)}
      isLong={split !== 'decision' && split !== 'mediaType'}
      parts={parts}
      rowName={t(`stats.mixKind.${split}`)}
      valueName={unitOf(stats.metric)}
      format={format}
      {...(isCompared && { before: new Map(before.data.lines.map((line) => [keyOf(line), value(line.total)])) })}
      onRows={show}
      {...(hasFilter(split) && {
        onPick: ({ key }: BarPart, isRows: boolean) => narrow(partOf(split, key), isRows),
      })}
      {...(className !== undefined && { className })}
    />
  );
}

const hasFilter = (split: MixSplit): boolean => split === 'decision' || split === 'mediaType' || split === 'library';

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
