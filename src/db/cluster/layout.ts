import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lchownSync, mkdirSync, mkdtempSync, realpathSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeError, Problem } from '#problem';

/** Where the built-in server keeps its things inside Spyglass's data folder. */
export type Layout = {
  /** Everything below belongs to the server's account and to nobody else. */
  readonly home: string;
  readonly pgData: string;
  readonly passwordFile: string;
  readonly lockFile: string;
  readonly socketDir: string;
  /** Appears in process titles; tells this server's processes from another's. */
  readonly clusterName: string;
};

/** The kernel's limit for the path of a Unix socket, without the closing zero. */
const MAX_SOCKET_PATH_BYTES = 107;
/** Names the socket file only: the server listens on no network port. */
export const SOCKET_PORT = 5432;

export const fitsSocket = (dir: string): boolean =>
  Buffer.byteLength(join(dir, `.s.PGSQL.${SOCKET_PORT}`)) <= MAX_SOCKET_PATH_BYTES;

/**
 * Creates the data folder when missing and returns the places in it, free of symbolic links.
 * Throws `Problem('refused')` when the folder is not ours to use.
 */
export function layoutOf(dataDir: string): Layout {
  const home = preparedHome(dataDir);
  const pgData = join(home, 'cluster');
  return {
    home,
    pgData,
    passwordFile: join(home, 'password'),
    lockFile: join(home, 'lock'),
    socketDir: join(home, 'run'),
    clusterName: `spyglass-${createHash('sha256').update(pgData).digest('hex').slice(0, 12)}`,
  };
}

function preparedHome(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true });
    const home = join(realpathSync(dataDir), 'postgres');
    mkdirSync(home, { recursive: true, mode: 0o700 });
    chmodSync(home, 0o700);
    return home;
  } catch (error) {
    throw new Problem('refused', `The data folder ${dataDir} cannot be used by user ${process.getuid?.()}`, {
      hint: `${describeError(error)}. Give the folder to that user, or choose another SPYGLASS_DATA_DIR`,
      cause: error,
    });
  }
}

export type Owner = { readonly uid: number; readonly gid: number };

/** Gives a path to the server's account; does nothing unless we are root. */
export function giveTo(path: string, owner: Owner): void {
  if (process.getuid?.() !== 0 || !existsSync(path)) return;
  const now = statSync(path);
  if (now.uid !== owner.uid || now.gid !== owner.gid) lchownSync(path, owner.uid, owner.gid);
}

/**
 * A private folder for the server's socket: in the data folder, or in a short temporary folder when the path would be
 * too long for a socket. `remove` deletes the temporary folder.
 */
export function socketFolder(layout: Layout, owner: Owner): { path: string; remove: () => Promise<void> } {
  if (fitsSocket(layout.socketDir)) {
    mkdirSync(layout.socketDir, { recursive: true, mode: 0o700 });
    giveTo(layout.socketDir, owner);
    return { path: layout.socketDir, remove: async () => undefined };
  }
  const parent = fitsSocket(join(tmpdir(), 'spyglass-XXXXXX')) ? tmpdir() : '/tmp';
  const path = mkdtempSync(join(parent, 'spyglass-'));
  giveTo(path, owner);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
