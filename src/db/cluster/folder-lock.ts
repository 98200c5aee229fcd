import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Problem } from '#problem';

/** Two that begin in the same instant get in each other's way; one of them has to be left when they try again. */
const PATIENCE_MS = 300;

/**
 * Makes sure that one process at a time uses a data folder.
 *
 * The lock is the kernel's own record lock on the file, taken through SQLite because Node offers no other way to it.
 * It ends with its process, whatever happens, so there is no stale lock to judge, no process number that may since
 * belong to somebody else, and it holds between containers that share the folder, where process numbers mean nothing.
 * The text file beside it only serves the message.
 */
export function takeFolderLock(lockFile: string, dataDir: string): { release: () => void } {
  const noteFile = `${lockFile}.holder`;
  const database = new DatabaseSync(lockFile, { timeout: PATIENCE_MS });
  try {
    database.exec('PRAGMA journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw isBusy(error) ? inUse(dataDir, noteFile) : error;
  }
  writeFileSync(noteFile, String(process.pid), { mode: 0o600 });
  return {
    release() {
      rmSync(noteFile, { force: true });
      if (database.isOpen) database.close();
    },
  };
}

const SQLITE_BUSY = 5;
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

function inUse(dataDir: string, noteFile: string): Problem {
  let holder = '';
  try {
    holder = ` (process ${readFileSync(noteFile, 'utf8').trim()})`;
  } catch {
    // The holder has not written its number yet.
  }
  return new Problem('conflict', `Another Spyglass${holder} is already using ${dataDir}`, {
    hint: 'Stop the other one first, or give this one a data folder of its own with SPYGLASS_DATA_DIR',
  });
}
