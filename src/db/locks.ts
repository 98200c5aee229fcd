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
const NAMESPACE = 0x53505947;

/**
 * Runs `fn` while `client` holds the lock; waits for it first. The lock belongs to the connection, so it is freed
 * when the connection is lost, whatever happened to `fn`.
 */
export async function withAdvisoryLock<T>(client: ClientBase, key: LockKey, fn: () => Promise<T>): Promise<T> {
  const id = [NAMESPACE, LOCK_KEYS[key]];
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

const CHECK_EVERY_MS = 5_000;
const CHECK_TIMEOUT_MS = 5_000;

/**
 * Takes the lock if it is free; `null` when somebody else holds it. Uses its own connection, which is asked every 5 s
 * whether it still lives: a cut network line is noticed within 10 s. Throws when the database cannot be reached.
 */
export async function tryHoldLock(pool: Pool, key: LockKey, clock: Clock): Promise<HeldLock | null> {
  const client = new Client(pool.options);
  let held = false;
  let stopChecking: Cancel = () => undefined;
  const listeners = new Set<() => void>();
  const lose = (): void => {
    if (!held) return;
    held = false;
    stopChecking();
    for (const listener of listeners) listener();
    void client.end().catch(() => undefined);
  };
  client.on('error', lose);
  client.on('end', lose);
  held = await connectAndTry(client, key);
  if (!held) {
    await client.end();
    return null;
  }
  stopChecking = checkRegularly(client, clock, lose);
  return {
    key,
    isHeld: () => held,
    onLost(listener) {
      if (!held) listener();
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async release() {
      held = false;
      stopChecking();
      await client.end().catch(() => undefined);
    },
  };
}

async function connectAndTry(client: Client, key: LockKey): Promise<boolean> {
  try {
    await client.connect();
    const answer = await client.query('select pg_try_advisory_lock($1, $2) as held', [NAMESPACE, LOCK_KEYS[key]]);
    return answer.rows[0]?.held === true;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

function checkRegularly(client: Client, clock: Clock, lose: () => void): Cancel {
  let answered = true;
  return clock.every(CHECK_EVERY_MS, () => {
    if (!answered) return;
    answered = false;
    const giveUp = clock.after(CHECK_TIMEOUT_MS, lose);
    client
      .query('select 1')
      .then(() => {
        answered = true;
      }, lose)
      .finally(giveUp)
      .catch(lose);
  });
}
