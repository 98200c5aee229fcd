import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '#log';
import { Problem } from '#problem';
import { chooseLaunch, chooseMaker } from './account.ts';
import { binaryMajor } from './binaries.ts';
import { giveTo, type Layout } from './layout.ts';
import { giveTree, type Programs, run } from './programs.ts';
import { lastWords } from './server-log.ts';

export const SUPERUSER = 'spyglass';

/** A name of its own for every attempt, so that nothing a killed attempt still writes can get into the next one. */
const UNFINISHED = 'cluster.new-';

/** The first with a locale of its own that is the same on every machine. */
const MIN_MAJOR = 17;

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

function removeUnfinished(layout: Layout): void {
  for (const name of readdirSync(layout.home).filter((entry) => entry.startsWith(UNFINISHED))) {
    rmSync(join(layout.home, name), { recursive: true, force: true, maxRetries: 5 });
  }
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
  const major = binaryMajor(programs.binDir);
  if (major < MIN_MAJOR) {
    throw new Problem('refused', `The programs in ${programs.binDir} are PostgreSQL ${major}; ${MIN_MAJOR} is needed`);
  }
  log.info({ folder: layout.pgData }, 'making a new database');
  const maker = makerOf(layout, programs);
  giveTo(layout.home, maker.account);
  const folder = join(layout.home, `${UNFINISHED}${randomBytes(4).toString('hex')}`);
  const password = existsSync(layout.passwordFile) ? readPassword(layout) : writePassword(layout, programs);
  giveTo(layout.passwordFile, maker.account);
  const access = ['-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${layout.passwordFile}`];
  await initdb(maker, ['-D', folder, ...access, ...LOCALE, '--data-checksums', '--no-sync', '--no-instructions']);
  await initdb(maker, ['-D', folder, '--sync-only']);
  if (maker.account.uid !== programs.account.uid) giveTree(folder, programs.account);
  await rename(folder, layout.pgData);
  for (const path of [layout.home, layout.passwordFile]) giveTo(path, programs.account);
  const home = await open(layout.home, 'r');
  await home.sync().finally(() => home.close());
  return password;
}

function makerOf(layout: Layout, programs: Programs): Programs {
  const owner = chooseMaker(programs.account);
  if (owner.uid === programs.account.uid) return programs;
  const { launch } = chooseLaunch({ owner, binDir: programs.binDir, home: layout.home });
  return { ...programs, account: { ...owner, launch } };
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
