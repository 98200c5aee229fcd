import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ManualClock, manualClock } from '#clock-testing';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { TRIGGERS } from '#contract/enums.ts';
import type { ServerId } from '#contract/ids.ts';
import { notificationOutbox, notifiers, notifierTriggers, servers } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import type { RemoteAccess } from '#plex/parse-server-state.ts';
import { loadLife } from './queries.ts';
import { createStates, type States } from './states.ts';

let database: TestDatabase;
let clock: ManualClock;
let serverId: ServerId;
let states: States;
let access: RemoteAccess | null;
let downs: number;

beforeAll(async () => {
  database = await createTestDatabase();
  const [agent] = await database.db
    .insert(notifiers)
    .values({ agentId: 25, agentName: 'webhook', agentLabel: 'Webhook', configSealed: '-' })
    .returning({ id: notifiers.id });
  await database.db
    .insert(notifierTriggers)
    .values(TRIGGERS.map((trigger) => ({ notifierId: agent!.id, trigger, isEnabled: true })));
});
afterAll(() => database.drop());
beforeEach(async () => {
  const [row] = await database.db.insert(servers).values({ name: 'A' }).returning({ id: servers.id });
  serverId = row!.id;
  clock = manualClock();
  access = LOST;
  downs = 0;
  states = await begin();
});
afterEach(async () => {
  await states.stop(1_000);
  await database.db.delete(servers);
});

const LOST: RemoteAccess = {
  mappingState: 'mapped',
  mappingError: 'unreachable',
  signInState: 'ok',
  publicAddress: '203.0.113.20',
  publicPort: '32400',
  privateAddress: '192.0.2.10',
  privatePort: '32400',
  reason: 'lost',
};
const NOT_ANSWERED = { ok: false, reason: 'unreachable', problem: 'no' } as const;

async function begin(heardAt: number | null = null): Promise<States> {
  const made = createStates({
    db: database.db,
    clock,
    log: silentLog,
    server: { id: serverId, name: 'A' },
    settings: async () => ({ ...DEFAULT_SETTINGS, serverDownSeconds: 60, remoteAccessDownSeconds: 90 }),
    channel: () => 'public',
    publishes: async () => ({ ok: true, value: true }),
    remoteAccess: async () => (access === null ? NOT_ANSWERED : { ok: true, value: access }),
    onDown: () => {
      downs += 1;
    },
  });
  await made.begin(await loadLife(database.db, serverId), heardAt);
  return made;
}

async function pass(seconds: number): Promise<void> {
  for (let n = 0; n < seconds; n += 1) {
    await clock.advance(1_000);
    states.tick();
    await states.idle();
  }
}

async function told(): Promise<string[]> {
  await states.idle();
  const rows = await database.db.select().from(notificationOutbox).orderBy(notificationOutbox.id);
  return rows.filter((row) => row.serverId === serverId).map(({ trigger }) => trigger);
}

test('an outage that began before a restart is told after it, once', async () => {
  states.onListening(true);
  states.onListening(false);
  await pass(40);
  await states.stop(1_000);
  states = await begin();
  states.onListening(false);
  await pass(19);
  expect(await told()).toEqual([]);
  await pass(1);
  expect(await told()).toEqual(['on_intdown']);
  expect(downs).toBe(1);
  await states.stop(1_000);
  states = await begin();
  await pass(100);
  states.onListening(true);
  expect(await told()).toEqual(['on_intdown', 'on_intup']);
});

test('the end of an outage that nobody was told of is no news after a restart either', async () => {
  states.onListening(true);
  states.onListening(false);
  await pass(10);
  await states.stop(1_000);
  states = await begin();
  states.onListening(true);
  await pass(100);
  expect(await told()).toEqual([]);
});

test('a loss of remote access that began before a restart is told after it, as it was', async () => {
  states.onListening(true);
  states.onReachability(false);
  await pass(50);
  await states.stop(1_000);
  access = null;
  states = await begin();
  await pass(40);
  expect(await told()).toEqual(['on_extdown']);
  const [row] = await database.db.select().from(notificationOutbox);
  expect(row?.payload).toMatchObject({ facts: { remote_access_reason: 'lost', update_channel: 'Public' } });
});

test('a server that cannot say how it is reached changes nothing', async () => {
  access = null;
  states.onReachability(false);
  await pass(200);
  expect(await told()).toEqual([]);
  expect(await loadLife(database.db, serverId)).toBeNull();
});
