/** How much went over the network at the same time: average, most, and what it was not more than for 95 % of the time. Pure. */
import type { EpochMs } from '#clock';

/** A stream: from and until in epoch seconds, and kilobits a second. */
export interface Stream {
  readonly fromS: number;
  readonly untilS: number;
  readonly kbps: number;
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

/** Levels of one bucket or more, each with the seconds it lasted. */
class Levels {
  private readonly pieces: number[] = [];
  private weighted = 0;
  private most = 0;

  add(level: number, seconds: number): void {
    this.pieces.push(level * LONGEST_S + seconds);
    this.weighted += level * seconds;
    this.most = Math.max(this.most, level);
  }

  get kilobits(): number {
    return this.weighted;
  }

  /** Of so many seconds, in the rest of which nothing was sent. */
  summary(seconds: number): FlowOf {
    if (seconds <= 0) return { average: 0, max: 0, p95: 0 };
    return { average: Math.round(this.weighted / seconds), max: this.most, p95: this.quantile(seconds) };
  }

  private quantile(seconds: number): number {
    // From the top: what is above for at most a twentieth of the time.
    const sorted = Float64Array.from(this.pieces).sort();
    let above = 0;
    for (let at = sorted.length - 1; at >= 0; at--) {
      const piece = sorted[at] ?? 0;
      above += piece % LONGEST_S;
      if (above > seconds * (1 - SHARE)) return Math.floor(piece / LONGEST_S);
    }
    return 0;
  }
}

/**
 * Adds up streams that ran at the same time. `bounds` are the beginnings of the buckets and the end of the last, in
 * epoch seconds, in order; what is outside of them does not count.
 */
export function flowOf(streams: readonly Stream[], bounds: readonly number[]): Flow {
  const first = bounds[0] ?? 0;
  const end = bounds.at(-1) ?? 0;
  const buckets = bounds.slice(1).map(() => new Levels());
  const whole = new Levels();
  let [level, since, bucket, best] = [0, first, 0, 0];
  let maxAt: EpochMs | null = null;
  const until = (moment: number): void => {
    while (since < moment) {
      while ((bounds[bucket + 1] ?? end) <= since && bucket < buckets.length - 1) bucket += 1;
      const next = Math.min(moment, bounds[bucket + 1] ?? end);
      if (level > 0) {
        buckets[bucket]?.add(level, next - since);
        whole.add(level, next - since);
        if (level > best) [best, maxAt] = [level, since * 1000];
      }
      since = next;
    }
  };
  for (const { at, kbps } of changesOf(streams, first, end)) {
    until(at);
    level += kbps;
  }
  until(end);
  return {
    buckets: buckets.map((levels, at) => levels.summary((bounds[at + 1] ?? 0) - (bounds[at] ?? 0))),
    whole: { ...whole.summary(end - first), maxAt, megabytes: Math.round(whole.kilobits / KBIT_IN_MB) },
  };
}

/** Begins and ends within the bounds, in order. */
function changesOf(streams: readonly Stream[], first: number, end: number) {
  return streams
    .flatMap(({ fromS, untilS, kbps }) => {
      const [from, until] = [Math.max(fromS, first), Math.min(untilS, end)];
      return from < until
        ? [
            { at: from, kbps },
            { at: until, kbps: -kbps },
          ]
        : [];
    })
    .sort((a, b) => a.at - b.at);
}
