import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '#log';
import { Problem } from '#problem';
import { binaryMajor } from './binaries.ts';
import { giveTo, type Layout } from './layout.ts';
import { giveTree, type Programs, run } from './programs.ts';
import { lastWords } from './server-log.ts';

export const SUPERUSER = 'spyglass';

const LOCALE = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '-E', 'UTF8'];

/**
 * Makes sure that the data folder holds a database folder these programs can run, and returns its password.
 * A new one is made aside and renamed when it is complete and on disk, so a crash leaves nothing half-made.
 * Throws `Problem` when the folder belongs to another version, another user, or cannot be made.
 */
export async function initialise(layout: Layout, programs: Programs, log: Log): Promise<string> {
  removeUnfinished(layout);
  if (existsSync(join(layout.pgData, 'PG_VERSION'))) {
    checkExisting(layout, programs);
    return existsSync(layout.passwordFile) ? readPassword(layout) : await replacePassword(layout, programs, log);
  }
  if (existsSync(layout.pgData) && readdirSync(layout.pgData).length > 0) {
    throw new Problem('refused', `The folder ${layout.pgData} holds files but no database`, {
      hint: 'Move it away and start again; a new database is made then',
    });
  }
  return await create(layout, programs, log);
}

const unfinishedFolder = (layout: Layout): string => `${layout.pgData}.new`;

function removeUnfinished(layout: Layout): void {
  rmSync(unfinishedFolder(layout), { recursive: true, force: true });
}

function checkExisting(layout: Layout, programs: Programs): void {
  const made = Number(readFileSync(join(layout.pgData, 'PG_VERSION'), 'utf8').trim());
  const major = binaryMajor(programs.binDir);
  if (made !== major) {
    throw new Problem('refused', `The database was made by PostgreSQL ${made}, but the programs are ${major}`, {
      hint: `Start it with PostgreSQL ${made} once more to make a backup, then restore the backup into a new data folder`,
    });
  }
  const owner = statSync(layout.pgData).uid;
  const { uid } = programs.account;
  if (owner === uid) return;
  if (process.getuid?.() !== 0) {
    throw new Problem('refused', `The database belongs to user ${owner}, but Spyglass runs as user ${uid}`, {
      hint: `Run Spyglass as user ${owner}, or as root: chown -R ${uid} ${layout.home}`,
    });
  }
  giveTree(layout.pgData, programs.account);
}

const readPassword = (layout: Layout): string => readFileSync(layout.passwordFile, 'utf8').trim();

function writePassword(layout: Layout, programs: Programs): string {
  const password = randomBytes(24).toString('hex');
  writeFileSync(layout.passwordFile, `${password}\n`, { mode: 0o600 });
  giveTo(layout.passwordFile, programs.account);
  return password;
}

async function create(layout: Layout, programs: Programs, log: Log): Promise<string> {
  log.info({ folder: layout.pgData }, 'making a new database');
  const folder = unfinishedFolder(layout);
  const password = existsSync(layout.passwordFile) ? readPassword(layout) : writePassword(layout, programs);
  const access = ['-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${layout.passwordFile}`];
  await initdb(programs, ['-D', folder, ...access, ...LOCALE, '--data-checksums', '--no-sync', '--no-instructions']);
  await initdb(programs, ['-D', folder, '--sync-only']);
  await rename(folder, layout.pgData);
  const home = await open(layout.home, 'r');
  await home.sync().finally(() => home.close());
  return password;
}

async function initdb(programs: Programs, args: readonly string[]): Promise<void> {
  const { ending, lines } = await run(programs, 'initdb', args);
  if (ending.code === 0) return;
  const reason = ending.error?.message ?? lastWords(lines);
  throw new Problem('unavailable', `A new database could not be made: ${reason}`, { cause: ending.error });
}

/** The password is only a second lock on a private socket, so one that was lost is simply replaced. */
async function replacePassword(layout: Layout, programs: Programs, log: Log): Promise<string> {
  log.warn({ file: layout.passwordFile }, 'the file with the database password is gone; setting a new password');
  const password = writePassword(layout, programs);
  const statement = `ALTER ROLE ${SUPERUSER} PASSWORD '${password}'\n`;
  const { ending, lines } = await run(programs, 'postgres', ['--single', '-D', layout.pgData, 'postgres'], statement);
  if (ending.code === 0) return password;
  rmSync(layout.passwordFile, { force: true });
  throw new Problem('unavailable', `The database password could not be replaced: ${lastWords(lines)}`);
}
