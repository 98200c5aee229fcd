import type { ChartSeries } from './types.ts';

/** More than this many colours cannot be told apart. */
export const MAX_SERIES = 6;

const add = (a: number | null, b: number | null): number | null =>
  a === null && b === null ? null : (a ?? 0) + (b ?? 0);

/** Keeps the first so many series; what is left is added up as one. Dashed lines are not counted. */
export function atMostSix(series: readonly ChartSeries[], otherName: string): readonly ChartSeries[] {
  const solid = series.filter(({ isDashed }) => isDashed !== true);
  if (solid.length <= MAX_SERIES) return series;
  const kept = new Set(solid.filter(({ key }) => key !== 'other').slice(0, MAX_SERIES));
  const rest = solid.filter((one) => !kept.has(one));
  const values = (rest[0]?.values ?? []).map((_, index) =>
    rest.reduce<number | null>((sum, one) => add(sum, one.values[index] ?? null), null),
  );
  const other: ChartSeries = { key: 'other', name: otherName, colour: 'other', values };
  return [...series.filter((one) => kept.has(one)), other, ...series.filter(({ isDashed }) => isDashed === true)];
}

/** The sum of what is stacked in a bucket; null when nothing is known of it. */
export const stackedAt = (series: readonly ChartSeries[], index: number): number | null =>
  series
    .filter(({ isDashed }) => isDashed !== true)
    .reduce<number | null>((sum, one) => add(sum, one.values[index] ?? null), null);
