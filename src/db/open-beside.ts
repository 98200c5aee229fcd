import { Problem } from '#problem';
import { runningServer } from './cluster/running.ts';
import { prepareDatabase } from './migrate.ts';
import { type Database, type OpenOptions, openDatabase } from './open.ts';
import { createDb, createPool } from './pool.ts';

/** A command needs one, and one in reserve. */
const CONNECTIONS = 2;

/**
 * The database for a small command, whether or not a Spyglass is running: its built-in server is used beside it then, as an
 * external one always is. The version must fit; nothing is brought up to date under a running program.
 */
export async function openBeside(options: OpenOptions): Promise<Database> {
  const { config, log } = options;
  const careful = { ...options, config: { ...config, autoMigrate: false } };
  try {
    return await openDatabase(careful);
  } catch (cause) {
    const isTaken = config.databaseUrl === undefined && cause instanceof Problem && cause.code === 'conflict';
    const connection = isTaken ? runningServer(config.dataDir) : null;
    if (connection === null) throw cause;
    const pool = createPool(connection, { log, applicationName: 'spyglass command', max: CONNECTIONS });
    const close = (): Promise<void> => pool.end();
    try {
      await prepareDatabase(pool, { autoMigrate: false, log });
      return { db: createDb(pool), pool, connection, close };
    } catch (error) {
      await close();
      throw error;
    }
  }
}
