/** Bandwidth as the API tells it -> what charts draw. */
import type { Bandwidth, Outages } from '#contract/statistics-network.ts';
import { shortDay, timeOfDay } from '../../lib/format.ts';
import { formatLocale, t } from '../../lib/i18n.ts';
import type { Band, Bucket, ChartSeries } from '../../ui/charts/types.ts';
import { dayOf } from '../filter/range.ts';
import { bucketOf } from '../statistics/buckets.ts';

export type NetworkName = Bandwidth['lines'][number]['network'];

const HOUR_MS = 3_600_000;
const NOON_MS = 12 * HOUR_MS;

export const NO_GAPS: Outages['outages'] = [];

/** An hour of a day: hours of short times are few. */
function hourOf(instant: string): Bucket {
  const at = Date.parse(instant);
  const day = new Intl.DateTimeFormat(formatLocale(), { weekday: 'short', day: 'numeric', month: 'short' }).format(at);
  return { key: instant, label: `${day}, ${timeOfDay(at)}`, short: timeOfDay(at) };
}

/** What the parts of the time are called. Days begin at midnight where the server is: at its noon it is that day here too. */
export const bucketsOf = ({ by, buckets }: Bandwidth): Bucket[] =>
  buckets.map((instant) => (by === 'hour' ? hourOf(instant) : bucketOf('day', dayOf(Date.parse(instant) + NOON_MS))));

const lineOf = ({ lines }: Bandwidth, network: NetworkName) => lines.find((line) => line.network === network);

/** The course of one network: most, the 95th percentile and the average. */
export function courseOf(answer: Bandwidth, network: NetworkName): ChartSeries[] {
  const line = lineOf(answer, network);
  if (line === undefined) return [];
  return [
    { key: 'max', name: t('net.max'), colour: 'series-1', values: line.max },
    { key: 'p95', name: t('net.p95'), colour: 'series-4', values: line.p95 },
    { key: 'average', name: t('net.average'), colour: 'series-3', values: line.average },
  ];
}

/** The most of home and away beside each other. */
export function partsOf(answer: Bandwidth): ChartSeries[] {
  return [
    { key: 'lan', name: t('net.lan'), colour: 'series-2', values: lineOf(answer, 'lan')?.max ?? [] },
    { key: 'wan', name: t('net.wan'), colour: 'series-1', values: lineOf(answer, 'wan')?.max ?? [] },
  ];
}

export const wholeOf = (answer: Bandwidth, network: NetworkName) => lineOf(answer, network)?.whole ?? null;

export const gapWords = ({ reason, server }: Outages['outages'][number]): string =>
  reason === 'link_lost' ? t('net.gap', { server: server.name }) : t('net.gapStopped');

/** Parts of the time in which nothing could be recorded for a good while. */
export function gapBands({ buckets, until }: Bandwidth, gaps: Outages['outages']): Band[] {
  const starts = buckets.map((instant) => Date.parse(instant));
  const end = Date.parse(until);
  return gaps.flatMap((gap): Band[] => {
    const [from, to] = [Date.parse(gap.from), gap.until === null ? end : Date.parse(gap.until)];
    const touched = starts.flatMap((start, index) => {
      const next = starts[index + 1] ?? end;
      const shared = Math.min(to, next) - Math.max(from, start);
      return shared > (next - start) / 24 ? [index] : [];
    });
    const [first] = touched;
    const last = touched.at(-1);
    return first === undefined || last === undefined
      ? []
      : [{ kind: 'gap', from: first, to: last, words: gapWords(gap) }];
  });
}

/** `24 Nov 2026, 21:10`. */
export const momentWords = (instant: string): string => {
  const at = Date.parse(instant);
  return t('net.maxAt', { day: shortDay(at), time: timeOfDay(at) });
};
