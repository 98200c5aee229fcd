/**
 * How often somebody may try to sign in (authentication notes 6). Pure; counted for each address and for each account, over
 * the recorded tries, so that restarts and other processes change nothing.
 */
import type { EpochMs } from '#clock';

/** After this many failures ... */
export const FAILURES = 10;
/** ... within this stretch before the latest one ... */
export const WINDOW_MS = 300_000;
/** ... nobody is let in for this long after it. */
export const LOCK_MS = 300_000;

export interface Try {
  readonly at: EpochMs;
  readonly isSuccess: boolean;
}

/**
 * Milliseconds until the next try is allowed; 0 when it is allowed now. `tries` are those of one address or account, in any
 * order; what lies before its latest success does not count.
 */
export function lockedForMs(tries: readonly Try[], now: EpochMs): number {
  const lastSuccess = Math.max(Number.NEGATIVE_INFINITY, ...tries.filter((one) => one.isSuccess).map(({ at }) => at));
  const failures = tries.filter((one) => !one.isSuccess && one.at >= lastSuccess);
  const last = Math.max(Number.NEGATIVE_INFINITY, ...failures.map(({ at }) => at));
  const counted = failures.filter(({ at }) => at >= last - WINDOW_MS);
  return counted.length < FAILURES ? 0 : Math.max(0, last + LOCK_MS - now);
}
