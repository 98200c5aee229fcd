import type { Cancel, Clock } from '#clock';

/** Collects entries and hands them on together, one batch at a time, in the order they came. */
export interface Batches<T> {
  add(entry: T): void;
  /** Forgets what waits. */
  cancel(): void;
}

/**
 * Hands on what came within `waitMs` of the first entry. While `run` works nothing else is handed on, so what a
 * later entry causes never overtakes an earlier one. `failed` hears of a batch that was lost.
 */
export function createBatches<T>(
  { clock, waitMs }: { readonly clock: Clock; readonly waitMs: number },
  run: (batch: readonly T[]) => Promise<void>,
  failed: (error: unknown) => void,
): Batches<T> {
  let waiting: T[] = [];
  let timer: Cancel | undefined;
  let isRunning = false;
  const schedule = (): void => {
    if (timer === undefined && !isRunning && waiting.length > 0) timer = clock.after(waitMs, () => void flush());
  };
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    timer = undefined;
    isRunning = true;
    await run(batch).catch(failed);
    isRunning = false;
    schedule();
  };
  return {
    add(entry) {
      waiting.push(entry);
      schedule();
    },
    cancel() {
      waiting = [];
      timer?.();
      timer = undefined;
    },
  };
}
