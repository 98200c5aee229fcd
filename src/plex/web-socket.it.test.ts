/** One connection against servers that are silent, refuse, lie and break off. */
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import {
  CLOSE,
  clock,
  endAll,
  frame,
  listen,
  onEnd,
  opening,
  PING,
  PONG,
  shakeHands,
  TEXT,
  TOKEN,
  upgrading,
} from './socket-testing.ts';
import { openSocket, type SocketEnd, type SocketOptions } from './web-socket.ts';

afterEach(endAll);

interface Listening {
  readonly texts: string[];
  readonly ends: SocketEnd[];
  opened: number;
}

function listenTo(url: string, over: Partial<SocketOptions> = {}): Listening {
  const heard: Listening = { texts: [], ends: [], opened: 0 };
  const socket = openSocket({
    url: new URL(':/websockets/notifications', `${url}/`),
    headers: { 'X-Plex-Token': TOKEN },
    clock,
    silenceMs: 600,
    verifiesCertificates: true,
    maxMessageBytes: 1_048_576,
    onOpen: () => {
      heard.opened += 1;
    },
    onText: (text) => heard.texts.push(text),
    onEnd: (end) => heard.ends.push(end),
    ...over,
  });
  onEnd(() => socket.close());
  return heard;
}

const until = (what: () => boolean): Promise<void> => expect.poll(what, { timeout: 5_000, interval: 10 }).toBe(true);
const ended = async (heard: Listening): Promise<SocketEnd | undefined> => {
  await until(() => heard.ends.length > 0);
  return heard.ends[0];
};

describe('one connection', () => {
  test('with headers that cannot be sent is not begun, and leaves no timer behind', async () => {
    const manual = manualClock();
    const headers = { 'X-Plex-Token': 'two\nlines' };
    expect(() => listenTo('http://127.0.0.1:9', { clock: manual, headers })).toThrow('Invalid character');
    await expect(manual.advance(60_000)).resolves.toBeUndefined();
  });

  test('carries the token in a header and reads messages, in pieces and in fragments', async () => {
    let asked: IncomingMessage | undefined;
    const url = await upgrading((socket, request) => {
      asked = request;
      shakeHands(request, socket);
      socket.write(frame(TEXT, 'one'));
      const two = frame(TEXT, 'x'.repeat(200_000));
      socket.write(two.subarray(0, 70_000));
      clock.after(20, () => {
        socket.write(two.subarray(70_000));
        socket.write(Buffer.concat([frame(TEXT, 'th', false), frame(PING, ''), frame(0, 'ree')]));
      });
    });
    const heard = listenTo(url);
    await until(() => heard.texts.length === 3);
    expect(heard.texts.map((text) => text.length)).toEqual([3, 200_000, 5]);
    expect(asked?.url).toBe('/:/websockets/notifications');
    expect(asked?.headers['x-plex-token']).toBe(TOKEN);
    expect(heard.opened).toBe(1);
  });

  test('reads what arrives together with the handshake', async () => {
    const url = await upgrading((socket, request) => {
      socket.cork();
      shakeHands(request, socket);
      socket.write(frame(TEXT, 'at once'));
      socket.uncork();
    });
    const heard = listenTo(url);
    await until(() => heard.texts.length === 1);
    expect(heard.texts).toEqual(['at once']);
  });

  test('answers pings with their payload', async () => {
    const received: Buffer[] = [];
    const url = await opening((socket) => {
      socket.on('data', (piece: Buffer) => received.push(piece));
      socket.write(frame(PING, 'Hi'));
    });
    listenTo(url);
    await until(() => received.length > 0);
    const [pong = Buffer.alloc(0)] = received;
    expect([pong[0], pong[1]]).toEqual([0x80 | PONG, 0x82]);
    expect(String.fromCharCode((pong[6] ?? 0) ^ (pong[2] ?? 0), (pong[7] ?? 0) ^ (pong[3] ?? 0))).toBe('Hi');
  });

  test('a silent server is given up, one that only pings is not', async () => {
    const silent = listenTo(await opening((socket) => void socket.on('data', () => undefined)));
    const pinging = listenTo(
      await opening((socket) => {
        const cancel = clock.every(150, () => socket.write(frame(PING, '')));
        socket.on('close', cancel);
      }),
    );
    expect(await ended(silent)).toMatchObject({
      kind: 'dropped',
      isClosed: false,
      problem: expect.stringContaining('silent'),
    });
    await clock.sleep(1_000);
    expect([silent.opened, pinging.ends]).toEqual([1, []]);
  });

  test('a server that never answers the handshake is given up', async () => {
    const url = await listen(createTcpServer(() => undefined));
    expect(await ended(listenTo(url))).toMatchObject({
      kind: 'unreachable',
      problem: expect.stringContaining('silent'),
    });
  });

  test.each([401, 403, 404, 503])('a refusal with status %i is told with it', async (status) => {
    const refusing = await upgrading(
      (socket) => void socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`),
    );
    expect(await ended(listenTo(refusing))).toMatchObject({ kind: 'refused', status });
    const plain = await listen(createServer((_request, response) => void response.writeHead(status).end('no')));
    expect(await ended(listenTo(plain))).toMatchObject({ kind: 'refused', status });
  });

  test('a refusal that never ends, or breaks off, is one all the same', async () => {
    const endless = await listen(createServer((_request, response) => void response.writeHead(503).write('wait')));
    expect(await ended(listenTo(endless))).toMatchObject({ kind: 'refused', status: 503 });
    const broken = await listen(
      createServer((request, response) => {
        response.writeHead(503, { 'content-length': '100' }).write('wait', () => request.socket.destroy());
      }),
    );
    expect(await ended(listenTo(broken))).toMatchObject({ kind: 'refused', status: 503 });
  });

  test('a wrong handshake is refused', async () => {
    const url = await upgrading((socket, request) => shakeHands(request, socket, 'bm8='));
    expect(await ended(listenTo(url))).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining('handshake'),
    });
  });

  test.each([
    ['closes', (socket: Duplex) => socket.write(frame(CLOSE, ''))],
    ['hangs up', (socket: Duplex) => socket.end()],
    ['breaks off', (socket: Duplex) => socket.destroy()],
    ['breaks off within a message', (socket: Duplex) => socket.end(frame(TEXT, 'x'.repeat(500)).subarray(0, 100))],
    ['sends garbage', (socket: Duplex) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'.repeat(9))],
    ['sends a message of 2 MB', (socket: Duplex) => socket.write(frame(TEXT, 'x'.repeat(2_097_152)))],
  ])('a server that %s ends it once', async (_what, act) => {
    const heard = listenTo(await opening((socket) => void act(socket)));
    expect(await ended(heard)).toMatchObject({ kind: 'dropped' });
    await clock.sleep(50);
    expect(heard).toMatchObject({ opened: 1, texts: [], ends: [{}] });
  });

  test.each([
    ['nobody listens', async () => 'http://127.0.0.1:1', 'ECONNREFUSED'],
    ['TLS is expected and HTTP spoken', async () => (await listen(createServer())).replace('http:', 'https:'), 'TLS'],
    [
      'the other side speaks something else',
      () => listen(createTcpServer((socket) => void socket.resume().end('220 mail\r\n'))),
      'HTTP',
    ],
  ])('%s', async (_what, prepare, words) => {
    expect(await ended(listenTo(await prepare()))).toMatchObject({
      kind: 'unreachable',
      problem: expect.stringContaining(words),
    });
  });
});
