import type { Clock } from '#clock';

/** Something that wakes one who waits; raised while nobody waits, it is not forgotten. */
export interface Signal {
  raise(): void;
  lower(): void;
  /** Resolves when it is raised, after `ms` milliseconds, or when `stop` aborts. */
  wait(ms: number, stop: AbortSignal): Promise<void>;
}

export function createSignal(clock: Clock): Signal {
  let isUp = false;
  let waiting = new AbortController();
  return {
    raise() {
      isUp = true;
      waiting.abort();
    },
    lower() {
      isUp = false;
    },
    async wait(ms, stop) {
      if (isUp || stop.aborted) return;
      waiting = new AbortController();
      await clock.sleep(ms, AbortSignal.any([waiting.signal, stop]));
    },
  };
}
