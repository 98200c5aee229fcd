import { useCallback, useMemo } from 'react';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { cx } from '../cx.ts';
import { ChartCard } from './frame.tsx';
import { Legend, useHidden } from './legend.tsx';
import { atMostSix } from './six.ts';
import { TimePlot } from './time-plot.tsx';
import type { Band, Bucket, ChartFrame, ChartSeries, ChartTable, Pick } from './types.ts';

interface Props extends ChartFrame {
  /** Stacked bars, or lines with an area. */
  readonly kind: 'bars' | 'lines';
  /** Name of what the buckets are, above the first column of the table. */
  readonly bucketName: string;
  readonly buckets: readonly Bucket[];
  readonly series: readonly ChartSeries[];
  /** A value in words; plain numbers when absent. */
  readonly format?: (value: number) => string;
  /** A value on the axis, where there is little room. */
  readonly axisFormat?: (value: number) => string;
  /** What the table and the CSV hold, e.g. hours for milliseconds. */
  readonly tableValue?: (value: number) => number;
  /** Steps of the axis are whole numbers; so it is unless said otherwise. */
  readonly isWhole?: boolean;
  /** Bars stand beside each other. */
  readonly isSideBySide?: boolean;
  readonly bands?: readonly Band[];
  readonly onPick?: (pick: Pick) => void;
  readonly isTall?: boolean;
  /** There is one series, which the title names. */
  readonly isSingle?: boolean;
}

const plain = (value: number): string => number(value, 1);

const cellOf = (value: number | null, tableValue: Props['tableValue']): number | string =>
  value === null ? '' : (tableValue?.(value) ?? value);

function tableOf({ bucketName, buckets, series, tableValue }: Props): ChartTable {
  return {
    columns: [bucketName, ...series.map(({ name }) => name)],
    rows: buckets.map(({ key, label }, index) => ({
      key,
      cells: [label, ...series.map(({ values }) => cellOf(values[index] ?? null, tableValue))],
    })),
  };
}

/** Values along an axis of buckets: days, months, hours, platforms. */
export function TimeChart(props: Props) {
  const { kind, buckets, series: all, format = plain, axisFormat = format, isWhole = true } = props;
  const series = useMemo(() => atMostSix(all, t('chart.other')), [all]);
  const { shown, flip } = useHidden(props.id, series);
  const isEmpty = all.every(({ values }) => values.every((value) => value === null || value === 0));
  const { onPick } = props;
  const pick = useCallback((chosen: Pick) => onPick?.(chosen), [onPick]);
  return (
    <ChartCard
      {...props}
      table={tableOf(props)}
      isEmpty={isEmpty}
      height={cx('w-full', props.isTall ? 'h-72' : 'h-56')}
      hasLegend={props.isSingle !== true}
      legend={<Legend series={series} shown={shown} onFlip={flip} />}
    >
      <TimePlot
        kind={kind}
        label={props.title}
        buckets={buckets}
        series={shown}
        format={format}
        axisFormat={axisFormat}
        isWhole={isWhole}
        isStacked={kind === 'bars' && !props.isSideBySide}
        bands={props.bands}
        onPick={onPick && pick}
      />
    </ChartCard>
  );
}
