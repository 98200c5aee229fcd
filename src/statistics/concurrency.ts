/** How many streams ran at the same time (API notes 10). Pure. */

/** The latest time with the most streams; seconds in the unit of what went in. */
export interface Peak {
  readonly count: number;
  readonly startedS: number;
  readonly stoppedS: number;
}

/**
 * Sweeps over the starts and the stops of the same streams: at one second stops come before starts. A stop that ends a
 * number as high as any before makes it the peak, so the last of several equal ones counts, and its beginning is the
 * newest start that reached such a number. Null without streams.
 */
export function peakOf(starts: Int32Array, stops: Int32Array): Peak | null {
  const started = starts.toSorted();
  const stopped = stops.toSorted();
  let peak: Peak | null = null;
  let best = 0;
  let running = 0;
  let reachedAt = 0;
  let next = 0;
  for (const stop of stopped) {
    for (; next < started.length && (started[next] ?? 0) < stop; next++) {
      running += 1;
      if (running >= best) reachedAt = started[next] ?? 0;
    }
    if (running >= best) {
      best = running;
      peak = { count: best, startedS: reachedAt, stoppedS: stop };
    }
    running -= 1;
  }
  return peak;
}
