/** A server that goes away and comes back: its state is told, the time without it is kept as a gap, plays are not stretched. */
import { asc } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { plays, serverGaps, servers, sessions } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import type { Monitoring } from '#monitoring/monitoring.ts';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { scenarioWorld } from '#simulator/worlds/scenario-world.ts';
import { waitFor, watchSimulator } from '#test/support/product.ts';

const clock = systemClock();
let database: TestDatabase;
let sim: Simulator;
let monitoring: Monitoring;

beforeEach(async () => {
  database = await createTestDatabase();
  sim = await startSimulator({ clock, world: scenarioWorld(), pingIntervalMs: 1_000 });
  monitoring = await watchSimulator({
    sim,
    database,
    clock,
    settings: { ignoreIntervalSeconds: 0, websocketAttempts: 2, websocketRetrySeconds: 1 },
  });
  await waitFor(clock, 'the socket to open', () => sim.listeners() > 0);
});
afterEach(async () => {
  await monitoring.stop(1_000);
  await sim.close();
  await database.drop();
});

const linkState = async () => (await database.db.select().from(servers))[0]?.linkState;
const gaps = () => database.db.select().from(serverGaps).orderBy(asc(serverGaps.id));

test('an outage of twelve seconds', { timeout: 60_000 }, async () => {
  await waitFor(clock, 'the link to be well', async () => (await linkState()) === 'ok');
  for (const session of ['stays', 'goes']) {
    await sim.act({
      action: 'start',
      session,
      user: 'fern',
      player: 'roku',
      machine: session,
      item: 'film/ember-falls',
      report_interval_ms: 1_000,
    });
  }
  await waitFor(clock, 'both streams to be live', async () => (await database.db.$count(sessions)) === 2);
  const wentAt = clock.now();
  await sim.act({ action: 'server_down' });
  await waitFor(clock, 'the outage to be told', async () => (await linkState()) === 'unreachable', 20_000);
  expect(await database.db.$count(sessions)).toBe(2);
  await sim.act({ action: 'vanish', session: 'goes' });
  await clock.sleep(12_000);
  await sim.act({ action: 'server_up' });
  await waitFor(clock, 'the link to be well again', async () => (await linkState()) === 'ok', 40_000);
  await waitFor(clock, 'the lost stream to be recorded', async () => (await database.db.$count(plays)) === 1, 20_000);
  const [lost] = await database.db.select().from(plays);
  expect(lost).toMatchObject({ endedReason: 'lost' });
  // The server counts as lost when two attempts, a second apart, did not help.
  expect(lost!.stoppedAt.getTime()).toBeLessThan(wentAt + 4_000);
  await waitFor(clock, 'the gap to be closed', async () => (await gaps()).some((gap) => gap.endedAt !== null));
  const [gap] = await gaps();
  expect(gap).toMatchObject({ reason: 'link_lost' });
  expect(gap!.endedAt!.getTime() - gap!.startedAt.getTime()).toBeGreaterThanOrEqual(10_000);
  await sim.act({ action: 'stop', session: 'stays' });
  await waitFor(clock, 'the other play to be recorded', async () => (await database.db.$count(plays)) === 2);
  const [entry] = sim.ledger().filter((one) => one.name === 'stays');
  const kept = (await database.db.select().from(plays)).find((play) => play.endedReason === 'stopped');
  expect(Math.abs(kept!.watchedMs - entry!.playedMs)).toBeLessThan(2_000);
});
