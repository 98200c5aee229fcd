import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '#db/pool.ts';
import { notificationLog, notificationOutbox } from '#db/schema/index.ts';
import { failedForNow, refusedForGood } from '../agents/agent.ts';
import { type Announcement, announce } from '../announce.ts';
import { matchNextEvent } from './match-event.ts';
import { claimNext, sendClaimed } from './send-next.ts';
import { addAgent, aListed, anEvent, createScene, type Scene } from './testing.ts';

let scene: Scene;

beforeEach(async () => {
  scene = await createScene();
});

afterEach(() => scene?.database.drop());

const tell = (...events: Announcement[]): Promise<void> =>
  inTransaction(scene.database.db, (tx) => announce(tx, events));

async function matchAll(): Promise<void> {
  while (await matchNextEvent(scene.deps));
}

/** Sends whatever is due now; says how often an agent was asked. */
async function sendAll(): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    const row = await claimNext(scene.deps, []);
    if (row === null) return tries;
    await sendClaimed(scene.deps, row);
  }
}

const outbox = () => scene.database.db.select().from(notificationOutbox).orderBy(notificationOutbox.id);
const log = () => scene.database.db.select().from(notificationLog).orderBy(notificationLog.id);

test('what nobody wants is not queued, and a thousand starts leave no row', async () => {
  await addAgent(scene, ['on_watched'], { isPaused: true });
  await tell(...Array.from({ length: 1000 }, () => anEvent(scene, 'on_play')));
  await tell(anEvent(scene, 'on_watched'));
  expect(await outbox()).toEqual([]);
});

test('a start is queued for what is asked after every start', async () => {
  await addAgent(scene, ['on_newdevice']);
  await tell(anEvent(scene, 'on_play'), anEvent(scene, 'on_pause'));
  expect((await outbox()).map(({ trigger }) => trigger)).toEqual(['on_play']);
  await matchAll();
  await sendAll();
  expect(scene.sent.map(({ action }) => action)).toEqual(['on_newdevice']);
  expect(await log()).toMatchObject([{ action: 'on_newdevice', isSuccess: true, sessionKey: '1', userName: 'anna' }]);
});

test('one delivery for every agent that wants it, with an entry of the log that becomes true', async () => {
  const first = await addAgent(scene, ['on_pause']);
  const second = await addAgent(scene, ['on_pause', 'on_stop']);
  await addAgent(scene, ['on_stop']);
  await tell(anEvent(scene, 'on_pause'));
  await matchAll();
  const entry = { action: 'on_pause', isSuccess: false, sessionKey: '1', ratingKey: '101', body: '"pause"' };
  expect(await log()).toMatchObject([
    { ...entry, notifierId: first },
    { ...entry, notifierId: second },
  ]);
  expect(await sendAll()).toBe(2);
  expect(await log()).toMatchObject([{ isSuccess: true }, { isSuccess: true }]);
  expect((await outbox()).map(({ state }) => state)).toEqual(['sent', 'sent']);
});

test('one that failed is tried again, later every time, and given up in the end', async () => {
  await addAgent(scene, ['on_pause']);
  scene.answer = () => failedForNow('The other side answers with error 503');
  await tell(anEvent(scene, 'on_pause'));
  await matchAll();
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    expect(await sendAll()).toBe(1);
    const [row] = await outbox();
    if (row?.state !== 'waiting') break;
    waits.push(row.notBefore.getTime() - scene.clock.now());
    await scene.clock.advance(row.notBefore.getTime() - scene.clock.now());
  }
  expect(waits).toEqual([10_000, 40_000, 160_000, 640_000, 1_800_000]);
  expect(await outbox()).toMatchObject([
    { state: 'failed', attempts: 6, problem: 'The other side answers with error 503' },
  ]);
  expect(await log()).toMatchObject([{ isSuccess: false }]);
});

test('a refusal is not tried again', async () => {
  await addAgent(scene, ['on_pause']);
  scene.answer = () => refusedForGood('The other side answers with error 404');
  await tell(anEvent(scene, 'on_pause'));
  await matchAll();
  expect(await sendAll()).toBe(1);
  expect(await outbox()).toMatchObject([{ state: 'failed', attempts: 1 }]);
});

test('the other side says how long it wants to be left alone', async () => {
  await addAgent(scene, ['on_pause']);
  scene.answer = () => failedForNow('The other side answers with error 429', 90_000);
  await tell(anEvent(scene, 'on_pause'));
  await matchAll();
  await sendAll();
  const [row] = await outbox();
  expect(row?.notBefore.getTime()).toBe(scene.clock.now() + 90_000);
});

test('what was claimed by somebody who died is sent by another, as the same delivery, and logged once', async () => {
  await addAgent(scene, ['on_pause']);
  await tell(anEvent(scene, 'on_pause'));
  await matchAll();
  const lost = await claimNext(scene.deps, []);
  if (lost === null) throw new Error('nothing was claimed');
  expect(await sendAll()).toBe(0);
  await scene.clock.advance(90_000);
  expect(await sendAll()).toBe(1);
  const [row] = await outbox();
  expect(lost.payload).toMatchObject({ deliveryId: scene.sent[0]?.deliveryId });
  // The one thought dead comes back: it may send again, but changes nothing that is settled.
  scene.answer = () => refusedForGood('too late');
  await sendClaimed(scene.deps, lost);
  expect(await outbox()).toEqual([row]);
  expect(await log()).toMatchObject([{ isSuccess: true }]);
});

test('the same trigger of a stream leaves in order; other streams, triggers and agents do not wait', async () => {
  await addAgent(scene, ['on_pause', 'on_resume']);
  await addAgent(scene, ['on_pause']);
  const other = aListed({ sessionKey: '2' as never });
  await tell(anEvent(scene, 'on_pause'), anEvent(scene, 'on_pause', { viewOffsetMs: 5 }));
  await tell(anEvent(scene, 'on_resume'), anEvent(scene, 'on_pause', { listed: other, sessionKey: other.sessionKey }));
  await matchAll();
  const claimed: string[] = [];
  for (let row = await claimNext(scene.deps, []); row !== null; row = await claimNext(scene.deps, []))
    claimed.push(String(row.id));
  const rows = await outbox();
  expect(rows).toHaveLength(7);
  expect(rows.filter(({ id }) => !claimed.includes(String(id))).map(({ orderKey }) => orderKey)).toEqual([
    'on_pause 1',
    'on_pause 1',
  ]);
});

test('two who look at the same time never take the same', async () => {
  await addAgent(scene, ['on_pause']);
  await tell(
    ...Array.from({ length: 20 }, (_, n) => {
      const listed = aListed({ sessionKey: `${n}` as never });
      return anEvent(scene, 'on_pause', { listed });
    }),
  );
  await Promise.all([matchAll(), matchAll(), matchAll()]);
  await Promise.all([sendAll(), sendAll(), sendAll(), sendAll()]);
  expect(new Set(scene.sent.map(({ deliveryId }) => deliveryId)).size).toBe(20);
  expect(scene.sent).toHaveLength(20);
  expect(await log()).toHaveLength(20);
});

test('an event nobody understands is put aside and holds up no other', async () => {
  await addAgent(scene, ['on_pause']);
  await scene.database.db
    .insert(notificationOutbox)
    .values({ trigger: 'on_pause', payload: { kind: 'other' }, notBefore: new Date(0) });
  await tell(anEvent(scene, 'on_pause'));
  await matchAll();
  await sendAll();
  expect(scene.sent).toHaveLength(1);
  expect((await outbox()).map(({ state }) => state)).toEqual(['waiting', 'sent']);
  for (let n = 0; n < 2; n += 1) {
    await scene.clock.advance(20_000);
    await matchAll();
  }
  expect((await outbox()).map(({ state }) => state)).toEqual(['failed', 'sent']);
});

test('an agent that breaks is alone with it', async () => {
  await addAgent(scene, ['on_pause'], { configSealed: '{"breaks":true}' });
  await addAgent(scene, ['on_pause']);
  scene.answer = (_message, config) => {
    if (config !== null && typeof config === 'object' && 'breaks' in config) throw new Error('secret detail');
    return { kind: 'sent' };
  };
  await tell(anEvent(scene, 'on_pause'));
  await matchAll();
  await sendAll();
  expect(await log()).toMatchObject([{ isSuccess: false }, { isSuccess: true }]);
  expect((await outbox())[0]).toMatchObject({ state: 'waiting', problem: 'The agent failed unexpectedly' });
});

test('watched is told once to each agent, however often it is announced', async () => {
  await addAgent(scene, ['on_watched']);
  await tell(anEvent(scene, 'on_watched'), anEvent(scene, 'on_watched'));
  await matchAll();
  await addAgent(scene, ['on_watched']);
  await tell(anEvent(scene, 'on_watched'));
  await matchAll();
  expect((await log()).map(({ notifierId }) => notifierId)).toEqual([1, 2]);
});
