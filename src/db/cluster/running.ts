import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../connection.ts';
import { DATABASE } from './cluster.ts';
import { SUPERUSER } from './initialise.ts';
import { layoutOf, SOCKET_PORT } from './layout.ts';

/** Line of the server's own note of itself that names the folder of its socket. */
const SOCKET_FOLDER_LINE = 4;

/**
 * The way to a built-in server that another process of ours runs in the data folder; null when none says so. For commands
 * that do something small beside it.
 */
export function runningServer(dataDir: string): Connection | null {
  const layout = layoutOf(dataDir);
  try {
    const host = readFileSync(join(layout.pgData, 'postmaster.pid'), 'utf8').split('\n')[SOCKET_FOLDER_LINE]?.trim();
    const password = readFileSync(layout.passwordFile, 'utf8').trim();
    return host === undefined || host === ''
      ? null
      : { host, port: SOCKET_PORT, user: SUPERUSER, password, database: DATABASE };
  } catch {
    return null;
  }
}
