import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, lchownSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Problem } from '#problem';
import type { Account } from './account.ts';
import type { Owner } from './layout.ts';

/** The server's programs and the account that runs them. */
export type Programs = { readonly binDir: string; readonly account: Account };

/** Nothing of our own environment reaches the server: it holds secrets, and locale variables would change messages. */
const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Starts a program of the server under its account, in a session of its own: Ctrl+C in a terminal must reach
 * Spyglass only, which stops the server when it has written everything.
 */
export function launch(programs: Programs, name: 'postgres' | 'initdb', args: readonly string[]): ChildProcess {
  const program = join(programs.binDir, name);
  const options = { cwd: '/', env: ENVIRONMENT, detached: true, stdio: ['pipe', 'pipe', 'pipe'] as 'pipe'[] };
  const { uid, gid, launch: how } = programs.account;
  if (how.as === 'self') return spawn(program, args, options);
  if (how.as === 'user') return spawn(program, args, { ...options, uid, gid });
  const privileges = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    // Without this bit access(2), which the server asks about its own files, ignores capabilities.
    '--securebits=+no_setuid_fixup',
    `--inh-caps=+${how.capability}`,
    `--ambient-caps=+${how.capability}`,
  ];
  return spawn(how.setpriv, [...privileges, program, ...args], options);
}

/** How a program ended: by itself, by a signal, or never started. */
export type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly error?: Error };

export function endingOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

/** Hands every line of the program's output to `onLine`. */
export function readLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', onLine);
  }
}

/** Runs a program to its end and returns what it said. */
export async function run(
  programs: Programs,
  name: 'postgres' | 'initdb',
  args: readonly string[],
  input = '',
): Promise<{ ending: Ending; lines: readonly string[] }> {
  const child = launch(programs, name, args);
  const lines: string[] = [];
  readLines(child, (line) => lines.push(line));
  child.stdin?.on('error', () => undefined); // It may end before it reads.
  child.stdin?.end(input);
  const ending = await endingOf(child);
  return { ending, lines };
}

/** Gives a whole folder to the server's account. Throws `Problem('refused')` when this is not ours to do. */
export function giveTree(path: string, owner: Owner): void {
  try {
    for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
      lchownSync(join(entry.parentPath, entry.name), owner.uid, owner.gid);
    }
    lchownSync(path, owner.uid, owner.gid);
  } catch (error) {
    throw new Problem('refused', `The folder ${path} cannot be given to the database user (${owner.uid})`, {
      hint: 'Run Spyglass as an ordinary user, or on a file system with file owners',
      cause: error,
    });
  }
}

/** Copies the programs, with the libraries and files beside them, to a folder the server's account can reach. */
export function copyPrograms(binDir: string, home: string, owner: Owner): string {
  const from = dirname(binDir);
  if (!existsSync(join(from, 'share'))) {
    throw new Problem('refused', `The database user (${owner.uid}) may not run the programs in ${binDir}`, {
      hint: 'Let others read and run them (chmod -R o+rX)',
    });
  }
  const to = join(home, 'software');
  rmSync(to, { recursive: true, force: true });
  for (const part of ['bin', 'lib', 'share']) {
    cpSync(join(from, part), join(to, part), { recursive: true, verbatimSymlinks: true });
  }
  giveTree(to, owner);
  return join(to, 'bin');
}
