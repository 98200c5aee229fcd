/** How much went over the network at the same time: average, most, and what it was not more than for 95 % of the time. Pure. */
import type { EpochMs } from '#clock';
import { sortedBy } from './sorted-by.ts';

/** Streams by column; the same place is the same stream. Times are epoch seconds. */
export interface Streams {
  readonly fromS: Int32Array;
  readonly untilS: Int32Array;
  /** Kilobits a second. */
  readonly kbps: Int32Array;
}

export interface FlowOf {
  readonly average: number;
  readonly max: number;
  readonly p95: number;
}

export interface Flow {
  /** By bucket. */
  readonly buckets: readonly FlowOf[];
  readonly whole: FlowOf & {
    /** Begin of the first time with the most; null without streams. */
    readonly maxAt: EpochMs | null;
    readonly megabytes: number;
  };
}

const SHARE = 0.95;
const KBIT_IN_MB = 8_000;
/** A level and how long it lasted are one number, so that sorting is quick: a bucket is shorter than that. */
const LONGEST_S = 2 ** 20;

/** The levels of a time, each with the seconds it lasted. */
class Levels {
  private readonly pieces: Float64Array;
  private size = 0;
  private begin = 0;
  private weighted = 0;
  private most = 0;
  private allWeighted = 0;

  /** `most`: so many levels there are at most. */
  constructor(most: number) {
    this.pieces = new Float64Array(most);
  }

  add(level: number, seconds: number): void {
    this.pieces[this.size++] = level * LONGEST_S + seconds;
    this.weighted += level * seconds;
    this.most = Math.max(this.most, level);
  }

  /** What was added since the last call; `seconds` of time, in the rest of which nothing was sent. */
  bucket(seconds: number): FlowOf {
    const found = this.summary(this.pieces.subarray(this.begin, this.size), this.weighted, this.most, seconds);
    this.allWeighted += this.weighted;
    this.begin = this.size;
    this.weighted = 0;
    this.most = 0;
    return found;
  }

  /** Everything, after the last bucket. */
  whole(seconds: number, most: number): FlowOf & { readonly megabytes: number } {
    const found = this.summary(this.pieces.subarray(0, this.size), this.allWeighted, most, seconds);
    return { ...found, megabytes: Math.round(this.allWeighted / KBIT_IN_MB) };
  }

  private summary(pieces: Float64Array, weighted: number, max: number, seconds: number): FlowOf {
    if (seconds <= 0 || pieces.length === 0) return { average: 0, max: 0, p95: 0 };
    return { average: Math.round(weighted / seconds), max, p95: quantile(pieces, seconds) };
  }
}

/** From the top: what is above for at most a twentieth of the time. Sorts the pieces. */
function quantile(pieces: Float64Array, seconds: number): number {
  pieces.sort();
  let above = 0;
  for (let at = pieces.length - 1; at >= 0; at--) {
    const piece = pieces[at] ?? 0;
    above += piece % LONGEST_S;
    if (above > seconds * (1 - SHARE)) return Math.floor(piece / LONGEST_S);
  }
  return 0;
}

/** Begins and ends within the bounds, in order; what ends is negative. */
function changesOf({ fromS, untilS, kbps }: Streams, first: number, end: number) {
  const at = new Int32Array(fromS.length * 2);
  const change = new Int32Array(fromS.length * 2);
  let size = 0;
  for (let index = 0; index < fromS.length; index++) {
    const from = Math.max(fromS[index] ?? 0, first);
    const until = Math.min(untilS[index] ?? 0, end);
    if (from >= until) continue;
    at[size] = from;
    change[size++] = kbps[index] ?? 0;
    at[size] = until;
    change[size++] = -(kbps[index] ?? 0);
  }
  const places = Int32Array.from({ length: size }, (_, place) => place);
  return { at, change, order: sortedBy(at, places) };
}

/**
 * Adds up streams that ran at the same time. `bounds` are the beginnings of the buckets and the end of the last, in
 * epoch seconds, in order; what is outside of them does not count.
 */
export function flowOf(streams: Streams, bounds: readonly number[]): Flow {
  const first = bounds[0] ?? 0;
  const end = bounds.at(-1) ?? 0;
  const levels = new Levels(streams.fromS.length * 2 + bounds.length);
  const buckets: FlowOf[] = [];
  let [level, since, best] = [0, first, 0];
  let maxAt: EpochMs | null = null;
  const addUntil = (moment: number): void => {
    if (level <= 0 || moment <= since) return;
    levels.add(level, moment - since);
    if (level > best) [best, maxAt] = [level, since * 1000];
  };
  const until = (moment: number): void => {
    for (;;) {
      const next = bounds[buckets.length + 1];
      if (next === undefined || next > moment) break;
      addUntil(next);
      since = Math.max(since, next);
      buckets.push(levels.bucket(next - (bounds[buckets.length] ?? next)));
    }
    addUntil(moment);
    since = Math.max(since, moment);
  };
  const { at, change, order } = changesOf(streams, first, end);
  for (const place of order) {
    until(at[place] ?? 0);
    level += change[place] ?? 0;
  }
  until(end);
  return { buckets, whole: { ...levels.whole(end - first, best), maxAt } };
}
