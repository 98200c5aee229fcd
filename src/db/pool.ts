import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool, types } from 'pg';
import type { Log } from '#log';
import { describeError } from '#problem';
import { type Connection, clientConfig, parseDatabaseUrl } from './connection.ts';
import { isDatabaseDown, isTransactionConflict } from './errors.ts';
import * as schema from './schema/index.ts';

export { isDatabaseDown } from './errors.ts';

/** The database as the rooms see it: our models through Drizzle. */
export type Db = NodePgDatabase<typeof schema>;
/** A running transaction; every function that takes a `Db` takes one as well. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

const MAX_CONNECTIONS = 10;
const STATEMENT_TIMEOUT_MS = 60_000;
const LOCK_TIMEOUT_MS = 30_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;
const IDLE_TIMEOUT_MS = 30_000;

export type PoolOptions = { readonly log: Log; readonly applicationName: string; readonly max?: number };

/**
 * Opens a pool; connections are made when they are needed. A query runs at most 60 s, waits at most 30 s for a lock,
 * and a transaction left idle ends after 60 s. Losing the server is a log line; the next query connects again.
 * Throws `Problem('invalid')` for a bad URL.
 */
export function createPool(where: Connection | { readonly url: string }, options: PoolOptions): Pool {
  readBigIntegersAsNumbers();
  const connection = 'url' in where ? parseDatabaseUrl(where.url) : where;
  const pool = new Pool({
    ...clientConfig(connection, {
      applicationName: options.applicationName,
      statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    }),
    max: options.max ?? MAX_CONNECTIONS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
  });
  // Without a listener, a connection that breaks while idle or in use would end the whole program. The query that
  // was running is rejected as well, so nothing is hidden here.
  pool.on('error', (error) => {
    // A server that is stopped may say goodbye to a connection that is being closed just then.
    if (!pool.ending) options.log.warn({ reason: describeError(error) }, 'a database connection was lost');
  });
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The models on a pool. */
export const createDb = (pool: Pool): Db => drizzle(pool, { schema });

/** Runs first in a transaction; what it throws ends the transaction before anything was done. */
export type Fence = (tx: Tx) => Promise<void>;

const fences = new WeakMap<Db, Fence>();

/** The same database for somebody who may write only as long as `fence` lets them: it runs first in every transaction. */
export function fencedDb(db: Db, fence: Fence): Db {
  const fenced = createDb(poolOf(db));
  fences.set(fenced, fence);
  return fenced;
}

const INT8 = types.builtins.INT8;

/**
 * `bigint` columns and counts become numbers. The setting is the driver's global one because Drizzle replaces the
 * type parsers of a connection by its own, which fall back to the global ones; doing it twice changes nothing.
 */
function readBigIntegersAsNumbers(): void {
  types.setTypeParser(INT8, safeInteger);
}

/** Throws a `RangeError` for an integer that a number cannot hold exactly. */
export function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The database holds ${text}, which is no safe integer`);
  return value;
}

const TRANSACTION_ATTEMPTS = 5;

type TransactionConfig = Parameters<Db['transaction']>[1];

/**
 * Runs `fn` in one transaction and commits when it resolves. When transactions collide (deadlock, serialisation
 * failure) the whole of `fn` runs again, five times at most, so it must have no effect outside the transaction.
 */
export async function inTransaction<T>(db: Db, fn: (tx: Tx) => Promise<T>, config?: TransactionConfig): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await onOneConnection(db, fn, config);
    } catch (error) {
      if (attempt >= TRANSACTION_ATTEMPTS || !isTransactionConflict(error)) throw error;
    }
  }
}

/**
 * Drizzle's own `transaction` on a pool never gives a connection back whose `begin` fails, as it does when the server
 * has just gone; ten of those and the pool is empty for ever. So the connection is taken and given back here, and one
 * that may be broken is closed.
 */
async function onOneConnection<T>(db: Db, fn: (tx: Tx) => Promise<T>, config: TransactionConfig): Promise<T> {
  const client = await poolOf(db).connect();
  const fence = fences.get(db);
  let isBroken = true;
  try {
    const result = await drizzle(client, { schema }).transaction(async (tx) => {
      await fence?.(tx);
      return fn(tx);
    }, config);
    isBroken = false;
    return result;
  } catch (error) {
    isBroken = isDatabaseDown(error);
    throw error;
  } finally {
    client.release(isBroken);
  }
}

function poolOf(db: Db & { readonly $client?: unknown }): Pool {
  if (db.$client instanceof Pool) return db.$client;
  throw new TypeError('a transaction can only be begun on the pool');
}
