/** How many streams ran at the same time (API notes 10). Pure. */
import { DECISIONS, type Decision } from '#contract/enums.ts';
import { decisionOf, isStreamDescribed, ORIGIN_S, type PlayColumns } from '#history/blocks/columns.ts';
import { those } from '#history/blocks/selection.ts';
import { sortedBy } from './sorted-by.ts';
import { choosePlays, type PlayChoice } from './viewings.ts';

/** The latest time with the most streams, in epoch seconds. */
export interface Peak {
  readonly count: number;
  readonly startedS: number;
  readonly stoppedS: number;
}

/** Streams delivered in one way, or in any. */
export type Delivery = Decision | 'any';
export interface DeliveryPeak {
  readonly decision: Delivery;
  /** Null without streams. */
  readonly peak: Peak | null;
}
export type Peaks = Readonly<Record<Delivery, Peak | null>>;

const LANES: readonly Delivery[] = [...DECISIONS, 'any'];
const ANY = DECISIONS.length;

/** The chosen plays whose streams are described. Peaks count streams, whatever they were grouped into. */
export const chooseStreams = (plays: PlayColumns, choice: PlayChoice): Int32Array =>
  those(choosePlays(plays, choice), (index) => isStreamDescribed(plays.traits[index] ?? 0));

/**
 * Sweeps over the starts and the stops of streams: at one second stops come before starts. A stop that ends a number as
 * high as any before makes it the peak, so the last of several equal ones counts, and its beginning is the newest start
 * that reached such a number.
 */
export function peaksOf(plays: PlayColumns, streams: Int32Array): Peaks {
  const starts = sortedBy(plays.startedS, streams);
  const stops = sortedBy(plays.stoppedS, streams);
  const lanes = LANES.map(() => ({ running: 0, best: 0, reachedAt: 0, peak: null as Peak | null }));
  type Lane = (typeof lanes)[number];
  const begin = (lane: Lane | undefined, at: number): void => {
    if (lane === undefined) return;
    lane.running += 1;
    if (lane.running >= lane.best) lane.reachedAt = at;
  };
  const end = (lane: Lane | undefined, at: number): void => {
    if (lane === undefined) return;
    if (lane.running > 0 && lane.running >= lane.best) {
      lane.best = lane.running;
      lane.peak = { count: lane.best, startedS: lane.reachedAt + ORIGIN_S, stoppedS: at + ORIGIN_S };
    }
    lane.running -= 1;
  };
  let next = 0;
  for (const stream of stops) {
    const stop = plays.stoppedS[stream] ?? 0;
    for (; next < starts.length; next++) {
      const starting = starts[next] ?? 0;
      const start = plays.startedS[starting] ?? 0;
      if (start >= stop) break;
      begin(lanes[decisionOf(plays.traits[starting] ?? 0)], start);
      begin(lanes[ANY], start);
    }
    end(lanes[decisionOf(plays.traits[stream] ?? 0)], stop);
    end(lanes[ANY], stop);
  }
  const peakOf = (delivery: Delivery): Peak | null => lanes[LANES.indexOf(delivery)]?.peak ?? null;
  return {
    'direct play': peakOf('direct play'),
    copy: peakOf('copy'),
    transcode: peakOf('transcode'),
    any: peakOf('any'),
  };
}

const IN_ORDER: readonly Delivery[] = ['any', 'transcode', 'copy', 'direct play'];

/** All peaks as a list: first of all streams, then of those that cost the server most. */
export function listedPeaks(plays: PlayColumns, choice: PlayChoice): DeliveryPeak[] {
  const peaks = peaksOf(plays, chooseStreams(plays, choice));
  return IN_ORDER.map((decision) => ({ decision, peak: peaks[decision] }));
}
