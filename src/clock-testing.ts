import type { Cancel, Clock, EpochMs } from './clock.ts';

/** A clock that stands still until it is told to move; for tests. */
export interface ManualClock extends Clock {
  /** Moves on by `ms`, running every timer that comes due, in order. */
  advance(ms: number): Promise<void>;
  /** Sets the wall time without letting time pass, as somebody with the right to does. */
  jumpTo(wall: EpochMs): void;
}

interface Timer {
  readonly id: number;
  at: number;
  readonly everyMs: number | null;
  readonly run: () => void;
}

/** Lets promises settle, database answers included when `rounds` is generous. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i += 1) await new Promise<void>((resolve) => setImmediate(resolve));
};

export function manualClock(start: EpochMs = 1_800_000_000_000): ManualClock {
  let wall = start;
  let mono = 0;
  let nextId = 1;
  const timers = new Map<number, Timer>();
  const add = (ms: number, everyMs: number | null, run: () => void): Cancel => {
    const id = nextId++;
    timers.set(id, { id, at: mono + ms, everyMs, run });
    return () => timers.delete(id);
  };
  const due = (until: number): Timer | undefined =>
    [...timers.values()].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at || a.id - b.id)[0];
  return {
    now: () => wall,
    monotonic: () => mono,
    after: (ms, run) => add(ms, null, run),
    every: (ms, run) => add(ms, ms, run),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const cancel = add(ms, null, resolve);
        signal?.addEventListener('abort', () => {
          cancel();
          resolve();
        });
      }),
    jumpTo(next) {
      wall = next;
    },
    async advance(ms) {
      const until = mono + ms;
      for (let timer = due(until); timer !== undefined; timer = due(until)) {
        wall += timer.at - mono;
        mono = timer.at;
        if (timer.everyMs === null) timers.delete(timer.id);
        else timer.at += timer.everyMs;
        timer.run();
        await settle();
      }
      wall += until - mono;
      mono = until;
      await settle();
    },
  };
}
