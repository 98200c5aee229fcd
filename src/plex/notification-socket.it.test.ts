/** The socket against servers that are silent, refuse, lie and break off. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { createLog } from '#log';
import type { PlexNotification } from './facts.ts';
import { connectNotifications, type Loss, type NotificationSocket } from './notification-socket.ts';
import { fixtureText } from './testing.ts';
import { openSocket, type SocketEnd, type SocketOptions } from './web-socket.ts';

const TOKEN = 's3cretT0ken';
const clock = systemClock();
const closing: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Duplex>();
  server.on('connection', (socket: Duplex) => {
    sockets.add(socket.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const acceptKey = (request: IncomingMessage): string =>
  createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');

const shakeHands = (request: IncomingMessage, socket: Duplex, accept = acceptKey(request)): void => {
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
};

/** A server that does `then` with every upgraded connection. */
const upgrading = (then: (socket: Duplex, request: IncomingMessage) => void): Promise<string> =>
  listen(createServer().on('upgrade', (request, socket) => then(socket, request)));

const opening = (then: (socket: Duplex) => void): Promise<string> =>
  upgrading((socket, request) => {
    shakeHands(request, socket);
    then(socket);
  });

function frame(opcode: number, payload: string, isFinal = true): Buffer {
  const data = Buffer.from(payload);
  const header = data.length < 126 ? Buffer.from([0, data.length]) : Buffer.alloc(data.length < 65_536 ? 4 : 10);
  if (data.length >= 65_536) header.writeBigUInt64BE(BigInt(data.length), 2);
  else if (data.length >= 126) header.writeUInt16BE(data.length, 2);
  if (data.length >= 126) header[1] = data.length < 65_536 ? 126 : 127;
  header[0] = (isFinal ? 0x80 : 0) | opcode;
  return Buffer.concat([header, data]);
}
const [TEXT, CLOSE, PING, PONG] = [1, 8, 9, 10];

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
    silenceMs: 400,
    maxMessageBytes: 1_048_576,
    onOpen: () => {
      heard.opened += 1;
    },
    onText: (text) => heard.texts.push(text),
    onEnd: (end) => heard.ends.push(end),
    ...over,
  });
  closing.push(() => socket.close());
  return heard;
}

const until = (what: () => boolean): Promise<void> => expect.poll(what, { timeout: 5_000, interval: 10 }).toBe(true);
const ended = async (heard: Listening): Promise<SocketEnd | undefined> => {
  await until(() => heard.ends.length > 0);
  return heard.ends[0];
};

describe('one connection', () => {
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

  test('a silent server is given up, one that only pings or answers pings is not', async () => {
    const silent = listenTo(await opening((socket) => void socket.on('data', () => undefined)));
    const pinging = listenTo(
      await opening((socket) => {
        const cancel = clock.every(200, () => socket.write(frame(PING, '')));
        socket.on('close', cancel);
      }),
    );
    const answering = listenTo(await opening((socket) => void socket.on('data', () => socket.write(frame(PONG, '')))));
    expect(await ended(silent)).toMatchObject({ kind: 'dropped', problem: expect.stringContaining('silent') });
    await clock.sleep(700);
    expect([silent.opened, pinging.ends, answering.ends]).toEqual([1, [], []]);
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

interface Session {
  readonly socket: NotificationSocket;
  readonly losses: Loss[];
  readonly notifications: PlexNotification[];
  readonly lines: string[];
  opened: number;
}

function stay(url: string, token = TOKEN, onMessage?: () => void): Session {
  const session: Session = {
    losses: [],
    notifications: [],
    lines: [],
    opened: 0,
    socket: connectNotifications({
      url,
      token,
      name: 'Lanternhouse',
      clientIdentifier: 'test-client',
      clock,
      log: createLog('debug', { write: (line) => void session.lines.push(line) }),
      random: () => 0,
      onOpen: () => {
        session.opened += 1;
      },
      onMessage: (notification) => {
        session.notifications.push(notification);
        onMessage?.();
      },
      onLost: (loss) => session.losses.push(loss),
    }),
  };
  closing.push(() => session.socket.close());
  return session;
}

describe('listening for good', () => {
  test('hands on what is used, skips the rest, reports what is broken', async () => {
    const files = [
      'playing-playing.json',
      'progress.json',
      'not-json.txt',
      'playing-legacy-children.json',
      'timeline-deleted.json',
    ];
    const session = stay(
      await opening(
        (socket) => void socket.write(Buffer.concat(files.map((file) => frame(TEXT, fixtureText(`ws/${file}`))))),
      ),
    );
    await until(() => session.notifications.length === 3);
    expect(session.notifications.map(({ kind }) => kind)).toEqual(['playing', 'playing', 'timeline']);
    expect(session.lines).toHaveLength(1);
    expect(session.lines[0]).toContain('Lanternhouse: a notification is not valid JSON');
  });

  test('a listener that fails costs neither the connection nor the next message', async () => {
    const message = frame(TEXT, fixtureText('ws/playing-playing.json'));
    const url = await opening((socket) => void socket.write(Buffer.concat([message, message])));
    const session = stay(url, TOKEN, () => {
      throw new Error('a bug');
    });
    await until(() => session.notifications.length === 2);
    expect(session.losses).toEqual([]);
    expect(session.lines.join()).toContain('a bug');
  });

  test('comes back at once after a first loss, then with growing pauses', async () => {
    const session = stay(await opening((socket) => void socket.destroy()));
    await until(() => session.losses.length === 3);
    const [first, second, third] = session.losses;
    expect([first, second, third].map((loss) => loss?.end.kind)).toEqual(['dropped', 'dropped', 'dropped']);
    expect((second?.retryAtMs ?? 0) - (first?.retryAtMs ?? 0)).toBeGreaterThanOrEqual(900);
    expect(session.opened).toBe(3);
    expect(session.lines).toHaveLength(1);
  });

  test('a token that is not accepted is told as such and never shown', async () => {
    const session = stay(await listen(createServer((_request, response) => void response.writeHead(401).end())));
    await until(() => session.losses.length > 0);
    expect(session.losses[0]).toMatchObject({
      problem: 'Lanternhouse does not accept the token',
      end: { kind: 'refused', status: 401 },
    });
    const odd = stay(await listen(createServer()), 'line\nbreak');
    await until(() => odd.losses.length > 0);
    expect(odd.losses[0]).toMatchObject({ end: { status: 401 } });
    expect([...session.lines, ...odd.lines].join()).not.toMatch(/s3cretT0ken|break/);
  });

  test('an address that is none is a problem like any other', async () => {
    const session = stay('not an address');
    await until(() => session.losses.length > 0);
    expect(session.losses[0]?.problem).toBe('Lanternhouse has an address that is not valid');
  });

  test('ends for good', async () => {
    const url = await opening((socket) => void socket.on('data', () => undefined));
    const session = stay(url);
    await until(() => session.opened === 1);
    session.socket.close();
    await clock.sleep(100);
    expect([session.opened, session.losses]).toEqual([1, []]);
  });
});
