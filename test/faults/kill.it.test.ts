/**
 * `kill -9` at random moments in the middle of twenty streams, ten times each for the program and for PostgreSQL:
 * no play is lost, none is doubled, none is longer than it was watched.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { openDatabase } from '#db/open.ts';
import { itemSnapshots, players, plays, settings } from '#db/schema/index.ts';
import { silentLog } from '#log';
import type { LedgerEntry } from '#simulator/playback/ledger.ts';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { scenarioWorld } from '#simulator/worlds/scenario-world.ts';
import { waitFor } from '#test/support/product.ts';
import { freePort, type ServerProcess, startServer } from '#test/support/server-process.ts';

const clock = systemClock();
const KILLS = 10;
const STREAMS = 20;
/** Moments as we see them and as the simulator sees them differ by the way between the two. */
const SLACK_MS = 1_500;

const ITEMS = [
  'film/ember-falls',
  'film/paper-moons',
  'film/the-tide-table',
  'film/glass-harbor',
  'film/an-old-reel',
  'film/twin-lanterns',
];
const PEOPLE = ['fern', 'bram', 'cosima', 'dario', 'greta', 'tova'];
const PLAYERS = ['roku', 'shield', 'web', 'atv', 'samsung', 'lg', 'htpc', 'chromecast'];

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;

async function sleepBetween(lowMs: number, highMs: number): Promise<void> {
  await clock.sleep(lowMs + Math.random() * (highMs - lowMs));
}

/** Twenty streams that come and go; new ones only while somebody watches, so that each is seen at least once. */
class Audience {
  private readonly sim: Simulator;
  private started = 0;
  constructor(sim: Simulator) {
    this.sim = sim;
  }

  async fill(): Promise<void> {
    while (this.sim.streams().length < STREAMS) {
      const n = this.started++;
      await this.sim.act({
        action: 'start',
        session: `s${n}`,
        user: pick(PEOPLE, n),
        player: pick(PLAYERS, n),
        machine: `m${n}`,
        item: pick(ITEMS, n),
        view_offset_ms: (n % 7) * 60_000,
        report_interval_ms: 2_000,
      });
    }
  }

  /** A few end, one pauses or goes on. */
  async stir(): Promise<void> {
    const streams = [...this.sim.streams()].sort(() => Math.random() - 0.5);
    for (const stream of streams.slice(0, 3)) await this.sim.act({ action: 'stop', session: stream.name });
    const other = streams[4];
    if (other !== undefined)
      await this.sim.act({ action: other.state === 'paused' ? 'resume' : 'pause', session: other.name });
  }

  async end(): Promise<void> {
    for (const stream of this.sim.streams()) await this.sim.act({ action: 'stop', session: stream.name });
  }
}

interface Recorded {
  readonly machine: string | null;
  readonly watchedMs: number;
  readonly startedAt: Date;
  readonly stoppedAt: Date;
}

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

const readPlays = (dataDir: string): Promise<Recorded[]> =>
  inDatabase(dataDir, (db) =>
    db
      .select({
        machine: players.machineId,
        watchedMs: plays.watchedMs,
        startedAt: plays.startedAt,
        stoppedAt: plays.stoppedAt,
      })
      .from(plays)
      .innerJoin(players, eq(players.id, plays.playerId))
      .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId)),
  );

/** One line for every way in which the record is not what happened. */
function faults(
  ledger: readonly LedgerEntry[],
  recorded: readonly Recorded[],
  machineOf: ReadonlyMap<string, string>,
): string[] {
  const found: string[] = [];
  for (const entry of ledger) {
    const machine = machineOf.get(entry.name);
    const rows = recorded.filter((row) => row.machine === machine);
    if (rows.length === 0) found.push(`${entry.name}: lost (played ${entry.playedMs} ms)`);
    if (rows.length > 1) found.push(`${entry.name}: recorded ${rows.length} times`);
    for (const row of rows) {
      if (row.watchedMs > entry.playedMs + SLACK_MS)
        found.push(`${entry.name}: ${row.watchedMs} ms recorded, ${entry.playedMs} ms played`);
      if (row.stoppedAt.getTime() > (entry.stoppedAt ?? clock.now()) + SLACK_MS)
        found.push(`${entry.name}: ends after it ended`);
    }
  }
  if (recorded.length !== ledger.length) found.push(`${recorded.length} plays recorded, ${ledger.length} played`);
  return found;
}

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
    const machineOf = new Map(
      [...sim.aliases()]
        .filter(([, name]) => name.startsWith('player:m'))
        .map(([machine, name]) => [name.replace('player:m', 's'), machine]),
    );
    return faults(ledger, await readPlays(dataDir), machineOf);
  } finally {
    await server?.kill('SIGKILL').catch(() => null);
    await sim.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function liveKeys(server: ServerProcess): Promise<ReadonlySet<string> | null> {
  const response = await fetch(`${server.url}/api/v3/activity`).catch(() => null);
  if (response === null || !response.ok) return null;
  const body = (await response.json()) as { sessions: { sessionKey: string }[] };
  return new Set(body.sessions.map((session) => session.sessionKey));
}

const allSeen = (server: ServerProcess, sim: Simulator): Promise<void> =>
  waitFor(
    clock,
    'every stream to be seen',
    async () => {
      const keys = await liveKeys(server);
      return keys !== null && sim.streams().every((stream) => keys.has(String(stream.sessionKey)));
    },
    30_000,
  );

const settled = (server: ServerProcess): Promise<void> =>
  waitFor(clock, 'every stream to be recorded', async () => (await liveKeys(server))?.size === 0, 30_000);

describe.concurrent('kill -9 in the middle of twenty streams, ten times', () => {
  test('of the program', { timeout: 240_000 }, async () => {
    expect(await run(killProgram)).toEqual([]);
  });

  test('of PostgreSQL', { timeout: 240_000 }, async () => {
    expect(await run(killDatabase)).toEqual([]);
  });
});
