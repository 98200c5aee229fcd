import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#clock';
import type { Log } from '#log';
import { Problem } from '#problem';
import type { Layout } from './layout.ts';
import { isProcessOf, processesOf, sendSignal } from './process-table.ts';

const FAST_STOP_MS = 10_000;
const QUIT_MS = 5_000;
const LOOK_EVERY_MS = 20;

/**
 * Ends what an earlier run left behind, so that a new server can start. When Spyglass is killed its server lives on;
 * when the server is killed its workers may. The caller holds the folder lock, so nobody else needs them.
 * Throws `Problem('conflict')` when they belong to another user.
 */
export async function removeLeftovers(layout: Layout, clock: Clock, log: Log): Promise<void> {
  const head = recordedPid(layout);
  if (head !== undefined && isProcessOf(head, layout)) {
    log.warn({ pid: head }, 'a PostgreSQL server of an earlier run is still running; stopping it');
    await end(layout, [head], 'SIGINT', clock, FAST_STOP_MS);
  }
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    const left = processesOf(layout);
    if (left.length > 0) await end(layout, left, signal, clock, QUIT_MS);
  }
  const left = processesOf(layout);
  if (left.length > 0) throw new Problem('conflict', `PostgreSQL (process ${left.join(', ')}) does not end`);
  // A stale file would stop the new server whenever its process number is in use again, by whatever program.
  rmSync(join(layout.pgData, 'postmaster.pid'), { force: true });
  removeSocketFiles(layout.socketDir);
}

function recordedPid(layout: Layout): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(layout.pgData, 'postmaster.pid'), 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function removeSocketFiles(socketDir: string): void {
  try {
    for (const name of readdirSync(socketDir)) {
      if (name.startsWith('.s.PGSQL.')) rmSync(join(socketDir, name), { force: true });
    }
  } catch {
    // There is no such folder before the first start.
  }
}

async function end(
  layout: Layout,
  pids: readonly number[],
  signal: NodeJS.Signals,
  clock: Clock,
  patienceMs: number,
): Promise<void> {
  try {
    for (const pid of pids) sendSignal(pid, signal);
  } catch (error) {
    throw new Problem('conflict', `PostgreSQL (process ${pids.join(', ')}) of another user runs on ${layout.pgData}`, {
      hint: 'Stop it, then start Spyglass again',
      cause: error,
    });
  }
  const until = clock.monotonic() + patienceMs;
  while (clock.monotonic() < until && pids.some((pid) => isProcessOf(pid, layout))) await clock.sleep(LOOK_EVERY_MS);
}
