import type { Cancel, Clock, EpochMs } from '#clock';

/** A clock that stands still until it is told to move; timers run in order while it moves. */
export interface ManualClock extends Clock {
  advance(ms: number): Promise<void>;
}

interface Timer {
  at: EpochMs;
  readonly run: () => void;
  readonly everyMs: number | null;
}

/** Lets everything that waits for a promise run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function manualClock(start: EpochMs = 1_735_689_600_000): ManualClock {
  let now = start;
  const timers = new Set<Timer>();
  const add = (at: EpochMs, run: () => void, everyMs: number | null): Cancel => {
    const timer = { at, run, everyMs };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const nextBefore = (end: EpochMs): Timer | undefined =>
    [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    monotonic: () => now - start,
    after: (ms, run) => add(now + Math.max(0, ms), run, null),
    every: (ms, run) => add(now + ms, run, ms),
    sleep: (ms) => new Promise((resolve) => void add(now + Math.max(0, ms), resolve, null)),
    async advance(ms) {
      const end = now + ms;
      for (let timer = nextBefore(end); timer !== undefined; timer = nextBefore(end)) {
        now = Math.max(now, timer.at);
        if (timer.everyMs === null) timers.delete(timer);
        else timer.at += timer.everyMs;
        timer.run();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
