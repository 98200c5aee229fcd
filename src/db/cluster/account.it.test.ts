import { chmodSync, chownSync, cpSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reachable } from './account.ts';
import { chooseBinaries } from './binaries.ts';
import { anotherProcess, query, serverProcesses, temporaryFolder } from './cluster-testing.ts';

const NOBODY = { uid: 65_534, gid: 65_534 };
const SETPRIV = '/usr/bin/setpriv';
const isRoot = process.getuid?.() === 0;

let folder: string;
let remove: () => void;

beforeEach(() => {
  ({ path: folder, remove } = temporaryFolder());
});
afterEach(() => remove());

/** The programs, moved to where the test wants them. */
function programsIn(path: string): string {
  cpSync(join(chooseBinaries(undefined), '..'), path, { recursive: true, verbatimSymlinks: true });
  return join(path, 'bin');
}

async function worksAndStops(dataDir: string, other: Awaited<ReturnType<typeof anotherProcess>>): Promise<void> {
  try {
    expect(other.answer).not.toHaveProperty('problem');
    expect(await query(other.answer.connection!, 'select 1 as one')).toEqual([{ one: 1 }]);
  } finally {
    await other.finish();
  }
  expect(serverProcesses(dataDir)).toEqual([]);
}

describe.runIf(isRoot)('root', () => {
  test('in a folder that the database user can reach', async () => {
    chmodSync(folder, 0o755);
    const dataDir = join(folder, 'data');
    await worksAndStops(dataDir, await anotherProcess({ dataDir, binDir: programsIn(join(folder, 'programs')) }));
    expect(statSync(join(dataDir, 'postgres')).uid).not.toBe(0);
  });

  test('in a folder closed to everybody else, programs and data', async () => {
    chmodSync(folder, 0o700);
    const dataDir = join(folder, 'data');
    const binDir = programsIn(join(folder, 'programs'));
    await worksAndStops(dataDir, await anotherProcess({ dataDir, binDir }));
    await worksAndStops(dataDir, await anotherProcess({ dataDir, binDir }));
  });

  test('in a closed folder of a container, which grants less', async () => {
    chmodSync(folder, 0o700);
    const dataDir = join(folder, 'data');
    const wrapper = [SETPRIV, '--bounding-set=-dac_read_search,-sys_ptrace,-sys_admin'];
    const binDir = programsIn(join(folder, 'programs'));
    await worksAndStops(dataDir, await anotherProcess({ dataDir, binDir }, { wrapper }));
  });

  test('without any right to hand on: hidden programs are copied beside the data', async () => {
    chmodSync(folder, 0o755);
    const dataDir = join(folder, 'data');
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const wrapper = [SETPRIV, '--bounding-set=-setpcap'];
    const binDir = programsIn(join(closed, 'programs'));
    await worksAndStops(dataDir, await anotherProcess({ dataDir, binDir }, { wrapper }));
  });

  test('without any right to hand on: hidden data is refused with a way out', async () => {
    chmodSync(folder, 0o700);
    const wrapper = [SETPRIV, '--bounding-set=-setpcap'];
    const other = await anotherProcess({ dataDir: join(folder, 'data') }, { wrapper });
    await other.finish();
    expect(other.answer.problem).toMatch(/^The database user \(\d+\) cannot reach the data folder/);
    expect(other.answer.hint).toContain('chmod o+x');
  });

  test('an install under a strict umask, whose programs only root may run', async () => {
    chmodSync(folder, 0o755);
    const binDir = programsIn(join(folder, 'programs'));
    for (const name of ['postgres', 'initdb']) chmodSync(join(binDir, name), 0o700);
    const dataDir = join(folder, 'data');
    await worksAndStops(dataDir, await anotherProcess({ dataDir, binDir }));
  });

  test('with a data folder of an ordinary user, which then owns the database as well', async () => {
    chmodSync(folder, 0o755);
    const dataDir = join(folder, 'data');
    mkdirSync(dataDir);
    chownSync(dataDir, 4_321, 4_322);
    await worksAndStops(dataDir, await anotherProcess({ dataDir }));
    expect(statSync(join(dataDir, 'postgres', 'cluster'))).toMatchObject({ uid: 4_321, gid: 4_322 });
    await worksAndStops(dataDir, await anotherProcess({ dataDir }));
  });
});

describe.runIf(isRoot && reachable(process.execPath, NOBODY) && reachable(import.meta.filename, NOBODY))(
  'an ordinary user',
  () => {
    test('runs the server as itself', async () => {
      chmodSync(folder, 0o755);
      chownSync(folder, NOBODY.uid, NOBODY.gid);
      const dataDir = join(folder, 'data');
      const other = await anotherProcess({ dataDir }, NOBODY);
      expect(other.answer.uid).toBe(NOBODY.uid);
      await worksAndStops(dataDir, other);
      expect(statSync(join(dataDir, 'postgres', 'cluster')).uid).toBe(NOBODY.uid);
      // Root may take over later, and hand back.
      await worksAndStops(dataDir, await anotherProcess({ dataDir }));
      await worksAndStops(dataDir, await anotherProcess({ dataDir }, NOBODY));
    });

    test('is told when the database belongs to somebody else', async () => {
      chmodSync(folder, 0o755);
      const dataDir = join(folder, 'data');
      await worksAndStops(dataDir, await anotherProcess({ dataDir }));
      const other = await anotherProcess({ dataDir }, NOBODY);
      await other.finish();
      expect(other.answer.problem).toBe(`The data folder ${dataDir} cannot be used by user ${NOBODY.uid}`);
    });
  },
);
