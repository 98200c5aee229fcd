import type { Cancel, Clock } from '#clock';

/** Calls that come often, let through now and then. */
export interface Paced {
  /** Something changed: `run` is called now, or as soon as the last call is long enough ago. */
  nudge(): void;
  /** Forgets what waits. */
  stop(): void;
}

/** Lets `run` be called every `everyMs` at most; the last change is never left out. */
export function paced(clock: Clock, everyMs: number, run: () => void): Paced {
  let lastAt: number | null = null;
  let waiting: Cancel | null = null;
  const call = (): void => {
    waiting = null;
    lastAt = clock.monotonic();
    run();
  };
  return {
    nudge() {
      if (waiting !== null) return;
      const dueInMs = lastAt === null ? 0 : lastAt + everyMs - clock.monotonic();
      if (dueInMs <= 0) call();
      else waiting = clock.after(dueInMs, call);
    },
    stop() {
      waiting?.();
      waiting = null;
    },
  };
}
