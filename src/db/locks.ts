import { Client, type ClientBase, type Pool } from 'pg';
import type { Cancel, Clock } from '#clock';

/** Every advisory lock of the program. The numbers are fixed: two versions of the program must agree on them. */
export const LOCK_KEYS = {
  migrate: 1,
  leader: 2,
  import: 3,
} as const;

export type LockKey = keyof typeof LOCK_KEYS;

/** Advisory locks are shared by everything in a database; this number ("SPYG") sets ours apart. */
export const LOCK_NAMESPACE = 0x53505947;

/**
 * Runs `fn` while `client` holds the lock; waits for it first. The lock belongs to the connection, so it is freed
 * when the connection is lost, whatever happened to `fn`.
 */
export async function withAdvisoryLock<T>(client: ClientBase, key: LockKey, fn: () => Promise<T>): Promise<T> {
  const id = [LOCK_NAMESPACE, LOCK_KEYS[key]];
  await client.query('select pg_advisory_lock($1, $2)', id);
  try {
    return await fn();
  } finally {
    // On a lost connection there is nothing left to free, and this error must not replace the one of `fn`.
    await client.query('select pg_advisory_unlock($1, $2)', id).catch(() => undefined);
  }
}

/** A lock held by a connection of its own until it is released or lost. */
export type HeldLock = {
  readonly key: LockKey;
  isHeld(): boolean;
  /** Calls back once when the lock is lost against our will; at once when it already is. */
  onLost(listener: () => void): Cancel;
  release(): Promise<void>;
};

/** How often the connection of a lock is asked whether it lives, and how long it may take to say so, in milliseconds. */
export interface LockChecks {
  readonly everyMs: number;
  readonly timeoutMs: number;
}

const CHECKS: LockChecks = { everyMs: 5_000, timeoutMs: 5_000 };

/**
 * Takes the lock if it is free; `null` when somebody else holds it. Uses its own connection, which is asked every 5 s
 * whether it still lives: a cut network line is noticed within 10 s. Throws when the database cannot be reached.
 */
export async function tryHoldLock(pool: Pool, key: LockKey, clock: Clock): Promise<HeldLock | null> {
  const client = new Client(pool.options);
  const lock = watchLock(client, key);
  try {
    await client.connect();
    if (await tryLock(client, key)) return lock.held(clock, CHECKS);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  await client.end();
  return null;
}

/** Asks for the lock on a connection. */
export async function tryLock(client: ClientBase, key: LockKey): Promise<boolean> {
  const answer = await client.query('select pg_try_advisory_lock($1, $2) as held', [LOCK_NAMESPACE, LOCK_KEYS[key]]);
  return answer.rows[0]?.held === true;
}

/**
 * Watches over the connection of a lock from before it is opened; `held` is to be called as soon as the lock is. When
 * the connection has gone in between, the lock is born lost.
 */
export function watchLock(client: Client, key: LockKey): { held(clock: Clock, checks: LockChecks): HeldLock } {
  let state: 'waiting' | 'held' | 'over' = 'waiting';
  let stopChecking: Cancel = () => undefined;
  const listeners = new Set<() => void>();
  const lose = (): void => {
    const wasHeld = state === 'held';
    state = 'over';
    if (!wasHeld) return;
    stopChecking();
    for (const listener of listeners) listener();
    void client.end().catch(() => undefined);
  };
  client.on('error', lose);
  client.on('end', lose);
  return {
    held(clock, checks) {
      if (state === 'waiting') {
        state = 'held';
        stopChecking = checkRegularly(client, clock, checks, lose);
      }
      return {
        key,
        isHeld: () => state === 'held',
        onLost(listener) {
          if (state !== 'held') listener();
          listeners.add(listener);
          return () => void listeners.delete(listener);
        },
        async release() {
          state = 'over';
          stopChecking();
          await client.end().catch(() => undefined);
        },
      };
    },
  };
}

function checkRegularly(client: Client, clock: Clock, { everyMs, timeoutMs }: LockChecks, lose: () => void): Cancel {
  let answered = true;
  return clock.every(everyMs, () => {
    if (!answered) return;
    answered = false;
    const giveUp = clock.after(timeoutMs, lose);
    client
      .query('select 1')
      .then(() => {
        answered = true;
      }, lose)
      .finally(giveUp)
      .catch(lose);
  });
}
