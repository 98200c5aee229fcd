import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '#clock';
import { silentLog } from '#log';
import { Problem } from '#problem';
import { createApp } from './app.ts';
import { ALWAYS_IN } from './auth-testing.ts';
import { createLiveHub, type LiveHub, type LiveHubDeps } from './live-hub.ts';
import { anActivity, aServer, aSession, httpDeps } from './testing.ts';

const clock: Clock = systemClock();
let stop: (() => Promise<unknown>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

/** A server that listens, with a real clock. */
async function serve(
  changes: Partial<LiveHubDeps> = {},
): Promise<{ app: FastifyInstance; hub: LiveHub; port: number }> {
  const hub = createLiveHub({
    clock,
    log: silentLog,
    snapshot: async () => anActivity([aSession(1)]),
    sessionsByIds: async (_visible, ids) => ids.map((id) => aSession(id)),
    serverById: async (_visible, id) => aServer(id),
    ...ALWAYS_IN,
    ...changes,
  });
  const app = await createApp(httpDeps({ liveHub: hub, clock }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  stop = () => app.close();
  return { app, hub, port: (app.server.address() as AddressInfo).port };
}

/** Opens the stream; `text` grows as it arrives. */
async function listen(port: number, headers: Record<string, string> = {}) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/api/v3/events', headers, agent: false }, resolve).on('error', reject);
  });
  const stream = { response, text: '', isOver: false };
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    stream.text += chunk;
  });
  response.on('close', () => {
    stream.isOver = true;
  });
  return stream;
}

const until = (condition: () => boolean): Promise<void> =>
  expect.poll(condition, { interval: 5, timeout: 5_000 }).toBe(true);
const names = (text: string): string[] => [...text.matchAll(/^event: (.*)$/gm)].map((match) => match[1]!);
const lastId = (text: string): string => [...text.matchAll(/^id: (.*)$/gm)].at(-1)![1]!;

describe('over a real connection', () => {
  test('the stream begins with a snapshot and passes through proxies', async () => {
    const { port } = await serve();
    const stream = await listen(port);
    expect(stream.response.statusCode).toBe(200);
    expect(stream.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    await until(() => names(stream.text).length === 1);
    expect(stream.text).toMatch(/^retry: 2000\n\nid: \d+\nevent: snapshot\n/);
  });

  test('a reader that comes back is sent what it missed', async () => {
    const { hub, port } = await serve();
    const [gone, stays] = [await listen(port), await listen(port)];
    await until(() => names(gone.text).length === 1);
    gone.response.destroy();
    await until(() => hub.clientCount() === 1);
    hub.publish({ t: 'sessions', ids: [1] });
    await until(() => names(stays.text).length === 2);
    const back = await listen(port, { 'last-event-id': lastId(gone.text) });
    await until(() => names(back.text).length === 1);
    expect(names(back.text)).toEqual(['session']);
    expect(lastId(back.text)).toBe(lastId(stays.text));
  });

  test('a hundred readers get the same bytes, each change read once', async () => {
    let reads = 0;
    const { hub, port } = await serve({
      sessionsByIds: async (_visible, ids) => {
        reads += 1;
        return ids.map((id) => aSession(id));
      },
    });
    const streams = await Promise.all(Array.from({ length: 100 }, () => listen(port)));
    await until(() => streams.every(({ text }) => names(text).length === 1));
    hub.publish({ t: 'sessions', ids: [1, 2, 3] });
    await until(() => streams.every(({ text }) => names(text).length === 4));
    expect(new Set(streams.map(({ text }) => text)).size).toBe(1);
    expect(reads).toBe(1);
  });

  test('a reader that does not read is dropped, others go on', async () => {
    const big = aSession(1, { sessionKey: 'x'.repeat(500_000) });
    const { hub, port } = await serve({ sessionsByIds: async () => [big] });
    const quick = await listen(port);
    const deaf = connect({ host: '127.0.0.1', port });
    deaf.write('GET /api/v3/events HTTP/1.1\r\nhost: x\r\n\r\n');
    deaf.pause();
    deaf.on('error', () => undefined);
    await until(() => hub.clientCount() === 2);
    for (let i = 2; i < 60 && hub.clientCount() === 2; i += 1) {
      hub.publish({ t: 'sessions', ids: [1] });
      await until(() => names(quick.text).length === i);
    }
    expect(hub.clientCount()).toBe(1);
    expect(quick.isOver).toBe(false);
    deaf.destroy();
  });

  test('a database that is down is an answer, not a stream', async () => {
    const { hub, port } = await serve({ snapshot: () => Promise.reject(new Problem('unavailable', 'Starting')) });
    const stream = await listen(port);
    expect(stream.response.statusCode).toBe(503);
    await until(() => stream.isOver);
    expect(JSON.parse(stream.text).error).toMatchObject({ code: 'unavailable', message: 'Starting' });
    expect(hub.clientCount()).toBe(0);
  });

  test('a reader that leaves before the snapshot is forgotten', async () => {
    const read = Promise.withResolvers<void>();
    const { hub, port } = await serve({
      snapshot: async () => {
        await read.promise;
        return anActivity();
      },
    });
    const request = get({ host: '127.0.0.1', port, path: '/api/v3/events', agent: false });
    request.on('error', () => undefined);
    await clock.sleep(50);
    request.destroy();
    await clock.sleep(50);
    read.resolve();
    await clock.sleep(50);
    expect(hub.clientCount()).toBe(0);
  });

  test('stopping ends the streams cleanly and at once', async () => {
    const { app, port } = await serve();
    const streams = await Promise.all(Array.from({ length: 20 }, () => listen(port)));
    await until(() => streams.every(({ text }) => names(text).length === 1));
    const started = clock.monotonic();
    await app.close();
    expect(clock.monotonic() - started).toBeLessThan(900);
    await until(() => streams.every(({ isOver }) => isOver));
    expect(streams.every(({ response }) => response.complete)).toBe(true);
  });
});

test('fifty readers hear of fifty changes a second well within a second', async () => {
  const sentAt = new Map<number, number>();
  const delays: number[] = [];
  const { hub, port } = await serve();
  const streams = await Promise.all(Array.from({ length: 50 }, () => listen(port)));
  await until(() => streams.every(({ text }) => names(text).length === 1));
  for (const { response } of streams) {
    let rest = '';
    response.on('data', (chunk: string) => {
      const events = (rest + chunk).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const at = sentAt.get(Number(/"session":\{"id":(\d+)/.exec(event)?.[1]));
        if (at !== undefined) delays.push(clock.monotonic() - at);
      }
    });
  }
  const changes = 100;
  for (let id = 1; id <= changes; id += 1) {
    sentAt.set(id, clock.monotonic());
    hub.publish({ t: 'sessions', ids: [id] });
    await clock.sleep(20);
  }
  await until(() => delays.length === changes * streams.length);
  delays.sort((a, b) => a - b);
  expect(delays[Math.floor(delays.length * 0.99)]).toBeLessThan(500);
});
