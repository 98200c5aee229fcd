/**
 * What a server may send wrongly while somebody watches: each is one clear line with the server's name, nothing is
 * half-written, and the play goes on as if nothing had been.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { plays, sessions } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { createLog } from '#log';
import type { Monitoring } from '#monitoring/monitoring.ts';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { scenarioWorld } from '#simulator/worlds/scenario-world.ts';
import { waitFor, watchSimulator } from '#test/support/product.ts';

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly server?: string;
}

const WARN = 40;
const clock = systemClock();
let database: TestDatabase;
let sim: Simulator;
let monitoring: Monitoring;
let lines: Line[];

beforeEach(async () => {
  lines = [];
  database = await createTestDatabase();
  sim = await startSimulator({ clock, world: scenarioWorld(), pingIntervalMs: 1_000 });
  const log = createLog('warn', { write: (text: string) => void lines.push(JSON.parse(text) as Line) });
  monitoring = await watchSimulator({ sim, database, clock, settings: { ignoreIntervalSeconds: 0 }, log });
  await waitFor(clock, 'the socket to open', () => sim.listeners() > 0);
});
afterEach(async () => {
  await monitoring.stop(1_000);
  await sim.close();
  await database.drop();
});

const live = () => database.db.$count(sessions);
const start = (session: string) =>
  sim.act({
    action: 'start',
    session,
    user: 'fern',
    player: 'roku',
    machine: session,
    item: 'film/ember-falls',
    report_interval_ms: 500,
  });
const warnings = (): string[] =>
  lines.filter((line) => line.level >= WARN).map((line) => `${line.server ?? '-'}: ${line.msg}`);

describe('a session list that is wrong while somebody watches and somebody else begins', () => {
  test.each<[string, object, RegExp]>([
    ['malformed', { malformed: true }, /could not be read|malformed|not.*XML/i],
    ['cut off', { truncated: true }, /./],
    ['empty', { empty: true }, /./],
    ['an error page', { status: 500 }, /500/],
    ['too large', { oversize_mb: 11 }, /larger|too large|MB/i],
    ['refused for its token', { status: 401 }, /token/],
  ])('%s', { timeout: 60_000 }, async (_name, fault, says) => {
    await start('a');
    await waitFor(clock, 'the first stream to be live', async () => (await live()) === 1);
    await sim.act({ action: 'fault', path: '/status/sessions', times: 3, ...fault } as Parameters<typeof sim.act>[0]);
    await start('b');
    await waitFor(clock, 'the problem to be told', () => warnings().length > 0);
    expect(await live()).toBeGreaterThanOrEqual(1);
    await waitFor(clock, 'the second stream to be live', async () => (await live()) === 2, 45_000);
    for (const session of ['a', 'b']) await sim.act({ action: 'stop', session });
    await waitFor(clock, 'both plays to be recorded', async () => (await database.db.$count(plays)) === 2);
    const told = warnings();
    const { host } = new URL(sim.pmsUrl);
    expect(told.every((line) => line.startsWith(`${host}: ${host} `))).toBe(true);
    expect(told.some((line) => says.test(line))).toBe(true);
    expect(told.length).toBeLessThanOrEqual(2);
    expect(told.join(' ')).not.toContain(sim.token);
  });
});

test('messages on the socket that make no sense are one line, and the stream goes on', {
  timeout: 60_000,
}, async () => {
  await start('a');
  await waitFor(clock, 'the stream to be live', async () => (await live()) === 1);
  const nonsense = [
    'not json',
    '[]',
    '{}',
    '{"NotificationContainer":{}}',
    '{"NotificationContainer":{"type":"playing"}}',
    '{"NotificationContainer":{"type":"of tomorrow","size":1}}',
    '{"NotificationContainer":{"type":"playing","PlaySessionStateNotification":[{"sessionKey":"x"}]}}',
    'x'.repeat(100_000),
  ];
  for (const message of nonsense) await sim.act({ action: 'ws_raw', message });
  await sim.act({ action: 'pause', session: 'a' });
  await waitFor(
    clock,
    'the pause to be heard',
    async () => (await database.db.select().from(sessions))[0]?.state === 'paused',
  );
  await sim.act({ action: 'stop', session: 'a' });
  await waitFor(clock, 'the play to be recorded', async () => (await database.db.$count(plays)) === 1);
  expect(warnings().length).toBeLessThanOrEqual(nonsense.length);
});
