/** The door with its lock: real accounts in a real database, real sockets. */
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Auth, createAuth } from '#auth/auth.ts';
import { type AuthTest, openAuthTest, PASSWORD } from '#auth/testing.ts';
import { systemClock } from '#clock';
import { silentLog } from '#log';
import { createApp } from './app.ts';
import { post } from './app-testing.ts';
import { createLiveHub } from './live-hub.ts';
import { anActivity, aServer, aSession, httpDeps } from './testing.ts';

const AFAR = '203.0.113.7';
let world: AuthTest;
let app: FastifyInstance;

beforeAll(async () => {
  world = await openAuthTest();
});
afterAll(() => world?.database.drop());
beforeEach(async () => {
  await world.empty();
  app = await openApp();
});
afterEach(() => app.close());

function openApp(auth: Auth = world.auth): Promise<FastifyInstance> {
  const { clock } = world;
  const liveHub = createLiveHub({
    clock,
    log: silentLog,
    snapshot: async () => anActivity([aSession(1)]),
    sessionsByIds: async () => [],
    serverById: async (_visible, id) => aServer(id),
    isStillIn: auth.isStillIn,
    onRevoked: auth.onRevoked,
  });
  return createApp(httpDeps({ auth, clock, liveHub }));
}

/** A browser: keeps its cookie, and sends the word with what it changes. */
class Browser {
  cookie = '';
  readonly remoteAddress: string;
  constructor(remoteAddress = AFAR) {
    this.remoteAddress = remoteAddress;
  }
  async ask(request: InjectOptions) {
    const headers = { ...request.headers, ...(this.cookie !== '' && { cookie: this.cookie }) };
    const response = await app.inject({ remoteAddress: this.remoteAddress, ...request, headers });
    const [set] = [response.headers['set-cookie'] ?? []].flat();
    if (set !== undefined) this.cookie = set.split(';')[0] ?? '';
    return response;
  }
  async change(request: InjectOptions) {
    const { csrfToken } = (await this.ask({ url: '/api/v3/auth/state' })).json();
    return this.ask({ ...request, headers: { ...request.headers, 'x-spyglass-csrf': csrfToken } });
  }
  signIn(username: string, password = PASSWORD) {
    return this.ask(post('/api/v3/auth/sign-in', { username, password }));
  }
}

const theCode = async (): Promise<string> => (await world.auth.setUp.code()) ?? '';

/** The owner, who has come from afar with the code. */
async function anOwner(): Promise<Browser> {
  const browser = new Browser();
  const body = { username: 'olga', password: PASSWORD, code: await theCode() };
  expect((await browser.ask(post('/api/v3/setup/owner', body))).statusCode).toBe(200);
  return browser;
}

describe('a new installation', () => {
  test('is closed, and belongs to whoever has the code', async () => {
    const stranger = new Browser();
    expect((await stranger.ask({ url: '/api/v3/activity' })).statusCode).toBe(401);
    const state = (await stranger.ask({ url: '/api/v3/auth/state' })).json();
    expect(state).toMatchObject({ isSetUp: false, needsCode: true, account: null, csrfToken: null });
    const body = { username: 'eve', password: PASSWORD };
    expect((await stranger.ask(post('/api/v3/setup/owner', body))).statusCode).toBe(403);
    expect((await stranger.ask(post('/api/v3/setup/owner', { ...body, code: 'ABCD-1234' }))).statusCode).toBe(403);

    const owner = await anOwner();
    expect((await owner.ask({ url: '/api/v3/account' })).json()).toMatchObject({ username: 'olga', role: 'owner' });
    const late = await stranger.ask(post('/api/v3/setup/owner', { ...body, code: await theCode() }));
    expect(late.statusCode).toBe(409);
    expect(late.body).not.toContain('olga');
  });

  test('needs no code on its own machine, and the code of another name helps nobody', async () => {
    const here = new Browser('127.0.0.1');
    const request = { ...post('/api/v3/setup/owner', { username: 'olga', password: PASSWORD }) };
    const rebound = { ...request, headers: { ...request.headers, host: 'evil.example' } };
    expect((await here.ask(rebound)).statusCode).toBe(403);
    expect((await here.ask({ ...request, headers: { ...request.headers, host: 'localhost:8181' } })).statusCode).toBe(
      200,
    );
  });

  test('does not let the code be guessed', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      const body = { username: 'eve', password: PASSWORD, code: `AAAA-AAAA-AAAA-${1000 + n}` };
      statuses.push((await new Browser().ask(post('/api/v3/setup/owner', body))).statusCode);
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(403));
    expect(statuses.slice(10)).toEqual([429, 429]);
  });
});

describe('somebody with an account', () => {
  test('comes in, does what they may, and goes', async () => {
    const owner = await anOwner();
    const made = await owner.change(post('/api/v3/accounts', { username: 'vera', role: 'viewer', password: PASSWORD }));
    expect(made.statusCode).toBe(201);
    const viewer = new Browser();
    expect((await viewer.signIn('vera')).statusCode).toBe(200);
    expect((await viewer.ask({ url: '/api/v3/history' })).statusCode).toBe(200);
    expect((await viewer.ask({ url: '/api/v3/accounts' })).statusCode).toBe(403);
    expect((await viewer.change(post('/api/v3/notifiers', { kind: 'webhook' }))).statusCode).toBe(403);
    const old = viewer.cookie;
    expect((await viewer.change(post('/api/v3/auth/sign-out', {}))).statusCode).toBe(204);
    viewer.cookie = old;
    expect((await viewer.ask({ url: '/api/v3/history' })).statusCode).toBe(401);
  });

  test('is signed out by a change of what they may', async () => {
    const owner = await anOwner();
    const { id } = (
      await owner.change(post('/api/v3/accounts', { username: 'anna', role: 'admin', password: PASSWORD }))
    ).json();
    const admin = new Browser();
    await admin.signIn('anna');
    expect((await admin.ask({ url: '/api/v3/accounts' })).statusCode).toBe(200);
    await owner.change({ ...post(`/api/v3/accounts/${id}`, { role: 'viewer' }), method: 'PUT' });
    expect((await admin.ask({ url: '/api/v3/accounts' })).statusCode).toBe(401);
  });

  test('is not let in by whoever guesses, and others of the house still are', async () => {
    await anOwner();
    const guesser = new Browser('198.51.100.9');
    for (let n = 0; n < 10; n += 1) expect((await guesser.signIn(`guess${n}`, 'wrong')).statusCode).toBe(401);
    const locked = await guesser.signIn('olga');
    expect([locked.statusCode, Number(locked.headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await new Browser().signIn('olga')).statusCode).toBe(200);
  });

  test('a write that another page makes with their cookie is refused', async () => {
    const owner = await anOwner();
    const body = { username: 'eve', role: 'admin', password: PASSWORD };
    expect((await owner.ask(post('/api/v3/accounts', body))).statusCode).toBe(403);
    const word = (await owner.ask({ url: '/api/v3/auth/state' })).json().csrfToken;
    const headers = { 'x-spyglass-csrf': word, origin: 'https://evil.example' };
    expect((await owner.ask(post('/api/v3/accounts', body, headers))).statusCode).toBe(403);
  });
});

describe('a program', () => {
  const keyOf = async (owner: Browser, scope: string): Promise<string> =>
    (await owner.change(post('/api/v3/api-keys', { name: scope, scope }))).json().key;

  test('may do what its key says, until it is taken away', async () => {
    const owner = await anOwner();
    const key = await keyOf(owner, 'read');
    const ask = (request: InjectOptions) =>
      app.inject({ ...request, headers: { ...request.headers, 'x-api-key': key } });
    expect((await ask({ url: '/api/v3/servers' })).statusCode).toBe(200);
    expect((await ask(post('/api/v3/sessions/1/terminate', {}))).statusCode).toBe(403);
    expect((await ask({ url: '/api/v3/account' })).statusCode).toBe(403);
    const bearer = { url: '/api/v3/servers', headers: { authorization: `Bearer ${key}` } };
    expect((await app.inject(bearer)).statusCode).toBe(200);
    const [{ id }] = (await owner.ask({ url: '/api/v3/api-keys' })).json().keys;
    expect((await owner.change({ method: 'DELETE', url: `/api/v3/api-keys/${id}` })).statusCode).toBe(204);
    expect((await app.inject(bearer)).statusCode).toBe(401);
  });

  test('that writes needs no word, and is in the record by its name', async () => {
    const owner = await anOwner();
    const headers = { 'x-api-key': await keyOf(owner, 'write') };
    expect((await app.inject(post('/api/v3/sessions/1/terminate', { message: 'Bye' }, headers))).statusCode).toBe(204);
    const { rows } = (await owner.ask({ url: '/api/v3/audit' })).json();
    expect(rows[0]).toMatchObject({ actor: 'API key write', action: 'stream.ended', details: { message: 'Bye' } });
    expect(rows.map(({ action }: { action: string }) => action)).toContain('owner.created');
  });

  test('with wrong keys is sent away for a while', async () => {
    await anOwner();
    const guess = (n: number) =>
      app.inject({ url: '/api/v3/servers', headers: { 'x-api-key': `wrong${n}` }, remoteAddress: '198.51.100.10' });
    for (let n = 0; n < 10; n += 1) expect((await guess(n)).statusCode).toBe(401);
    expect((await guess(11)).statusCode).toBe(429);
  });
});

describe('a page that stays open', () => {
  const listen = ({ server }: FastifyInstance, cookie: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const options = { host: '127.0.0.1', port, path: '/api/v3/events', headers: { cookie }, agent: false };
      get(options, resolve).on('error', reject);
    });

  test('ends within a second when its browser is signed out by another process', async () => {
    const { database, box } = world;
    const clock = systemClock();
    const other = createAuth({ db: () => database.db, clock, log: silentLog, box, declaredKey: undefined });
    const following = await other.follow(database.connection);
    const otherApp = await openApp(other);
    await otherApp.listen({ host: '127.0.0.1', port: 0 });
    const owner = await anOwner();
    const elsewhere = new Browser();
    await elsewhere.signIn('olga');
    const stream = await listen(otherApp, elsewhere.cookie);
    expect(stream.statusCode).toBe(200);
    stream.resume();
    const closed = new Promise((resolve) => stream.once('close', resolve));
    const ended = Promise.race([
      closed.then(() => 'ended'),
      new Promise((resolve) => setTimeout(resolve, 1_000, 'open')),
    ]);
    expect((await owner.change({ method: 'DELETE', url: '/api/v3/account/sessions' })).json()).toEqual({ sessions: 1 });
    expect(await ended).toBe('ended');
    expect((await listen(otherApp, elsewhere.cookie)).statusCode).toBe(401);
    await otherApp.close();
    await following.stop();
  });
});

test('nobody comes in while the database is away', async () => {
  const owner = await anOwner();
  const broken = await createApp(
    httpDeps({
      auth: {
        ...world.auth,
        actorOf: async () => {
          throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
        },
      },
    }),
  );
  const { statusCode } = await broken.inject({ url: '/api/v3/activity', headers: { cookie: owner.cookie } });
  expect(statusCode).toBe(503);
  expect((await broken.inject({ url: '/healthz' })).statusCode).toBe(200);
  await broken.close();
});
