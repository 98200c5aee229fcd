import type { Pool } from 'pg';
import type { Clock } from '#clock';
import type { Log } from '#log';
import { type Cluster, startCluster } from './cluster/cluster.ts';
import { type Connection, parseDatabaseUrl } from './connection.ts';
import { prepareDatabase } from './migrate.ts';
import { createDb, createPool, type Db } from './pool.ts';
import { reachServer } from './reach.ts';

export type OpenOptions = {
  readonly config: {
    /** An external server; absent: the built-in one. */
    readonly databaseUrl?: string | undefined;
    readonly dataDir: string;
    readonly postgresBinDir?: string | undefined;
    readonly autoMigrate: boolean;
  };
  readonly clock: Clock;
  readonly log: Log;
  /** How long to wait for an external server, in milliseconds; 60 s when left out. */
  readonly patienceMs?: number;
};

export type Database = {
  readonly db: Db;
  readonly pool: Pool;
  readonly connection: Connection;
  /** Only with the built-in server. */
  readonly cluster?: Cluster;
  /** Ends the connections, then the built-in server. Whoever holds connections lets them go first. */
  close(): Promise<void>;
};

const PATIENCE_MS = 60_000;

/**
 * The one way to a database: starts the built-in server or waits for the external one, opens the pool and makes the
 * schema fit. Throws `Problem` with one sentence for whoever set it up; nothing stays open then.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { config, clock, log } = options;
  const cluster = config.databaseUrl === undefined ? await startBuiltIn(options) : undefined;
  let pool: Pool | undefined;
  const close = async (): Promise<void> => {
    await pool?.end();
    await cluster?.stop();
  };
  try {
    const connection = cluster?.connection ?? parseDatabaseUrl(config.databaseUrl ?? '');
    if (cluster === undefined) {
      await reachServer(connection, { clock, log, patienceMs: options.patienceMs ?? PATIENCE_MS });
    }
    pool = createPool(connection, { log, applicationName: 'spyglass' });
    await prepareDatabase(pool, { autoMigrate: config.autoMigrate, log });
    const opened = { db: createDb(pool), pool, connection, close };
    return cluster === undefined ? opened : { ...opened, cluster };
  } catch (error) {
    await close();
    throw error;
  }
}

const startBuiltIn = ({ config, clock, log }: OpenOptions): Promise<Cluster> =>
  startCluster({ dataDir: config.dataDir, binDir: config.postgresBinDir, clock, log });
