/**
 * `kill -9` at random moments in the middle of twenty streams, ten times each for the program and for PostgreSQL:
 * no play is lost, none is doubled, none is longer than it was watched.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { openDatabase } from '#db/open.ts';
import { settings } from '#db/schema/index.ts';
import { silentLog } from '#log';
import { startSimulator } from '#simulator/simulator.ts';
import { scenarioWorld } from '#simulator/worlds/scenario-world.ts';
import { waitFor } from '#test/support/product.ts';
import { freePort, type ServerProcess, startServer } from '#test/support/server-process.ts';
import {
  Audience,
  allSeen,
  faults,
  machinesOf,
  type Recorded,
  recordedPlays,
  settled,
  sleepBetween,
} from './audience.ts';

const clock = systemClock();
const KILLS = 10;
async function inDatabase<T>(
  dataDir: string,
  use: (db: Awaited<ReturnType<typeof openDatabase>>['db']) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ config: { dataDir, autoMigrate: false }, clock, log: silentLog });
  try {
    return await use(database.db);
  } finally {
    await database.close();
  }
}

const readPlays = (dataDir: string): Promise<Recorded[]> => inDatabase(dataDir, recordedPlays);

async function postmaster(dataDir: string): Promise<number> {
  const text = await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

type Kill = (server: ServerProcess, dataDir: string, restart: () => Promise<ServerProcess>) => Promise<ServerProcess>;

const killProgram: Kill = async (server, _dataDir, restart) => {
  await server.kill('SIGKILL');
  await sleepBetween(0, 1_500);
  return restart();
};

const killDatabase: Kill = async (server, dataDir) => {
  process.kill(await postmaster(dataDir), 'SIGKILL');
  return server;
};

const isReady = (server: ServerProcess): Promise<boolean> =>
  fetch(`${server.url}/readyz`).then(
    (response) => response.ok,
    () => false,
  );

async function run(kill: Kill): Promise<string[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'spyglass-kill-'));
  const sim = await startSimulator({ clock, world: scenarioWorld(), pingIntervalMs: 2_000 });
  const port = await freePort();
  const restart = () =>
    startServer(
      {
        SPYGLASS_DATA_DIR: dataDir,
        SPYGLASS_PLEX_URL: sim.pmsUrl,
        SPYGLASS_PLEX_TOKEN: sim.token,
        SPYGLASS_PLEXTV_URL: sim.plextvUrl,
      },
      { port },
    );
  let server: ServerProcess | undefined;
  try {
    await inDatabase(dataDir, (db) => db.insert(settings).values({ key: 'ignoreIntervalSeconds', value: 0 }));
    server = await restart();
    const audience = new Audience(sim);
    for (let n = 0; n < KILLS; n += 1) {
      await waitFor(clock, 'the socket to open', () => sim.listeners() > 0, 20_000);
      await audience.fill();
      await allSeen(server, sim);
      await sleepBetween(500, 2_500);
      const stirring = sleepBetween(0, 600).then(() => audience.stir());
      await sleepBetween(0, 600);
      server = await kill(server, dataDir, restart);
      await stirring;
      await waitFor(clock, 'the server to recover', () => server !== undefined && isReady(server), 30_000);
    }
    await waitFor(clock, 'the socket to open', () => sim.listeners() > 0, 20_000);
    await clock.sleep(4_000);
    await audience.end();
    const ledger = sim.ledger();
    await settled(server);
    await server.kill('SIGTERM');
    return faults(ledger, await readPlays(dataDir), machinesOf(sim));
  } finally {
    await server?.kill('SIGKILL').catch(() => null);
    await sim.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

describe.concurrent('kill -9 in the middle of twenty streams, ten times', () => {
  test('of the program', { timeout: 240_000 }, async () => {
    expect(await run(killProgram)).toEqual([]);
  });

  test('of PostgreSQL', { timeout: 240_000 }, async () => {
    expect(await run(killDatabase)).toEqual([]);
  });
});
