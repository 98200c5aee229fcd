import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { inTransaction } from '#db/pool.ts';
import { notificationLog, notificationOutbox, notifierTriggers } from '#db/schema/index.ts';
import { createHttpRequest } from '../agents/http-request.ts';
import { agentById } from '../agents/registry.ts';
import { type Announcement, announce } from '../announce.ts';
import { addAgent, aListed, anEvent, createScene, type Scene } from './testing.ts';
import { createOutboxWorker, type OutboxDeps, type OutboxWorker } from './worker.ts';

const clock = systemClock();
let scene: Scene;
let started: OutboxWorker[] = [];
const closings: (() => Promise<void>)[] = [];

beforeEach(async () => {
  scene = await createScene();
  scene.clock.jumpTo(clock.now());
});
afterEach(async () => {
  for (const worker of started) await worker.stop();
  started = [];
  for (const close of closings.splice(0)) await close();
  await scene.database.drop();
});

interface Seen {
  readonly body: string;
  readonly deliveryId: string;
}

/** A place that webhooks are sent to. */
async function sink(answer: (response: ServerResponse, seen: Seen) => void = (response) => response.end()) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const one = {
        body: Buffer.concat(pieces).toString('utf8'),
        deliveryId: String(request.headers['x-spyglass-delivery']),
      };
      seen.push(one);
      answer(response, one);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closings.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { seen, hook: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

async function startWorker(changes: Partial<OutboxDeps> = {}): Promise<OutboxWorker> {
  const request = createHttpRequest({ clock, verifyCertificates: async () => true });
  const worker = createOutboxWorker({ ...scene.deps, clock, request, agentById, ...changes });
  await worker.start();
  started.push(worker);
  return worker;
}

const tell = (...events: Announcement[]): Promise<void> =>
  inTransaction(scene.database.db, (tx) => announce(tx, events));

const pauses = (count: number, first = 0): Announcement[] =>
  Array.from({ length: count }, (_, n) => {
    const listed = aListed({ sessionKey: `${first + n}` as never });
    return anEvent(scene, 'on_pause', { listed });
  });

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = clock.now() + 10_000; clock.now() < end; await clock.sleep(10)) if (await isTrue()) return;
  throw new Error('it did not happen');
}

const hookOf = (hook: string) => ({ configSealed: JSON.stringify({ hook, method: 'POST' }) });

test('what is told is sent within moments, once, and logged once', async () => {
  const { seen, hook } = await sink();
  await addAgent(scene, ['on_pause'], hookOf(hook));
  await startWorker();
  await tell(...pauses(3));
  await until(() => seen.length === 3);
  expect(seen.map(({ body }) => body)).toEqual(['"pause"', '"pause"', '"pause"']);
  const log = () => scene.database.db.select().from(notificationLog);
  await until(async () => (await log()).every(({ isSuccess }) => isSuccess));
  expect(await log()).toHaveLength(3);
});

test('what was told while nobody delivered is sent at the next start', async () => {
  const { seen, hook } = await sink();
  await addAgent(scene, ['on_pause'], hookOf(hook));
  await tell(...pauses(2));
  await startWorker();
  await until(() => seen.length === 2);
});

test('two at work with one database share what is to do', async () => {
  const { seen, hook } = await sink();
  await addAgent(scene, ['on_pause'], hookOf(hook));
  await startWorker();
  await startWorker();
  for (let n = 0; n < 10; n += 1) await tell(...pauses(10, n * 10));
  await until(() => seen.length >= 100);
  await clock.sleep(100);
  expect(seen).toHaveLength(100);
  expect(new Set(seen.map(({ deliveryId }) => deliveryId)).size).toBe(100);
});

test('one that never answers holds up nobody', async () => {
  const silent = await sink(() => undefined);
  const { seen, hook } = await sink();
  await addAgent(scene, ['on_pause'], hookOf(silent.hook));
  await addAgent(scene, ['on_pause'], hookOf(hook));
  // The first message meets both agents as strangers; the lane that is left is enough for the rest.
  const request = createHttpRequest({
    clock: { ...clock, after: (_ms, run) => clock.after(300, run) },
    verifyCertificates: async () => true,
  });
  await startWorker({ request });
  await tell(...pauses(20));
  await until(() => seen.length === 20);
  expect(silent.seen.length).toBeLessThan(10);
});

test('a stop waits for what is being sent', async () => {
  const { seen, hook } = await sink((response) => setTimeout(() => response.end(), 200));
  await addAgent(scene, ['on_pause'], hookOf(hook));
  const worker = await startWorker();
  await tell(...pauses(1));
  await until(() => seen.length === 1);
  await worker.stop();
  expect(await scene.database.db.select().from(notificationOutbox)).toMatchObject([{ state: 'sent' }]);
});

test('many events of one stream leave in their order', async () => {
  const { seen, hook } = await sink();
  await addAgent(scene, ['on_pause'], hookOf(hook));
  await scene.database.db.update(notifierTriggers).set({ body: '"{view_offset}"' });
  await startWorker();
  const events = Array.from({ length: 200 }, (_, n) => anEvent(scene, 'on_pause', { viewOffsetMs: n }));
  await tell(...events);
  await until(() => seen.length === events.length);
  expect(seen.map(({ body }) => body)).toEqual(events.map((_, n) => `"${n}"`));
});
