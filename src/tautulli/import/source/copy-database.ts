import { createHash } from 'node:crypto';
import { open, rm, stat } from 'node:fs/promises';
import type { Clock } from '#clock';
import type { Log } from '#log';
import { Problem } from '#problem';
import { type CopyOptions, copyHashed, requireSpace } from './copy-file.ts';
import { onFile } from './file-problem.ts';

/** Copies made before giving up on a database that is rewritten while it is copied. */
const MOST_TRIES = 5;
const PAUSE_MS = 250;
const WAL_HEADER_BYTES = 32;

export interface TakeContext {
  readonly log: Log;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((doneBytes: number, totalBytes: number) => void) | undefined;
  readonly freeBytes: (folder: string) => Promise<number>;
  /** Our own folder for this source. */
  readonly folder: string;
}

/** Our copy before its `-wal` is folded in. */
export interface Taken {
  readonly database: string;
  readonly sizeBytes: number;
  /** sha256 (hex) over the bytes of the database and its `-wal`. */
  readonly fingerprint: string;
}

/** Name of our copy, whatever the original is called: no name from outside becomes a path. */
export const COPY_NAME = 'tautulli.db';

/**
 * Copies a database with its `-wal` (and the journal of an interrupted transaction), again when it was rewritten
 * meanwhile. A `-shm` is only an index of the `-wal` and is made anew by SQLite, so a stale one is not taken along.
 */
export async function copyDatabase(from: string, context: TakeContext): Promise<Taken> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const before = await look(from);
    const taken = await copyOnce(from, before, context);
    if (isWhole(before, await look(from))) return taken;
    context.log.warn({ tries }, 'the database was rewritten while it was copied; copying it again');
    await context.clock.sleep(PAUSE_MS * tries, context.signal);
    context.signal?.throwIfAborted();
  }
  throw new Problem('conflict', `${from} was rewritten each of the ${MOST_TRIES} times it was copied`, {
    hint: 'Stop Tautulli during the copy, or use one of its backups',
  });
}

/** What tells whether a database was rewritten between two looks. */
interface Look {
  readonly databaseBytes: number;
  readonly databaseState: string;
  readonly walBytes: number;
  /** Begins with salts that change whenever the file is begun anew; empty when there is none. */
  readonly walHeader: string;
  readonly journalState: string;
}

/**
 * While the `-wal` is not begun anew, everything that was written into the database since is still in it, and the
 * `-wal` is copied last; so the pair is whole. Without a `-wal`, the database must not have changed at all.
 */
const isWhole = (before: Look, after: Look): boolean =>
  before.walHeader === after.walHeader &&
  before.journalState === after.journalState &&
  ((before.walHeader !== '' && before.journalState === '') || before.databaseState === after.databaseState);

async function look(database: string): Promise<Look> {
  const main = await onFile(database, () => stat(database, { bigint: true }));
  const journal = await stateOf(`${database}-journal`);
  const wal = await stateOf(`${database}-wal`);
  return {
    databaseBytes: Number(main.size),
    databaseState: `${main.size} ${main.mtimeNs} ${main.ino}`,
    walBytes: wal.bytes,
    walHeader: wal.bytes === 0 ? '' : await beginningOf(`${database}-wal`),
    journalState: journal.bytes === 0 ? '' : journal.state,
  };
}

async function stateOf(path: string): Promise<{ bytes: number; state: string }> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  return found === null
    ? { bytes: 0, state: '' }
    : { bytes: Number(found.size), state: `${found.size} ${found.mtimeNs}` };
}

async function beginningOf(path: string): Promise<string> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return '';
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(WAL_HEADER_BYTES), 0, WAL_HEADER_BYTES, 0);
    return buffer.subarray(0, bytesRead).toHex();
  } finally {
    await file.close();
  }
}

async function copyOnce(from: string, look: Look, context: TakeContext): Promise<Taken> {
  const { folder, signal, onProgress } = context;
  const database = `${folder}/${COPY_NAME}`;
  const hash = createHash('sha256');
  let total = look.databaseBytes + look.walBytes;
  let done = 0;
  const options: CopyOptions = {
    signal,
    hash,
    advance(bytes) {
      done += bytes;
      total = Math.max(total, done);
      onProgress?.(done, total);
    },
    // The rows of the -wal are written once more when they are folded into the database.
    beforeWriting: async () =>
      requireSpace(folder, look.databaseBytes + 2 * look.walBytes - done, await context.freeBytes(folder)),
  };
  await copyHashed(from, database, options);
  if (await isThere(`${from}-wal`)) await copyHashed(`${from}-wal`, `${database}-wal`, options);
  else await rm(`${database}-wal`, { force: true });
  const sizeBytes = done;
  const fingerprint = hash.digest('hex');
  await copyJournal(from, database, { ...options, hash: createHash('sha256'), advance: () => {} });
  return { database, sizeBytes, fingerprint };
}

const isThere = async (path: string): Promise<boolean> => (await stateOf(path)).bytes > 0;

/** A journal that is left over belongs to a transaction that SQLite has to roll back in our copy too. */
async function copyJournal(from: string, to: string, options: CopyOptions): Promise<void> {
  if (await isThere(`${from}-journal`)) await copyHashed(`${from}-journal`, `${to}-journal`, options);
  else await rm(`${to}-journal`, { force: true });
}
