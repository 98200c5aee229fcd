import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import type { Connection } from '../connection.ts';
import { layoutOf } from './layout.ts';
import { processesOf } from './process-table.ts';

/** Helpers of the tests that run real servers. */
export function temporaryFolder(mode?: 'closed'): { path: string; remove: () => void } {
  // mkdtemp makes folders that only their owner may pass, which is what a closed checkout looks like.
  const path = mkdtempSync(join(mode === 'closed' ? tmpdir() : '/tmp', 'spyglass-cluster-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

export async function query(connection: Connection, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** The processes of the server of a data folder, found without its help. */
export const serverProcesses = (dataDir: string): number[] => processesOf(layoutOf(dataDir));

const SCRIPT = (root: string) => `
import { startCluster } from '${root}/src/db/cluster/cluster.ts';
import { systemClock } from '${root}/src/clock.ts';
import { silentLog } from '${root}/src/log.ts';
try {
  const cluster = await startCluster({ ...JSON.parse(process.argv[1]), clock: systemClock(), log: silentLog });
  process.stdin.once('end', () => cluster.stop()).resume();
  console.log(JSON.stringify({ connection: cluster.connection, uid: process.getuid() }));
} catch (error) {
  console.log(JSON.stringify({ problem: error.message, hint: error.hint }));
}`;

export type Answer = { connection?: Connection; uid?: number; problem?: string; hint?: string };

/** Another Spyglass: a process that starts a server, says how it went, and stops it when its input ends. */
export async function anotherProcess(
  given: { dataDir: string; binDir?: string },
  options: { uid?: number; gid?: number; wrapper?: readonly string[] } = {},
): Promise<{ answer: Answer; child: ChildProcess; finish: () => Promise<void> }> {
  const { wrapper = [], ...who } = options;
  const root = new URL('../../..', import.meta.url).pathname.replace(/\/$/, '');
  const code = ['--input-type=module-typescript', '-e', SCRIPT(root), JSON.stringify(given)];
  const [program = process.execPath, ...args] = [...wrapper, process.execPath, ...code];
  const child = spawn(program, args, { ...who, cwd: '/', stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const first = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('close', (status) => reject(new Error(`the process ended with ${status} and said nothing`)));
  });
  const finish = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  return { answer: JSON.parse(first) as Answer, child, finish };
}
