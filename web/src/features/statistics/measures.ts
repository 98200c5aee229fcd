import type { Metric } from '#contract/statistics.ts';
import type { TopLine } from '#contract/statistics-lists.ts';
import { duration, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';

const HOUR_MS = 3_600_000;

/** How a metric is drawn and said. */
export interface Measure {
  /** What a chart draws: hours of watch time, else the number itself. */
  readonly value: (raw: number) => number;
  /** What was drawn in words. */
  readonly format: (value: number) => string;
  /** In few letters, for axes and cells. */
  readonly short: (value: number) => string;
  readonly isWhole: boolean;
}

const two = (value: number): number => Math.round(value * 100) / 100;

const COUNT: Measure = {
  value: (raw) => raw,
  format: (value) => number(value),
  short: (value) => number(value),
  isWhole: true,
};

const HOURS: Measure = {
  value: (raw) => two(raw / HOUR_MS),
  format: (hours) => duration(hours * HOUR_MS),
  short: (hours) => t('stats.hours', { n: number(hours, hours < 1 ? 1 : 0) }),
  isWhole: false,
};

export const measureOf = (metric: Metric): Measure => (metric === 'watched' ? HOURS : COUNT);

/** What is counted, as a unit above a chart. */
export const unitOf = (metric: Metric): string => t(`stats.unit.${metric}`);

/** A raw value with its noun: `12 plays`, `3 h watched`. */
export const amountWords = (metric: Metric, raw: number): string =>
  metric === 'watched'
    ? t('stats.some.watched', { time: duration(raw) })
    : t(`stats.some.${metric}`, { n: raw, count: number(raw) });

/** A part of a whole as a percentage in words. */
export const shareWords = (part: number, whole: number): string =>
  t('percent', { n: number(whole > 0 ? (part / whole) * 100 : 0) });

type Amounts = Pick<TopLine, 'plays' | 'watchedMs' | 'finished' | 'people'>;

const OF_METRIC = {
  plays: 'plays',
  watched: 'watchedMs',
  finished: 'finished',
  people: 'people',
} as const satisfies Record<Metric, keyof Amounts>;

/** The raw value of a metric. */
export const amountIn = (metric: Metric, amounts: Amounts): number => amounts[OF_METRIC[metric]];
