import { existsSync, statSync } from 'node:fs';
import type { Cancel, Clock } from '#clock';
import type { Log } from '#log';
import type { Connection } from '../connection.ts';
import { type Account, chooseLaunch, chooseOwner } from './account.ts';
import { chooseBinaries } from './binaries.ts';
import { takeFolderLock } from './folder-lock.ts';
import { initialise, SUPERUSER } from './initialise.ts';
import { giveTo, type Layout, layoutOf, type Owner, SOCKET_PORT, socketFolder } from './layout.ts';
import { removeLeftovers } from './leftovers.ts';
import { type StopMode, startPostmaster } from './postmaster.ts';
import { ensureDatabase, probe } from './probe.ts';
import { copyPrograms, giveTree, type Programs } from './programs.ts';
import { serverSettings, settingArguments, sharedMemoryKind } from './settings.ts';
import { type ClusterStatus, Supervisor } from './supervisor.ts';

export type { ClusterStatus } from './supervisor.ts';

/** A PostgreSQL server that we run ourselves. */
export type Cluster = {
  readonly connection: Connection;
  status(): ClusterStatus;
  /** Calls back on every change of the status. */
  onStatus(listener: (status: ClusterStatus) => void): Cancel;
  /** Stops the server and waits until no process is left. `fast` writes everything out first; `immediate` does not. */
  stop(mode?: StopMode): Promise<void>;
};

export type ClusterOptions = {
  /** Spyglass's data folder; the server's files go to `postgres/` in it. Created when missing. */
  readonly dataDir: string;
  /** Folder with `postgres` and `initdb`; the installed package's, else Debian's, when left out. */
  readonly binDir?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** The account to use when we are root; chosen by itself when left out. */
  readonly user?: Owner | undefined;
  /** Settings that override ours, for tests. */
  readonly settings?: Readonly<Record<string, string>>;
};

/** Its name in the built-in server. */
export const DATABASE = 'spyglass';
const PROBE_TIMEOUT_MS = 5_000;

/**
 * Starts the built-in PostgreSQL in a data folder, making the database first when there is none, and keeps it running.
 * Resolves when the server answers. Throws `Problem`: `conflict` when another Spyglass uses the folder, `refused` when
 * the folder is of another version or user, `unavailable` when programs are missing or the server does not start.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const log = options.log.child({ part: 'postgres' });
  const layout = layoutOf(options.dataDir);
  const lock = takeFolderLock(layout.lockFile, options.dataDir);
  try {
    const programs = prepareAccount(layout, options, log);
    const socket = socketFolder(layout, programs.account);
    const placed = { ...layout, socketDir: socket.path };
    try {
      const { supervisor, connection } = await supervise(placed, programs, { ...options, log });
      return {
        connection,
        status: () => supervisor.status(),
        onStatus: (listener) => supervisor.onStatus(listener),
        async stop(mode = 'fast') {
          await supervisor.stop(mode);
          await socket.remove();
          lock.release();
        },
      };
    } catch (error) {
      await socket.remove();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Chooses the account and programs, and gives the folders to the account. */
function prepareAccount(layout: Layout, options: ClusterOptions, log: Log): Programs {
  const { pgData, home } = layout;
  const binDir = chooseBinaries(options.binDir);
  const owner = chooseOwner({ pgData, dataDir: options.dataDir, user: options.user });
  const { launch, copyPrograms: copying } = chooseLaunch({ owner, binDir, home });
  const account: Account = { ...owner, launch };
  if (process.getuid?.() === 0) {
    if (existsSync(pgData) && statSync(pgData).uid !== owner.uid) giveTree(pgData, owner);
    for (const path of [home, layout.passwordFile, layout.lockFile]) giveTo(path, owner);
  }
  if (launch.as === 'user-passing-folders' && launch.capability === 'dac_override') {
    log.warn({ folder: home }, 'the database user gets the right to pass closed folders; chmod o+x them to avoid this');
  }
  return { account, binDir: copying ? copyPrograms(binDir, home, owner) : binDir };
}

async function supervise(
  layout: Layout,
  programs: Programs,
  options: ClusterOptions,
): Promise<{ supervisor: Supervisor; connection: Connection }> {
  const { clock, log } = options;
  const clear = (): Promise<void> => removeLeftovers(layout, clock, log);
  await clear();
  const password = await initialise(layout, programs, log);
  const connection = { host: layout.socketDir, port: SOCKET_PORT, user: SUPERUSER, password, database: DATABASE };
  const settings = serverSettings({
    socketDir: layout.socketDir,
    port: SOCKET_PORT,
    clusterName: layout.clusterName,
    sharedMemory: sharedMemoryKind(),
  });
  const args = ['-D', layout.pgData, ...settingArguments({ ...settings, ...options.settings })];
  const supervisor = new Supervisor({
    clock,
    log,
    clear,
    launch: () => startPostmaster(programs, args, clock, log),
    probe: () => probe(connection, PROBE_TIMEOUT_MS),
    ensureDatabase: () => ensureDatabase(connection),
  });
  await supervisor.start();
  return { supervisor, connection };
}
