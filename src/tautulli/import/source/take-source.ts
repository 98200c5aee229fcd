import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Clock, systemClock } from '#clock';
import type { Log } from '#log';
import { describeError, Problem } from '#problem';
import { COPY_NAME, copyDatabase, type TakeContext } from './copy-database.ts';
import { copyHashed, freeBytes } from './copy-file.ts';
import { HEADER_BYTES, isSqlite } from './database-header.ts';
import { onFile } from './file-problem.ts';
import { MOST_CONFIG_BYTES, type Unzipped, unzipDatabase } from './unzip-database.ts';
import { foldInThread } from './worker-thread.ts';

export interface TakeOptions {
  /** Where our private copy is made, in a new folder of its own. */
  readonly workDir: string;
  readonly log: Log;
  readonly signal?: AbortSignal;
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
  readonly clock?: Clock;
  /** Free bytes in a folder; asked before something is written. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** Our private copy of a database. */
export interface SourceFile {
  /** Path of the copy: one file that has the rows of the `-wal` in it. */
  readonly database: string;
  /** Path of our copy of the config.ini that was found beside the database or in the archive. */
  readonly configIni: string | null;
  /** The path it was taken from. */
  readonly origin: string;
  /** Bytes of the database and its `-wal` as they were taken. */
  readonly sizeBytes: number;
  /** sha256 (hex) over these bytes. */
  readonly fingerprint: string;
  /** Removes the copy. */
  remove(): Promise<void>;
}

/**
 * Makes a private copy of a database of Tautulli (migration notes 1): a database file with the `-wal` beside it, a
 * backup zip, or a data folder with tautulli.db or plexpy.db. The original is only read. A path that does not exist or
 * may not be read, a folder without a database, a damaged archive and a full disk are Problems; an abort rejects with
 * the signal's reason. Whether the copy is a database of Tautulli is for `Source.inspect` to say.
 */
export async function takeSource(path: string, options: TakeOptions): Promise<SourceFile> {
  options.signal?.throwIfAborted();
  const origin = resolve(path);
  const found = await findDatabase(origin);
  const folder = await onFile(options.workDir, () => mkdtemp(join(options.workDir, 'tautulli-')));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const context: TakeContext = {
      log: options.log,
      clock: options.clock ?? systemClock(),
      signal: options.signal,
      onProgress: options.onProgress,
      freeBytes: options.freeBytes ?? freeBytes,
      folder,
    };
    const taken = await take(found, context);
    await fold(taken.database, context);
    return { ...taken, origin, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

interface Found {
  readonly path: string;
  readonly isArchive: boolean;
}

async function findDatabase(path: string): Promise<Found> {
  if (path.includes('\0')) throw new Problem('invalid', 'The path of the database has a NUL character in it');
  const found = await onFile(path, () => stat(path));
  if (found.isDirectory()) return { path: await databaseIn(path), isArchive: false };
  if (!found.isFile()) {
    throw new Problem('invalid', `${path} is neither a file nor a folder`, {
      hint: 'Choose tautulli.db or a backup zip',
    });
  }
  const beginning = await readBeginning(path);
  return { path, isArchive: beginning[0] === 0x50 && beginning[1] === 0x4b };
}

/** Before v2.0.21-beta the database was called plexpy.db. */
async function databaseIn(folder: string): Promise<string> {
  const names = new Set(await onFile(folder, () => readdir(folder)));
  for (const name of [COPY_NAME, 'plexpy.db']) {
    const path = join(folder, name);
    if (names.has(name) && (await onFile(path, () => stat(path))).isFile()) return path;
  }
  const others = [...names].filter((name) => /\.(?:db|zip)$/i.test(name)).slice(0, 5);
  throw new Problem('not_found', `The folder ${folder} has neither tautulli.db nor plexpy.db`, {
    hint: others.length > 0 ? `Choose one of its files: ${others.join(', ')}` : 'Choose the data folder of Tautulli',
  });
}

async function readBeginning(path: string): Promise<Uint8Array> {
  const file = await onFile(path, () => open(path, 'r'));
  try {
    const { bytesRead, buffer } = await onFile(path, () => file.read(new Uint8Array(HEADER_BYTES), 0, HEADER_BYTES, 0));
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function take(found: Found, context: TakeContext): Promise<Unzipped> {
  if (found.isArchive) return unzipDatabase(found.path, context);
  const taken = await copyDatabase(found.path, context);
  return { ...taken, configIni: await copyConfig(join(dirname(found.path), 'config.ini'), context) };
}

/** The settings are welcome but optional, so that they cannot be read is only worth a line in the log. */
async function copyConfig(from: string, { folder, signal, log }: TakeContext): Promise<string | null> {
  const found = await stat(from).catch(() => null);
  if (found === null || !found.isFile() || found.size > MOST_CONFIG_BYTES) return null;
  const to = join(folder, 'config.ini');
  try {
    const nothing = { advance: () => {}, beforeWriting: async () => {}, hash: createHash('sha256') };
    await copyHashed(from, to, { signal, ...nothing });
    return to;
  } catch (error) {
    signal?.throwIfAborted();
    log.warn({ err: error }, 'the config.ini beside the database cannot be read');
    return null;
  }
}

/** A damaged database may not be foldable; then it is read as it is, and the inspection names the damage. */
async function fold(database: string, { signal, log }: TakeContext): Promise<void> {
  if (!isSqlite(await readBeginning(database))) return;
  try {
    await foldInThread(database, { signal, log });
  } catch (error) {
    signal?.throwIfAborted();
    log.warn({ reason: describeError(error) }, 'the newest rows could not be folded into the copy of the database');
  }
}
