import { BlockList } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Actor } from '#auth/actor.ts';
import type { LetIn } from '#auth/auth.ts';
import { OidcFailure } from '#auth/oidc/errors.ts';
import type { ProxiedRequest } from '#auth/proxy.ts';
import { addNetwork, isInNetworks } from '#config/network-addresses.ts';
import { ask, post } from './app-testing.ts';
import { ADMIN_KEY, anAuth, anElsewhere, OWNER, VIEWER } from './auth-testing.ts';
import type { HttpDeps } from './deps.ts';

const BROWSER = 'b'.repeat(43);
const TOKEN = 'x'.repeat(43);
const account = {
  ...{ id: 1, username: 'ada', role: 'owner' as const, person: null, hasPassword: true, hasTotp: false },
  ...{ recoveryCodesLeft: 0, passkeys: 0 },
};
const letIn: LetIn = {
  step: 'done',
  account,
  session: { token: TOKEN, hash: 'a'.repeat(64), expiresAt: new Date(0), maxAgeSeconds: null },
};
const cookiesOf = (response: Awaited<ReturnType<typeof ask>>): string => String(response.headers['set-cookie']);

describe('signing in with Plex', () => {
  const BEGUN = {
    pinId: 'p'.repeat(43),
    address: 'https://app.plex.tv/auth#?code=x',
    expiresAt: '2026-01-01T00:00:00Z',
  };
  const begun: unknown[] = [];
  const deps: Partial<HttpDeps> = {
    elsewhere: anElsewhere({
      plex: {
        begin: async (begin) => {
          begun.push(begin);
          return BEGUN;
        },
        check: async ({ browser }) => (browser === BROWSER ? letIn : { step: 'expired' }),
      },
    }),
  };

  test('is bound to the browser by a cookie that no script can read', async () => {
    const response = await ask(post('/api/v3/auth/plex/pin', { forwardTo: '//evil.example' }), deps);
    expect(response.json()).toEqual(BEGUN);
    expect(cookiesOf(response)).toMatch(/^spyglass-visit=[\w-]{43}; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(begun.at(-1)).toMatchObject({
      forwardUrl: 'http://localhost:80/',
      browser: expect.stringMatching(/^[\w-]{43}$/),
    });
    const again = { ...post('/api/v3/auth/plex/pin', {}), cookies: { 'spyglass-visit': BROWSER } };
    await ask(again, deps);
    expect(begun.at(-1)).toMatchObject({ browser: BROWSER, forwardUrl: null });
    await ask({ ...again, cookies: { 'spyglass-visit': 'made up' } }, deps);
    expect(begun.at(-1)).not.toMatchObject({ browser: 'made up' });
  });

  test('gives the session to the browser that began', async () => {
    const check = post('/api/v3/auth/plex/pin/check', { pinId: BEGUN.pinId });
    const response = await ask({ ...check, cookies: { 'spyglass-visit': BROWSER } }, deps);
    expect(response.json()).toEqual({ state: 'done', account });
    expect(cookiesOf(response)).toContain(`spyglass=${TOKEN}`);
    const other = await ask(check, deps);
    expect([other.json(), other.headers['set-cookie']]).toEqual([{ state: 'expired' }, undefined]);
  });

  test('cannot be begun by the page of another site', async () => {
    const foreign = post(
      '/api/v3/auth/plex/pin',
      {},
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    );
    expect((await ask(foreign, deps)).statusCode).toBe(403);
  });
});

describe('coming back from a provider', () => {
  const finishing = (finish: () => Promise<{ letIn: LetIn; returnTo: string }>): Partial<HttpDeps> => ({
    basePath: '/spy',
    elsewhere: anElsewhere({ oidc: { finish, begin: async (_id, { redirectUri }) => redirectUri } }),
  });

  test('leads into the app below its path, signed in', async () => {
    const deps = finishing(async () => ({ letIn, returnTo: '/history' }));
    const response = await ask({ url: '/spy/api/v3/auth/oidc/home/callback?code=1&state=2' }, deps);
    expect([response.statusCode, response.headers.location]).toEqual([303, '/spy/history']);
    expect(cookiesOf(response)).toContain(`spyglass=${TOKEN}; Path=/spy`);
    const begun = await ask(post('/spy/api/v3/auth/oidc/home', {}), deps);
    expect(begun.json()).toEqual({ address: 'http://localhost:80/spy/api/v3/auth/oidc/home/callback' });
  });

  test('leads to the sign-in page with a word for what went wrong', async () => {
    const deps = finishing(async () => {
      throw new OidcFailure('oidc-denied');
    });
    const response = await ask({ url: '/api/v3/auth/oidc/home/callback?error=<script>' }, deps);
    expect([response.statusCode, response.headers.location]).toEqual([303, '/spy/sign-in?problem=oidc-denied']);
    expect(response.headers['set-cookie']).toBeUndefined();
  });
});

describe('a proxy that signs people in', () => {
  const from = new BlockList();
  addNetwork(from, '172.18.0.2');
  const proxied = async ({ peer, valuesOf }: ProxiedRequest): Promise<Actor | null> =>
    peer !== null && isInNetworks(from, peer) && valuesOf('remote-user')[0] === 'ada' ? OWNER : null;
  const asked: Actor[] = [];
  const deps: Partial<HttpDeps> = {
    auth: anAuth(ADMIN_KEY, {
      actorOf: async ({ key, session }) => (key !== null ? ADMIN_KEY : session === TOKEN ? VIEWER : { kind: 'nobody' }),
      keys: {
        ...anAuth().keys,
        async list(actor) {
          asked.push(actor);
          return [];
        },
      },
    }),
    elsewhere: anElsewhere({ proxied }),
  };
  const list = async (remoteAddress: string, headers: Record<string, string>, cookies = {}): Promise<number> =>
    (await ask({ url: '/api/v3/api-keys', remoteAddress, headers, cookies }, deps)).statusCode;
  const FORGED = { 'x-forwarded-for': '172.18.0.2', 'x-real-ip': '172.18.0.2', forwarded: 'for=172.18.0.2' };

  test('is believed by its connection only', async () => {
    expect(await list('172.18.0.2', { 'remote-user': 'ada' })).toBe(200);
    expect(await list('203.0.113.7', { 'remote-user': 'ada', ...FORGED })).toBe(401);
    expect(await list('172.18.0.2', {})).toBe(401);
  });

  test('counts more than a cookie, and less than a key', async () => {
    await list('172.18.0.2', { 'remote-user': 'ada' }, { spyglass: TOKEN });
    await list('172.18.0.2', { 'remote-user': 'ada', 'x-api-key': 'k' });
    expect(asked.slice(-2)).toEqual([OWNER, ADMIN_KEY]);
  });
});
