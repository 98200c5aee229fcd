/** How often a server is asked: a bucket of tokens, and callers that wait for one in the order of their importance. */
import type { Cancel, Clock } from '#clock';

export interface Bucket {
  readonly tokens: number;
  /** Steady milliseconds at which `tokens` was true. */
  readonly atMs: number;
}

export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export const fullBucket = (rate: Rate, nowMs: number): Bucket => ({ tokens: rate.burst, atMs: nowMs });

/** The bucket now: filled for the time that passed, never beyond its size. */
export const refilled = (bucket: Bucket, rate: Rate, nowMs: number): Bucket => ({
  tokens: Math.min(rate.burst, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1000) * rate.perSecond),
  atMs: nowMs,
});

/** How long until a whole token is there. */
export const waitMs = (bucket: Bucket, rate: Rate): number =>
  bucket.tokens >= 1 ? 0 : Math.ceil(((1 - bucket.tokens) / rate.perSecond) * 1000);

interface Waiter {
  readonly priority: number;
  readonly order: number;
  readonly settle: (isGranted: boolean) => void;
}

export interface RateLimiter {
  /**
   * Waits for a token; lower priorities go first, then earlier calls. False when `signal` aborted the wait: then no
   * token was used.
   */
  take(priority: number, signal?: AbortSignal): Promise<boolean>;
}

export function createRateLimiter(clock: Clock, rate: Rate): RateLimiter {
  let bucket = fullBucket(rate, clock.monotonic());
  let order = 0;
  let cancelTimer: Cancel | null = null;
  const waiting: Waiter[] = [];

  const serve = (): void => {
    cancelTimer?.();
    cancelTimer = null;
    bucket = refilled(bucket, rate, clock.monotonic());
    while (waiting.length > 0 && bucket.tokens >= 1) {
      bucket = { ...bucket, tokens: bucket.tokens - 1 };
      waiting.sort((a, b) => a.priority - b.priority || a.order - b.order);
      waiting.shift()?.settle(true);
    }
    if (waiting.length > 0) cancelTimer = clock.after(waitMs(bucket, rate), serve);
  };

  const leave = (waiter: Waiter): void => {
    const index = waiting.indexOf(waiter);
    if (index >= 0) waiting.splice(index, 1);
    if (waiting.length === 0) {
      cancelTimer?.();
      cancelTimer = null;
    }
    waiter.settle(false);
  };

  return {
    take: (priority, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) {
          resolve(false);
          return;
        }
        const onAbort = (): void => leave(waiter);
        const waiter: Waiter = {
          priority,
          order: order++,
          settle(isGranted) {
            signal?.removeEventListener('abort', onAbort);
            resolve(isGranted);
          },
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        waiting.push(waiter);
        serve();
      }),
  };
}
