/**
 * Two processes with one database: one watches, the other takes over when it dies or hangs. Nothing is lost, nothing is
 * doubled, and nobody waits for more than ten seconds.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { leadership, settings } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { scenarioWorld } from '#simulator/worlds/scenario-world.ts';
import { waitFor } from '#test/support/product.ts';
import { freePort, type ServerProcess, startServer } from '#test/support/server-process.ts';
import { Audience, allSeen, faults, machinesOf, recordedPlays, settled, sleepBetween } from './audience.ts';
import { urlOf } from './import-process.ts';

const clock = systemClock();
const KILLS = 10;
const LONGEST_HAND_OVER_MS = 10_000;

let database: TestDatabase;
let sim: Simulator;
let folder: string;
let processes: ServerProcess[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  await database.db.insert(settings).values({ key: 'ignoreIntervalSeconds', value: 0 });
  sim = await startSimulator({ clock, world: scenarioWorld(), pingIntervalMs: 2_000 });
  folder = await mkdtemp(join(tmpdir(), 'spyglass-leader-'));
  processes = [await start(), await start()];
  await waitFor(clock, 'the socket to open', () => sim.listeners() === 1, 20_000);
});
afterEach(async () => {
  for (const one of processes) await one.kill('SIGKILL').catch(() => null);
  await sim.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const start = async (): Promise<ServerProcess> =>
  startServer(
    {
      SPYGLASS_DATA_DIR: folder,
      SPYGLASS_SECRET_KEY: 'a key for tests only',
      DATABASE_URL: urlOf(database.connection),
      SPYGLASS_PLEX_URL: sim.pmsUrl,
      SPYGLASS_PLEX_TOKEN: sim.token,
      SPYGLASS_PLEXTV_URL: sim.plextvUrl,
    },
    { port: await freePort() },
  );

const epoch = async (): Promise<number> => (await database.db.select().from(leadership))[0]?.epoch ?? 0;

/** Milliseconds until another process leads and listens. */
async function handOver(after: number): Promise<number> {
  const begun = clock.monotonic();
  await waitFor(clock, 'another process to lead', async () => (await epoch()) > after, 20_000);
  await waitFor(clock, 'the socket to open', () => sim.listeners() > 0, 20_000);
  return clock.monotonic() - begun;
}

const verdict = async (): Promise<string[]> => faults(sim.ledger(), await recordedPlays(database.db), machinesOf(sim));

const at = (n: number): ServerProcess => processes[n % 2]!;

test('kill -9 of the leader in the middle of twenty streams, ten times', { timeout: 180_000 }, async () => {
  const audience = new Audience(sim);
  const waits: number[] = [];
  // The first one leads, and after each kill the other one.
  for (let n = 0; n < KILLS; n += 1) {
    await audience.fill();
    // While the process that was killed last starts anew, so that the test does not take twice as long.
    const [restarted] = await Promise.all([n === 0 ? at(1) : start(), allSeen(at(n), sim)]);
    processes[(n + 1) % 2] = restarted;
    await allSeen(restarted, sim);
    const before = await epoch();
    const stirring = sleepBetween(0, 600).then(() => audience.stir());
    await sleepBetween(0, 600);
    await at(n).kill('SIGKILL');
    waits.push(await handOver(before));
    expect(sim.listeners()).toBe(1);
    await stirring;
  }
  await clock.sleep(2_000);
  await audience.end();
  await settled(at(KILLS));
  expect(await verdict()).toEqual([]);
  const longest = Math.max(...waits);
  expect(longest).toBeLessThan(LONGEST_HAND_OVER_MS);
});

test('a leader that hangs is replaced, and records nothing when it wakes up', { timeout: 120_000 }, async () => {
  const audience = new Audience(sim);
  await audience.fill();
  await allSeen(at(1), sim);
  const before = await epoch();
  process.kill(at(0).pid, 'SIGSTOP');
  const waited = await handOver(before);
  expect(waited).toBeLessThan(LONGEST_HAND_OVER_MS);
  await audience.stir();
  await clock.sleep(1_000);
  process.kill(at(0).pid, 'SIGCONT');
  await waitFor(clock, 'the old leader to step down', () => sim.listeners() === 1, 20_000);
  expect(at(0).output()).toContain('another process leads now');
  await audience.end();
  await settled(at(0));
  await settled(at(1));
  expect(await verdict()).toEqual([]);
  expect(await epoch()).toBe(before + 1);
});

test('a process that follows shows what is live and can end it', { timeout: 60_000 }, async () => {
  await sim.act({ action: 'start', session: 's0', user: 'fern', player: 'roku', item: 'film/ember-falls' });
  const follower = at(1);
  await allSeen(follower, sim);
  const owner = await follower.owner();
  const activity = (await (await owner.fetch('/api/v3/activity')).json()) as { sessions: { id: number }[] };
  const ended = await owner.fetch(`/api/v3/sessions/${activity.sessions[0]!.id}/terminate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message: 'Enough' }),
  });
  expect(ended.status).toBeLessThan(300);
  await settled(follower);
});
