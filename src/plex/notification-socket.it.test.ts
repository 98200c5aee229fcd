/** Listening for good: what is handed on, what is reported, and how often it is tried again. */
import { createServer } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createLog } from '#log';
import type { PlexNotification } from './facts.ts';
import { fixedNetwork } from './network.ts';
import { connectNotifications, type Loss, type NotificationSocket } from './notification-socket.ts';
import { clock, endAll, frame, listen, onEnd, opening, TEXT, TOKEN } from './socket-testing.ts';
import { fixtureText } from './testing.ts';

afterEach(endAll);

const until = (what: () => boolean): Promise<void> => expect.poll(what, { timeout: 5_000, interval: 10 }).toBe(true);
interface Session {
  readonly socket: NotificationSocket;
  readonly losses: Loss[];
  readonly notifications: PlexNotification[];
  readonly lines: string[];
  opened: number;
}

const QUICK = fixedNetwork({ socketAttempts: 3, socketPauseMs: 50, timeoutMs: 500 });

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
      network: QUICK,
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
  onEnd(() => session.socket.close());
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

  test('a closed connection is tried anew before it counts as lost, then every 30 seconds', async () => {
    const session = stay(await opening((socket) => void socket.destroy()));
    await until(() => session.losses.length === 1);
    const [loss] = session.losses;
    expect(loss?.end).toMatchObject({ kind: 'dropped', isClosed: true });
    expect((loss?.retryAtMs ?? 0) - clock.now()).toBeGreaterThan(29_000);
    expect(session.opened).toBe(3);
    expect(session.lines).toHaveLength(1);
  });

  test('is not lost when it is open again soon', async () => {
    let connections = 0;
    const url = await opening((socket) => {
      connections += 1;
      socket.write(frame(TEXT, fixtureText('ws/playing-playing.json')));
      if (connections < 4) socket.end();
      else socket.on('data', () => undefined);
    });
    const session = stay(url);
    await until(() => session.notifications.length === 4);
    expect([session.opened, session.losses]).toEqual([4, []]);
  });

  test('silence is a loss at once', async () => {
    const session = stay(await opening((socket) => void socket.on('data', () => undefined)));
    await until(() => session.losses.length === 1);
    expect(session.losses[0]?.end).toMatchObject({ kind: 'dropped', isClosed: false });
    expect(session.opened).toBe(1);
  });

  test('a server that was never there is told as such with every attempt', async () => {
    const session = stay(await listen(createServer((_request, response) => void response.writeHead(503).end())));
    await until(() => session.losses.length === 3);
    expect(session.losses.map(({ end }) => end.kind)).toEqual(['refused', 'refused', 'refused']);
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
