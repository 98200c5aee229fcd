/** One look at how much is done. */
export interface Sample {
  readonly atMs: number;
  readonly done: number;
}

/** Older looks say little about now. */
const WINDOW_MS = 10_000;
/** Sooner than this a rate is a guess. */
const LEAST_MS = 1_000;

/** Adds a look and lets go of old ones; what is done has begun anew when it got less. */
export function withSample(samples: readonly Sample[], next: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last !== undefined && next.done < last.done) return [next];
  return [...samples.filter(({ atMs }) => next.atMs - atMs <= WINDOW_MS), next];
}

/** How much is done in a second; null while that cannot be said. */
export function ratePerSecond(samples: readonly Sample[]): number | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.atMs - first.atMs < LEAST_MS) return null;
  const rate = ((last.done - first.done) * 1000) / (last.atMs - first.atMs);
  return rate > 0 ? rate : null;
}

/** How long the rest takes at this rate, in milliseconds; null while that cannot be said. */
export const remainingMs = (done: number, total: number | null, rate: number | null): number | null =>
  rate === null || total === null || total < done ? null : ((total - done) / rate) * 1000;
