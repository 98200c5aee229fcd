/** Waiting for a lock that somebody else holds for as long as they live. */
import { Client, type Pool } from 'pg';
import type { Clock } from '#clock';
import { type HeldLock, type LockChecks, type LockKey, tryLock, watchLock } from './locks.ts';

const ASK_EVERY_MS = 1_000;
const CHECKS: LockChecks = { everyMs: 2_000, timeoutMs: 3_000 };

/**
 * What the database is told about the connection, so that a holder who is gone or hangs loses the lock within seven
 * seconds: one that says nothing for six is sent away, and a cut line is noticed by the kernel after five.
 */
const IMPATIENCE = [
  'idle_session_timeout=6000',
  'tcp_user_timeout=5000',
  'tcp_keepalives_idle=2',
  'tcp_keepalives_interval=1',
  'tcp_keepalives_count=3',
  'client_connection_check_interval=2000',
];

export interface LockWait {
  readonly pool: Pool;
  readonly key: LockKey;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called every second while somebody else holds the lock. */
  readonly onBusy: () => void | Promise<void>;
  /** Called with every failure; it is tried again a second later. */
  readonly onFailure: (error: unknown) => void;
}

/** Resolves with the lock as soon as it is free, on a connection of its own; with `null` when `signal` aborts. */
export async function waitForLock(wait: LockWait): Promise<HeldLock | null> {
  while (!wait.signal.aborted) {
    try {
      const held = await waitOnce(wait);
      if (held !== null) return held;
    } catch (error) {
      wait.onFailure(error);
    }
    await wait.clock.sleep(ASK_EVERY_MS, wait.signal);
  }
  return null;
}

/** The life of one connection; throws when it breaks. */
async function waitOnce({ pool, key, clock, signal, onBusy }: LockWait): Promise<HeldLock | null> {
  // The pool hides its password from a copy of its options.
  const { password } = pool.options;
  const client = new Client({ ...pool.options, password, options: withImpatience(pool.options.options) });
  const lock = watchLock(client, key);
  try {
    await client.connect();
    while (!signal.aborted) {
      if (await tryLock(client, key)) return lock.held(clock, CHECKS);
      await onBusy();
      await clock.sleep(ASK_EVERY_MS, signal);
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  await client.end().catch(() => undefined);
  return null;
}

const withImpatience = (options: string | undefined): string =>
  [options ?? '', ...IMPATIENCE.map((setting) => `-c ${setting}`)].join(' ').trim();
