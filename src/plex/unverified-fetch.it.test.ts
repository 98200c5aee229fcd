/** Servers whose certificate nobody vouches for: refused, unless the settings say otherwise at the time of the request. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { createHttpClient } from './http-client.ts';
import { DEFAULT_NETWORK, networkFrom } from './network.ts';
import { shakeHands } from './socket-testing.ts';
import { SELF_SIGNED } from './tls-testing.ts';
import { openSocket, type SocketEnd } from './web-socket.ts';

const clock = systemClock();
const server = createServer(SELF_SIGNED, (request, response) => {
  if (request.url === '/moved') response.writeHead(302, { location: '/here' }).end();
  else if (request.url === '/nothing') response.writeHead(204).end();
  else
    response
      .writeHead(200, { 'x-method': request.method })
      .end(`<here token="${request.headers['x-plex-token']}" language="${request.headers['x-plex-language']}"/>`);
}).on('upgrade', (request, socket) => shakeHands(request, socket));
let base: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

let verifyCertificates = true;
const network = networkFrom(async () => ({
  plexTimeoutSeconds: 2,
  verifyCertificates,
  plexLanguage: 'de',
  websocketAttempts: 1,
  websocketRetrySeconds: 1,
}));
const http = createHttpClient({ name: 'Home', secret: 's3cretT0ken', clock, fetch, random: () => 0, network });

const ask = (path: string, isBodiless = false) =>
  http({
    url: new URL(path, base),
    headers: { 'X-Plex-Token': 's3cretT0ken' },
    maxBytes: 1_000,
    retries: 0,
    isBodiless,
  });

test('a change of the setting counts for the next request', async () => {
  verifyCertificates = true;
  expect(await ask('/here')).toMatchObject({
    ok: false,
    reason: 'unreachable',
    problem: expect.stringContaining('certificate that is not trusted'),
  });
  verifyCertificates = false;
  const answer = await ask('/here');
  expect(answer.ok && new TextDecoder().decode(answer.value.bytes)).toBe('<here token="s3cretT0ken" language="de"/>');
});

test('redirections, and answers without a body', async () => {
  verifyCertificates = false;
  expect(await ask('/moved')).toMatchObject({ ok: true });
  expect(await ask('/nothing', true)).toMatchObject({ ok: true });
  expect(await ask('/nothing')).toMatchObject({ ok: false });
});

test('a request that is given up ends', async () => {
  const controller = new AbortController();
  const call = { url: new URL('/here', base), headers: {}, maxBytes: 1_000, retries: 0, signal: controller.signal };
  const answer = http(call);
  controller.abort();
  expect(await answer).toMatchObject({ ok: false, reason: 'aborted' });
});

test.each([true, false])('notifications, verified: %s', async (verifiesCertificates) => {
  const ends: SocketEnd[] = [];
  let isOpen = false;
  const socket = openSocket({
    url: new URL('/:/websockets/notifications', base),
    headers: {},
    clock,
    silenceMs: 2_000,
    verifiesCertificates,
    maxMessageBytes: 1_000,
    onOpen: () => {
      isOpen = true;
    },
    onText: () => undefined,
    onEnd: (end) => ends.push(end),
  });
  await expect.poll(() => isOpen || ends.length > 0, { timeout: 3_000 }).toBe(true);
  socket.close();
  expect([isOpen, ends.map(({ kind }) => kind)]).toEqual(verifiesCertificates ? [false, ['unreachable']] : [true, []]);
});

test('while the settings cannot be read, what they said last counts', async () => {
  let isDown = false;
  const read = networkFrom(async () => {
    if (isDown) throw new Error('the database is away');
    return {
      plexTimeoutSeconds: 7,
      verifyCertificates: false,
      plexLanguage: '',
      websocketAttempts: 3,
      websocketRetrySeconds: 2,
    };
  });
  const said = {
    ...DEFAULT_NETWORK,
    timeoutMs: 7_000,
    verifiesCertificates: false,
    socketAttempts: 3,
    socketPauseMs: 2_000,
  };
  expect(await read()).toEqual(said);
  isDown = true;
  expect(await read()).toEqual(said);
});
