import type { EChartsCoreOption } from 'echarts/core';
import { COLOUR_LOOK, tokenValue } from './colours.ts';
import type { Bucket, ChartSeries } from './types.ts';

/** What is drawn along an axis of buckets. */
export interface Drawing {
  readonly kind: 'bars' | 'lines';
  readonly buckets: readonly Bucket[];
  readonly series: readonly ChartSeries[];
  /** A figure of the y axis in words. */
  readonly axisFormat: (value: number) => string;
  /** Steps of the y axis are whole numbers. */
  readonly isWhole: boolean;
  readonly isStacked: boolean;
  readonly isAnimated: boolean;
}

const FIRST_PAINT_MS = 200;
/** Lines are told apart by more than their colour. */
const DASHES: ReadonlyArray<'solid' | number[]> = ['solid', [6, 3], [2, 2], [8, 3, 2, 3], [4, 2], [1, 3]];
const COMPARISON_DASH = [4, 4];

const colourOf = ({ colour }: ChartSeries): string => tokenValue(COLOUR_LOOK[colour].token);

const data = ({ values }: ChartSeries): ReadonlyArray<number | '-'> => values.map((value) => value ?? '-');

const line = (series: ChartSeries, dash: 'solid' | number[], hasArea: boolean) => ({
  type: 'line' as const,
  name: series.name,
  data: data(series),
  silent: true,
  showSymbol: series.values.length === 1,
  symbol: 'circle',
  symbolSize: 6,
  z: hasArea ? 2 : 3,
  lineStyle: { color: colourOf(series), width: 2, type: dash },
  itemStyle: { color: colourOf(series) },
  ...(hasArea && { areaStyle: { color: colourOf(series), opacity: 0.14 } }),
});

const bar = (series: ChartSeries, isStacked: boolean) => ({
  type: 'bar' as const,
  name: series.name,
  data: data(series),
  silent: true,
  ...(isStacked && { stack: 'all' }),
  barMaxWidth: 40,
  barCategoryGap: series.values.length > 100 ? '8%' : '24%',
  itemStyle: { color: colourOf(series) },
});

function drawn({ kind, series, isStacked }: Drawing) {
  let lines = 0;
  return series.map((one) => {
    if (one.isDashed) return line(one, COMPARISON_DASH, false);
    if (kind === 'bars') return bar(one, isStacked);
    lines += 1;
    return line(one, DASHES[(lines - 1) % DASHES.length] ?? 'solid', true);
  });
}

/** What ECharts is told to draw, in the colours of the theme as it is now. */
export function optionOf(drawing: Drawing): EChartsCoreOption {
  const { buckets, kind, axisFormat, isWhole, isAnimated } = drawing;
  const words = {
    color: tokenValue('--color-text-3'),
    fontSize: 12,
    fontFamily: getComputedStyle(document.body).fontFamily,
  };
  const rule = { color: tokenValue('--color-line'), width: 1 };
  return {
    animation: isAnimated,
    animationDuration: FIRST_PAINT_MS,
    animationDurationUpdate: 0,
    grid: { left: 0, right: 4, top: 10, bottom: 6, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: buckets.map(({ short }) => short),
      boundaryGap: kind === 'bars',
      axisTick: { show: false },
      axisLine: { lineStyle: rule },
      axisLabel: { ...words, margin: 8 },
    },
    yAxis: {
      type: 'value',
      min: 0,
      splitNumber: 4,
      ...(isWhole && { minInterval: 1 }),
      axisLabel: { ...words, formatter: axisFormat },
      splitLine: { lineStyle: rule },
    },
    series: drawn(drawing),
  };
}
