import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '#clock';
import { makeWorld } from '../../../dev/world.ts';
import { type LiveStore, liveStore } from './live-store.ts';

const world = makeWorld('demo', () => Date.now());
let streams: ReadableStreamDefaultController<Uint8Array>[] = [];
let isDown = false;
let store: LiveStore;
let stop = (): void => undefined;

const event = (data: unknown): Uint8Array => new TextEncoder().encode(`id: 1\ndata: ${JSON.stringify(data)}\n\n`);
const snapshot = (): Uint8Array => event({ type: 'snapshot', activity: world.activity() });

async function answer(url: string, { signal }: RequestInit = {}): Promise<Response> {
  if (isDown) throw new TypeError('fetch failed');
  if (!url.endsWith('/events')) return Response.json(world.activity());
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      streams.push(controller);
      controller.enqueue(snapshot());
      signal?.addEventListener('abort', () => controller.error(signal.reason));
    },
  });
  return new Response(body);
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  vi.stubGlobal('fetch', answer);
  streams = [];
  isDown = false;
  store = liveStore(systemClock());
  stop = store.start();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a stream that is closed is stale after ten seconds and fresh again when it is back', async () => {
  await vi.advanceTimersByTimeAsync(100);
  expect(store.get()).toMatchObject({ isKnown: true, isStale: false });
  isDown = true;
  streams[0]?.close();
  await vi.advanceTimersByTimeAsync(9900);
  expect(store.get().isStale).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(store.get().isStale).toBe(true);
  isDown = false;
  await vi.advanceTimersByTimeAsync(5100);
  expect(store.get().isStale).toBe(false);
});

test('a stream that only went silent is given up and opened again', async () => {
  await vi.advanceTimersByTimeAsync(31_000);
  expect(streams).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(streams).toHaveLength(2);
});

test('a heartbeat keeps a quiet stream alive', async () => {
  for (let beat = 0; beat < 4; beat += 1) {
    await vi.advanceTimersByTimeAsync(15_000);
    streams[0]?.enqueue(new TextEncoder().encode(': still here\n\n'));
  }
  await vi.advanceTimersByTimeAsync(100);
  expect(streams).toHaveLength(1);
});

test('after a gap readers of plays look again, because plays may have been missed', async () => {
  await vi.advanceTimersByTimeAsync(100);
  let looks = 0;
  store.onPlay(() => {
    looks += 1;
  });
  streams[0]?.close();
  await vi.advanceTimersByTimeAsync(1000);
  expect(looks).toBe(1);
  streams[1]?.enqueue(event({ type: 'play', playId: 1, groupId: 1 }));
  await vi.advanceTimersByTimeAsync(10);
  expect(looks).toBe(2);
});

test('what cannot be loaded at first is a problem, not an empty house', async () => {
  stop();
  isDown = true;
  store = liveStore(systemClock());
  stop = store.start();
  await vi.advanceTimersByTimeAsync(100);
  expect(store.get()).toMatchObject({ isKnown: false, problem: { code: 'unreachable' } });
});
