/** `spyglass import tautulli` as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Connection } from '#db/connection.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const NODE_FLAGS = ['--max-semi-space-size=8'];

export const urlOf = ({ host, port, user, password, database }: Connection): string =>
  host.startsWith('/')
    ? `postgres://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(host)}`
    : `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`;

export interface ImportProcess {
  readonly pid: number;
  /** Settles with the exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  hasEnded(): boolean;
  /** Standard error so far. */
  heard(): string;
  /** Standard output so far. */
  said(): string;
  kill(): Promise<void>;
}

/** Starts the import; the process ends with the test run even if the test forgets it. */
export function startImport(args: readonly string[], env: Readonly<Record<string, string>>): ImportProcess {
  const child: ChildProcess = spawn(process.execPath, [...NODE_FLAGS, MAIN, 'import', 'tautulli', ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const ended = once(child, 'close').then(() => {
    process.off('exit', killWithUs);
    return child.exitCode;
  });
  return {
    pid: child.pid ?? 0,
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    heard: () => texts.err,
    said: () => texts.out,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
