/** How much went over the network, for the native API. */
import type { Location } from '#contract/enums.ts';
import type { Bandwidth, BandwidthQuery } from '#contract/statistics-network.ts';
import { locationOf, ORIGIN_S, type PlayColumns, UNKNOWN } from '#history/blocks/columns.ts';
import { those } from '#history/blocks/selection.ts';
import { Problem } from '#problem';
import { type Flow, flowOf, type Streams } from './flow.ts';
import { isoOf, type Period, periodOf, playsOfPeriod, type StatisticsDeps } from './native-narrowed.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A stream that was said to last longer was forgotten, not watched. */
const LONGEST_S = 86_400;
/** Ten years of days; three months of hours. */
const MAX_BUCKETS = 3_660;

/** When each part of a period begins, and the end of the last, in epoch milliseconds. */
function boundsOf(by: Bandwidth['by'], { fromMs, untilMs }: Period, timeZone: string): number[] {
  if ((untilMs - fromMs) / (by === 'hour' ? HOUR_MS : DAY_MS) > MAX_BUCKETS)
    throw new Problem('invalid', `The time has more than ${MAX_BUCKETS} parts`, {
      hint: by === 'hour' ? 'Choose a shorter time, or days' : 'Choose a shorter time',
    });
  const bounds = [fromMs];
  let next = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(timeZone);
  next = by === 'hour' ? next.round({ smallestUnit: 'hour', roundingMode: 'floor' }) : next.startOfDay();
  for (;;) {
    next = by === 'hour' ? next.add({ hours: 1 }) : next.add({ days: 1 }).startOfDay();
    if (next.epochMilliseconds >= untilMs) break;
    bounds.push(next.epochMilliseconds);
  }
  return untilMs > fromMs ? [...bounds, untilMs] : bounds;
}

const NETWORKS = ['all', 'lan', 'wan'] as const;
type Network = (typeof NETWORKS)[number];

/** The streams that reach into a period, and how many of them said nothing of their bandwidth. */
function streamsOf(plays: PlayColumns, chosen: Int32Array, { fromMs }: Period) {
  const ended = (index: number): number =>
    Math.min(plays.stoppedS[index] ?? 0, (plays.startedS[index] ?? 0) + LONGEST_S) + ORIGIN_S;
  const reaching = those(chosen, (index) => ended(index) * 1000 > fromMs);
  const told = those(reaching, (index) => (plays.bandwidths[index] ?? UNKNOWN) > 0);
  const of = (passes: (location: Location | null) => boolean): Streams => {
    const some = those(told, (index) => passes(locationOf(plays.deliveries[index] ?? 0)));
    return {
      fromS: some.map((index) => (plays.startedS[index] ?? 0) + ORIGIN_S),
      untilS: some.map(ended),
      kbps: some.map((index) => plays.bandwidths[index] ?? 0),
    };
  };
  const streams: Record<Network, Streams> = {
    all: of(() => true),
    lan: of((location) => location === 'lan'),
    wan: of((location) => location !== null && location !== 'lan'),
  };
  return { streams, counts: { streams: reaching.length, unknown: reaching.length - told.length } };
}

/**
 * What all streams of a filter sent at the same time, by hour or day. Streams that began up to a day before the period
 * and went on in it count from its begin.
 * @throws Problem `invalid` for a filter that contradicts itself, and for too many parts.
 */
export async function bandwidth(deps: StatisticsDeps, query: BandwidthQuery): Promise<Bandwidth> {
  const period = periodOf(query, deps.context);
  const bounds = boundsOf(query.by, period, deps.context.timeZone);
  const { plays, chosen } = await playsOfPeriod(deps, query, { ...period, fromMs: period.fromMs - DAY_MS }, [
    'bandwidths',
    'deliveries',
  ]);
  const { streams, counts } = streamsOf(plays, chosen, period);
  const seconds = bounds.map((ms) => Math.floor(ms / 1000));
  return {
    by: query.by,
    from: isoOf(period.fromMs),
    until: isoOf(period.untilMs),
    buckets: bounds.slice(0, -1).map(isoOf),
    lines: NETWORKS.map((network) => line(network, flowOf(streams[network], seconds))),
    ...counts,
  };
}

function line(network: Network, { buckets, whole }: Flow): Bandwidth['lines'][number] {
  return {
    network,
    average: buckets.map(({ average }) => average),
    max: buckets.map(({ max }) => max),
    p95: buckets.map(({ p95 }) => p95),
    whole: { ...whole, maxAt: whole.maxAt === null ? null : isoOf(whole.maxAt) },
  };
}
