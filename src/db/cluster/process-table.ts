import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * What the kernel says about processes (Linux `/proc`). A process that has ended but was not collected by its parent
 * has an empty command line, so it never counts as running here although signals to it "succeed".
 */
export function commandLine(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
      .split('\0')
      .filter((part) => part !== '');
  } catch {
    return [];
  }
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // Another user's process, or gone.
  }
}

/** What tells a server's processes from everything else: its data folder, and the name it shows in process titles. */
export type ServerIdentity = { readonly pgData: string; readonly clusterName: string };

const PROGRAMS = new Set(['postgres', 'initdb']);

/**
 * Whether `pid` is a PostgreSQL process of this data folder. The name in the process title is checked first, because
 * the working folder of another user's process is hidden even from root in a container without extra capabilities.
 */
export function isProcessOf(pid: number, server: ServerIdentity): boolean {
  const command = commandLine(pid);
  const first = command[0];
  if (first === undefined) return false;
  const title = command.join(' ');
  if (!first.startsWith('postgres:') && !PROGRAMS.has(basename(first))) return false;
  // initdb works on a folder beside it whose name begins alike.
  if (title.includes(server.clusterName) || command.some((part) => part.startsWith(server.pgData))) return true;
  return workingFolder(pid) === server.pgData;
}

/** Every running PostgreSQL process of this data folder; empty where there is no `/proc`. */
export function processesOf(server: ServerIdentity): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => pid !== process.pid && isProcessOf(pid, server));
  } catch {
    return [];
  }
}

/** Sends a signal; false when the process no longer exists. Throws when it belongs to another user. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}
