/** What the API answers as what charts draw. */
import type { Metric, PlaysSeries, SeriesLine, Split } from '#contract/statistics.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import { type ChartColour, decisionColour, SERIES_COLOURS, typeColour } from '../../ui/charts/colours.ts';
import type { Bucket, ChartSeries } from '../../ui/charts/types.ts';
import { bucketOf, gathered, weeksOf } from './buckets.ts';
import { measureOf } from './measures.ts';
import type { StatsScale } from './search.ts';

const TYPE_NAMES: Readonly<Record<string, MessageId>> = {
  movie: 'type.movie',
  episode: 'stats.type.episode',
  track: 'type.track',
  live: 'stats.type.live',
  clip: 'type.clip',
  photo: 'type.photo',
};

const DECISION_NAMES: Readonly<Record<string, MessageId>> = {
  'direct play': 'decision.directPlay',
  copy: 'decision.copy',
  transcode: 'decision.transcode',
};

/** The order of what is always the same, so that colours stack alike everywhere. */
const TYPE_ORDER = ['movie', 'episode', 'track', 'live', 'clip', 'photo'];
const DECISION_ORDER = ['direct play', 'copy', 'transcode'];

/** What a line is called. */
export function lineName(split: Split, name: string | null): string {
  if (name === null) return t(split === 'none' ? 'chart.total' : 'stats.unknown');
  const known = split === 'mediaType' ? TYPE_NAMES[name] : split === 'decision' ? DECISION_NAMES[name] : undefined;
  return known === undefined ? name : t(known);
}

/** What tells a line from the others, and what filters know it by. */
export const lineKey = ({ id, name }: { readonly id: number | null; readonly name: string | null }): string =>
  id === null ? (name ?? 'unknown') : String(id);

export function lineColour(split: Split, name: string | null, place: number): ChartColour {
  if (split === 'mediaType') return typeColour(name);
  if (split === 'decision') return decisionColour(name);
  return SERIES_COLOURS[place] ?? 'other';
}

const ORDERS: Readonly<Partial<Record<Split, readonly string[]>>> = {
  mediaType: TYPE_ORDER,
  decision: DECISION_ORDER,
};

function ordered(split: Split, lines: readonly SeriesLine[]): readonly SeriesLine[] {
  const order = ORDERS[split];
  if (!order) return lines;
  const place = ({ name }: SeriesLine): number => {
    const at = order.indexOf(name ?? '');
    return at < 0 ? order.length : at;
  };
  return [...lines].sort((a, b) => place(a) - place(b));
}

/** A series of the API with its parts of time, ready to be drawn. */
export interface Drawn {
  readonly buckets: readonly Bucket[];
  readonly series: readonly ChartSeries[];
}

/** Leaves out the empty time before anything was recorded. */
function firstFilled({ lines, others }: PlaysSeries): number {
  const all = [...lines, ...(others ? [others] : [])];
  const first = Math.min(...all.map(({ values }) => values.findIndex((value) => value > 0)).filter((at) => at >= 0));
  return Number.isFinite(first) ? first : 0;
}

interface Wish {
  readonly metric: Metric;
  readonly scale?: StatsScale;
  readonly isTrimmed?: boolean;
  /** The order of the buckets, by their names. */
  readonly order?: readonly string[];
}

/** What a series looks like. Days become weeks where weeks are wanted. */
export function drawn(answer: PlaysSeries, { metric, scale, isTrimmed = false, order }: Wish): Drawn {
  const { value } = measureOf(metric);
  const from = isTrimmed ? firstFilled(answer) : 0;
  const places = order?.map((name) => answer.buckets.indexOf(name));
  const pick = <T>(all: readonly T[]): T[] => (places ? places.flatMap((at) => all[at] ?? []) : all.slice(from));
  const names = pick(answer.buckets);
  const isWeekly = scale === 'week' && answer.by === 'day';
  const { weeks, placeOf } = isWeekly ? weeksOf(names) : { weeks: names, placeOf: [] };
  const values = (raw: readonly number[]): number[] => {
    const picked = pick(raw).map((one) => value(one));
    return isWeekly ? gathered(picked, placeOf, weeks.length, metric === 'people' ? 'max' : 'sum') : picked;
  };
  const series = ordered(answer.split, answer.lines).map(
    (line, place): ChartSeries => ({
      key: lineKey(line),
      name: lineName(answer.split, line.name),
      colour: lineColour(answer.split, line.name, place),
      values: values(line.values),
    }),
  );
  const rest = answer.others;
  const others: ChartSeries[] = rest
    ? [{ key: 'other', name: t('chart.other'), colour: 'other', values: values(rest.values) }]
    : [];
  return {
    buckets: weeks.map((name) => bucketOf(isWeekly ? 'week' : answer.by, name)),
    series: [...series, ...others],
  };
}

/** The sum of all lines of each bucket. */
export const totals = ({ buckets, series }: Drawn): number[] =>
  buckets.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));

/** The bucket with the most, and how much; null when there is nothing. */
export function peakOf(shown: Drawn): { readonly bucket: Bucket; readonly value: number; readonly all: number } | null {
  const sums = totals(shown);
  const value = Math.max(0, ...sums);
  const bucket = shown.buckets[sums.indexOf(value)];
  return bucket === undefined || value === 0 ? null : { bucket, value, all: sums.reduce((sum, one) => sum + one, 0) };
}

/** The time before as a dashed line over the same buckets. */
export function beforeLine(shown: Drawn, before: Drawn): ChartSeries {
  const sums = totals(before);
  return {
    key: 'before',
    name: t('compare.before'),
    colour: 'strong',
    isDashed: true,
    values: shown.buckets.map((_, index) => sums[index] ?? null),
  };
}

/** The sum of what is stacked, to be switched on. */
export const totalLine = (shown: Drawn): ChartSeries => ({
  key: 'total',
  name: t('chart.total'),
  colour: 'accent',
  isDashed: true,
  isHiddenAtFirst: true,
  values: totals(shown),
});
