/** How much was done when, with the moment in milliseconds of a clock that only grows. */
export interface Sample {
  readonly atMs: number;
  readonly done: number;
}

/** What can be said from the last seconds; null while it cannot. */
export interface Rate {
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
}

/** Speeds change from table to table; what was long ago says little about the rest. */
const WINDOW_MS = 10_000;
/** Less than this says nothing. */
const SHORTEST_MS = 1_000;

/** The samples that count, with `next` added. A count that goes back means something new has begun. */
export function withSample(samples: readonly Sample[], next: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last !== undefined && next.done < last.done) return [next];
  return [...samples.filter(({ atMs }) => next.atMs - atMs <= WINDOW_MS), next];
}

/** The speed over the samples, and how long the rest takes at it. */
export function rateOf(samples: readonly Sample[], total: number | null): Rate {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.atMs - first.atMs < SHORTEST_MS)
    return { perSecond: null, secondsLeft: null };
  const perSecond = ((last.done - first.done) * 1_000) / (last.atMs - first.atMs);
  if (total === null || perSecond <= 0) return { perSecond, secondsLeft: null };
  return { perSecond, secondsLeft: Math.max(0, total - last.done) / perSecond };
}
