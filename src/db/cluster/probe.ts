import { Client } from 'pg';
import { type Connection, clientConfig } from '../connection.ts';

/**
 * What a sign-in attempt told: `ready`, `no_database` (server ready, database missing), `starting` (recovering or
 * shutting down), `denied` (wrong password), `absent` (nobody listens), `slow` (no answer in time, or a busy server).
 */
export type ProbeResult = 'ready' | 'no_database' | 'starting' | 'denied' | 'absent' | 'slow';

const BY_CODE: Record<string, ProbeResult> = {
  '57P03': 'starting',
  '57P01': 'starting',
  '57P02': 'starting',
  '3D000': 'no_database',
  '28P01': 'denied',
  '28000': 'denied',
  '53300': 'slow',
  ENOENT: 'absent',
  ECONNREFUSED: 'absent',
  ECONNRESET: 'starting',
};

/** Signs in once and asks a question. Never throws. */
export async function probe(connection: Connection, timeoutMs: number): Promise<ProbeResult> {
  const client = new Client({
    ...clientConfig(connection, { applicationName: 'spyglass health', connectTimeoutMs: timeoutMs }),
    query_timeout: timeoutMs,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return 'ready';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return BY_CODE[code] ?? 'slow';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Creates the database unless it is there. Names are ours and plain, so they need no quoting. */
export async function ensureDatabase(connection: Connection): Promise<void> {
  const client = new Client(clientConfig({ ...connection, database: 'postgres' }, { applicationName: 'spyglass' }));
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [connection.database]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(connection.database)}`);
  } finally {
    await client.end();
  }
}
