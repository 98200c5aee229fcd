/** Milliseconds since 1970-01-01T00:00:00Z. The only representation of a moment inside the program; SQL and JSON have their own. */
export type EpochMs = number;

/** Cancels what it was returned for; calling it twice is harmless. */
export type Cancel = () => void;

/**
 * The only way to read the time or to wait. Nothing else in the program calls `Date.now()` or `setTimeout`,
 * so a test (or an accelerated demo) decides how fast time passes.
 */
export interface Clock {
  /** Wall time in epoch milliseconds; may jump when the machine's clock is set. */
  now(): EpochMs;
  /** Milliseconds that only ever grow; for measuring intervals across clock jumps. */
  monotonic(): number;
  /** Runs `run` once after `ms` milliseconds. */
  after(ms: number, run: () => void): Cancel;
  /** Runs `run` every `ms` milliseconds until cancelled. */
  every(ms: number, run: () => void): Cancel;
  /** Resolves after `ms` milliseconds, or at once (without an error) when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

const MAX_TIMEOUT_MS = 2_147_483_647;

/** The machine's clock, optionally `speed` times as fast as real time (used by the demo's simulator only). */
export function systemClock(speed = 1): Clock {
  const originWall = Date.now();
  const originMono = performance.now();
  const now = (): EpochMs => (speed === 1 ? Date.now() : originWall + (performance.now() - originMono) * speed);
  const monotonic = (): number => (performance.now() - originMono) * speed;
  const real = (ms: number): number => Math.min(MAX_TIMEOUT_MS, Math.max(0, ms / speed));
  const after = (ms: number, run: () => void): Cancel => {
    const timer = setTimeout(run, real(ms));
    return () => clearTimeout(timer);
  };
  const every = (ms: number, run: () => void): Cancel => {
    const timer = setInterval(run, real(ms));
    return () => clearInterval(timer);
  };
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const done = (): void => {
        cancel();
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const cancel = after(ms, done);
      signal?.addEventListener('abort', done, { once: true });
    });
  return { now, monotonic, after, every, sleep };
}
