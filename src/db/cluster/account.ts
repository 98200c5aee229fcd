import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '#problem';
import type { Owner } from './layout.ts';

/** How the server's programs are started: as ourselves, as another user, or as another user that may pass closed folders. */
export type Launch =
  | { readonly as: 'self' }
  | { readonly as: 'user' }
  | { readonly as: 'user-passing-folders'; readonly setpriv: string; readonly capability: Capability };

/** The account the server runs under. */
export type Account = Owner & { readonly launch: Launch };

type Capability = 'dac_read_search' | 'dac_override';

const NOBODY: Owner = { uid: 65_534, gid: 65_534 };
const PREFERRED_USERS = ['spyglass', 'postgres'];

/**
 * Whose server it will be. PostgreSQL refuses to run as root, so root picks the owner of what is there already, else
 * a user made for the purpose, else "nobody".
 */
export function chooseOwner(given: { pgData: string; dataDir: string; user?: Owner | undefined }): Owner {
  const self = process.getuid?.() ?? 0;
  if (self !== 0) return { uid: self, gid: process.getgid?.() ?? self };
  if (given.user !== undefined) return given.user;
  for (const path of [given.pgData, given.dataDir]) {
    if (!existsSync(path)) continue;
    const { uid, gid } = statSync(path);
    if (uid !== 0) return { uid, gid: gid === 0 ? uid : gid };
  }
  return userFromPasswd(readText('/etc/passwd')) ?? NOBODY;
}

/**
 * The account that makes a database for `owner`. `initdb` refuses users without an entry in the user list, which is
 * how the owner of a folder mounted into a container looks; root then lets somebody known make it and hands it over.
 * Throws `Problem('refused')` when we are such a user ourselves.
 */
export function chooseMaker(owner: Owner): Owner {
  const passwd = readText('/etc/passwd');
  if (passwd === '' || isListed(passwd, owner.uid)) return owner;
  if (process.getuid?.() === 0) return userFromPasswd(passwd) ?? NOBODY;
  throw new Problem('refused', `PostgreSQL cannot make a database for user ${owner.uid}, who is not in the user list`, {
    hint: 'Run Spyglass as a user of /etc/passwd or as root, or set DATABASE_URL to use a server of your own',
  });
}

export const isListed = (passwd: string, uid: number): boolean =>
  passwd.split('\n').some((line) => line.split(':')[2] === String(uid));

export function userFromPasswd(passwd: string): Owner | undefined {
  const users = passwd.split('\n').map((line) => line.split(':'));
  for (const name of PREFERRED_USERS) {
    const user = users.find((fields) => fields[0] === name);
    if (user !== undefined && Number(user[2]) > 0) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  return undefined;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Whether the permission bits let `owner` do what `bits` says (4 read, 2 write, 1 execute or pass). */
export function allows(file: { mode: number; uid: number; gid: number }, owner: Owner, bits: number): boolean {
  const shift = file.uid === owner.uid ? 6 : file.gid === owner.gid ? 3 : 0;
  return ((file.mode >> shift) & bits) === bits;
}

/** Whether `owner` may pass every folder on the way to `path`. */
export function reachable(path: string, owner: Owner): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!allows(statSync(folder), owner, 1)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Whether `owner` may run the programs in `binDir` once it gets there (an install under a strict umask forbids it). */
export const runnable = (binDir: string, owner: Owner): boolean =>
  ['postgres', 'initdb'].every((name) => allows(statSync(join(binDir, name)), owner, 5));

/** What root decides from the state of the folders; see {@link decideLaunch}. */
export type Reach = {
  readonly programs: 'ready' | 'hidden' | 'forbidden';
  readonly dataReachable: boolean;
  readonly setpriv: { program: string; capability: Capability } | undefined;
};

/**
 * A checkout below root's home or a private temporary folder is closed to the server's user. Then the server gets the
 * one right to pass folders (`CAP_DAC_READ_SEARCH`); without the tool for that, the programs are copied beside the
 * data. `undefined` when the data itself stays out of reach.
 */
export function decideLaunch(reach: Reach): { launch: Launch; copyPrograms: boolean } | undefined {
  const { programs, dataReachable, setpriv } = reach;
  if (dataReachable && programs === 'ready') return { launch: { as: 'user' }, copyPrograms: false };
  if (setpriv !== undefined && !(dataReachable && programs === 'forbidden')) {
    const launch = { as: 'user-passing-folders', setpriv: setpriv.program, capability: setpriv.capability } as const;
    return { launch, copyPrograms: programs === 'forbidden' };
  }
  if (!dataReachable) return undefined;
  return { launch: { as: 'user' }, copyPrograms: true };
}

/** Finds out how to start programs under `owner`. Throws `Problem('refused')` when no way leads to the data. */
export function chooseLaunch(given: { owner: Owner; binDir: string; home: string }): {
  launch: Launch;
  copyPrograms: boolean;
} {
  if (process.getuid?.() !== 0) return { launch: { as: 'self' }, copyPrograms: false };
  const { owner, binDir, home } = given;
  const programs = !reachable(join(binDir, 'postgres'), owner)
    ? runnable(binDir, owner)
      ? 'hidden'
      : 'forbidden'
    : runnable(binDir, owner)
      ? 'ready'
      : 'forbidden';
  const decision = decideLaunch({ programs, dataReachable: reachable(home, owner), setpriv: findSetpriv() });
  if (decision !== undefined) return decision;
  throw new Problem('refused', `The database user (${owner.uid}) cannot reach the data folder ${home}`, {
    hint: 'Let others pass the folders above it (chmod o+x), choose another SPYGLASS_DATA_DIR, or install util-linux',
  });
}

/** `setpriv` of util-linux with a capability we hold; reading suffices, a container may grant only the wider one. */
function findSetpriv(): Reach['setpriv'] {
  const program = ['/usr/bin/setpriv', '/bin/setpriv', '/usr/sbin/setpriv'].find(isUtilLinux);
  const capability = usableCapability(readText('/proc/self/status'));
  return program === undefined || capability === undefined ? undefined : { program, capability };
}

/** Alpine's busybox has a program of the same name that cannot do this. */
function isUtilLinux(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return readFileSync(program).includes('util-linux');
  } catch {
    return false;
  }
}

const CAP_DAC_OVERRIDE = 1n;
const CAP_DAC_READ_SEARCH = 2n;
const CAP_SETPCAP = 8n;

/** The narrowest capability we may hand on, from the text of `/proc/self/status`. */
export function usableCapability(status: string): Capability | undefined {
  const held = BigInt(`0x${/^CapPrm:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  const holds = (capability: bigint): boolean => ((held >> capability) & 1n) === 1n;
  if (!holds(CAP_SETPCAP)) return undefined;
  if (holds(CAP_DAC_READ_SEARCH)) return 'dac_read_search';
  return holds(CAP_DAC_OVERRIDE) ? 'dac_override' : undefined;
}
