import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type Pool } from 'pg';
import { inject } from 'vitest';
import { type Clock, systemClock } from '#clock';
import { silentLog } from '#log';
import { startCluster } from './cluster/cluster.ts';
import { takeFolderLock } from './cluster/folder-lock.ts';
import { layoutOf } from './cluster/layout.ts';
import { removeLeftovers } from './cluster/leftovers.ts';
import { type Connection, clientConfig } from './connection.ts';
import { prepareDatabase } from './migrate.ts';
import { createDb, createPool, type Db } from './pool.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The test server's maintenance database; see `createTestDatabase`. */
    database: Connection;
  }
}

const PREFIX = 'spyglass-test-';
const ABANDONED_AFTER_MS = 60_000;
const TEMPLATE = 'spyglass_template';
/** Nothing here outlives the run, so nothing waits for the disk. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '100' };

export type TestCluster = { readonly connection: Connection; stop(): Promise<void> };

/** Starts a server in a temporary folder, with a migrated template database. One is enough for a whole test run. */
export async function startTestCluster(): Promise<TestCluster> {
  const clock = systemClock();
  await sweep(clock);
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const cluster = await startCluster({ dataDir, clock, log: silentLog, settings: SETTINGS });
    const connection = { ...cluster.connection, database: 'postgres' };
    await createTemplate(connection);
    return {
      connection,
      async stop() {
        await cluster.stop('immediate');
        remove();
        process.off('exit', remove);
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Removes what killed test runs left: a folder whose lock is free has no owner any more. */
async function sweep(clock: Clock): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const dataDir = join(tmpdir(), name);
    try {
      // A run that begins right now has its folder before its lock.
      if (clock.now() - statSync(dataDir).mtimeMs < ABANDONED_AFTER_MS) continue;
      const layout = layoutOf(dataDir);
      const lock = takeFolderLock(layout.lockFile, dataDir);
      try {
        await removeLeftovers(layout, clock, silentLog);
      } finally {
        lock.release();
      }
      rmSync(dataDir, { recursive: true, force: true });
    } catch {
      // In use, or another user's.
    }
  }
}

async function createTemplate(admin: Connection): Promise<void> {
  await administer(admin, `create database ${TEMPLATE}`);
  const pool = createPool({ ...admin, database: TEMPLATE }, { log: silentLog, applicationName: 'template', max: 1 });
  try {
    await prepareDatabase(pool, { autoMigrate: true, log: silentLog });
  } finally {
    await pool.end();
  }
}

async function administer(admin: Connection, statement: string): Promise<void> {
  const client = new Client(clientConfig(admin, { applicationName: 'test databases' }));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export type TestDatabase = {
  readonly connection: Connection;
  readonly pool: Pool;
  readonly db: Db;
  /** Ends the pool and drops the database. */
  drop(): Promise<void>;
};

/**
 * A database of its own for a test file: a copy of the migrated template, or an empty one. The server comes from the
 * run's global set-up. Call `drop` in `afterAll`.
 */
export async function createTestDatabase(
  options: { readonly from?: 'template' | 'nothing'; readonly server?: Connection } = {},
): Promise<TestDatabase> {
  const server = options.server ?? inject('database');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const template = options.from === 'nothing' ? 'template0' : TEMPLATE;
  await administer(server, `create database ${name} template ${template} strategy file_copy`);
  const connection = { ...server, database: name };
  const pool = createPool(connection, { log: silentLog, applicationName: name });
  return {
    connection,
    pool,
    db: createDb(pool),
    async drop() {
      await pool.end();
      await administer(server, `drop database if exists ${name} with (force)`);
    },
  };
}
