import type { InjectOptions } from 'fastify';
import { describe, expect, test } from 'vitest';
import type { Actor } from '#auth/actor.ts';
import type { Credentials, LetIn } from '#auth/auth.ts';
import type { AuthState, OwnAccount } from '#contract/auth.ts';
import { Problem } from '#problem';
import { ask, post } from './app-testing.ts';
import { anAuth, CSRF_KEY, OWNER } from './auth-testing.ts';
import { csrfToken } from './csrf.ts';
import type { HttpDeps } from './deps.ts';
import type { HttpAuth } from './http-auth.ts';

const TOKEN = 'x'.repeat(43);
const account: OwnAccount = {
  id: 1,
  username: 'ada',
  role: 'owner',
  person: null,
  hasPassword: true,
  hasTotp: false,
  recoveryCodesLeft: 0,
  passkeys: 0,
};
const letIn = (maxAgeSeconds: number | null): LetIn => ({
  step: 'done',
  account,
  session: { token: TOKEN, hash: 'a'.repeat(64), expiresAt: new Date(0), maxAgeSeconds },
});
const STATE: AuthState = {
  ...{ isSetUp: true, needsCode: false, account: null },
  methods: { password: true, plex: false, oidc: [], passkey: false, proxy: false },
};

/** Signs everybody in; a cookie is that of the owner. */
const door = (changes: Partial<HttpAuth> = {}): Pick<HttpDeps, 'auth'> => ({
  auth: anAuth(OWNER, {
    actorOf: async ({ session }: Credentials): Promise<Actor> => (session === TOKEN ? OWNER : { kind: 'nobody' }),
    signIn: {
      ...anAuth().signIn,
      password: async (_given, { isRemembered }) => letIn(isRemembered ? 2_592_000 : null),
      out: async () => undefined,
    },
    setUp: { ...anAuth().setUp, state: async () => STATE, createOwner: async () => letIn(null) },
    own: { ...anAuth().own, sessions: async () => [], setPassword: async () => undefined },
    ...changes,
  }),
});

const CREDENTIALS = { username: 'ada', password: 'p' };
const OVER_TLS = { 'x-forwarded-proto': 'https' };
const cookieOf = (response: Awaited<ReturnType<typeof ask>>): string => String(response.headers['set-cookie']);

describe('the cookie', () => {
  test('lasts as long as the session, and no script can read it', async () => {
    const response = await ask(post('/api/v3/auth/sign-in', { ...CREDENTIALS, isRemembered: true }), door());
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ step: 'done', account });
    expect(cookieOf(response)).toBe(`spyglass=${TOKEN}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax`);
  });

  test('ends with the browser when nobody asked to be remembered', async () => {
    const response = await ask(post('/api/v3/auth/sign-in', CREDENTIALS), door());
    expect(cookieOf(response)).toBe(`spyglass=${TOKEN}; Path=/; HttpOnly; SameSite=Lax`);
  });

  test('stays below the base path', async () => {
    const response = await ask(post('/spy/api/v3/auth/sign-in', CREDENTIALS), { ...door(), basePath: '/spy' });
    expect(cookieOf(response)).toBe(`spyglass=${TOKEN}; Path=/spy; HttpOnly; SameSite=Lax`);
  });

  test('is not made secure by a header anybody can send', async () => {
    const response = await ask(post('/api/v3/auth/sign-in', CREDENTIALS, OVER_TLS), door());
    expect(cookieOf(response)).not.toContain('Secure');
  });

  test('is taken away at sign-out, even when it is not good any more', async () => {
    const request = { ...post('/api/v3/auth/sign-out', {}), cookies: { spyglass: 'old' } };
    const response = await ask(request, door());
    expect(response.statusCode).toBe(204);
    expect(cookieOf(response)).toMatch(/^spyglass=; .*Expires=Thu, 01 Jan 1970/);
  });

  test('of a session that lasts is renewed when the page is opened', async () => {
    const session = (hours: number) => ({
      ...{ id: 'a'.repeat(64), ipAddress: null, userAgent: null, isCurrent: true },
      ...{ createdAt: '2026-11-24T00:00:00.000Z', lastSeenAt: '2026-11-24T00:00:00.000Z' },
      expiresAt: new Date(Date.UTC(2026, 10, 24) + hours * 3_600_000).toISOString(),
    });
    for (const [hours, expected] of [
      [24, `spyglass=${TOKEN}; Max-Age=86400; Path=/; HttpOnly; SameSite=Lax`],
      [1, 'undefined'],
    ] as const) {
      const own = { ...anAuth().own, sessions: async () => [session(hours)] };
      const response = await ask({ url: '/api/v3/auth/state', cookies: { spyglass: TOKEN } }, door({ own }));
      expect(cookieOf(response)).toBe(expected);
    }
  });
});

describe('a write with a cookie', () => {
  const change = (headers: Record<string, string>): InjectOptions => ({
    ...post('/api/v3/account/password', { password: 'p' }, headers),
    method: 'PUT',
    cookies: { spyglass: TOKEN },
  });
  const word = csrfToken(CSRF_KEY, 'a'.repeat(64));

  test('brings along the word that the page was told', async () => {
    const state = await ask({ url: '/api/v3/auth/state', cookies: { spyglass: TOKEN } }, door());
    expect(state.json().csrfToken).toBe(word);
    expect((await ask(change({ 'x-spyglass-csrf': word }), door())).statusCode).toBe(204);
  });

  test.each<[string, Record<string, string>]>([
    ['none', {}],
    ['an empty one', { 'x-spyglass-csrf': '' }],
    ['that of another session', { 'x-spyglass-csrf': csrfToken(CSRF_KEY, 'b'.repeat(64)) }],
    ['one made with another key', { 'x-spyglass-csrf': csrfToken(Buffer.alloc(32), 'a'.repeat(64)) }],
    ['one that is cut off', { 'x-spyglass-csrf': word.slice(0, -1) }],
  ])('is refused with %s', async (_name, headers) => {
    const response = await ask(change(headers), door());
    expect([response.statusCode, response.json().error.code]).toEqual([403, 'forbidden']);
  });

  test('of another site is refused with the right word, too', async () => {
    const headers = { 'x-spyglass-csrf': word, origin: 'https://evil.example' };
    expect((await ask(change(headers), door())).statusCode).toBe(403);
  });

  test('needs no word for reading, and a key needs none', async () => {
    expect((await ask({ url: '/api/v3/account/sessions', cookies: { spyglass: TOKEN } }, door())).statusCode).toBe(200);
    expect((await ask(post('/api/v3/sessions/7/terminate', { message: '' }))).statusCode).toBe(204);
  });

  test('who is signed out is told no word', async () => {
    expect((await ask({ url: '/api/v3/auth/state' }, door())).json().csrfToken).toBeNull();
  });
});

describe('who asks', () => {
  const seen: unknown[] = [];
  const listening = (): Pick<HttpDeps, 'auth'> => ({
    auth: anAuth(OWNER, {
      actorOf: async (credentials, caller) => {
        seen.push([credentials.session, credentials.key, caller.ipAddress]);
        return OWNER;
      },
    }),
  });

  test.each<[string, Partial<InjectOptions>, readonly unknown[]]>([
    ['a cookie', { cookies: { spyglass: TOKEN } }, [TOKEN, null]],
    ['a key', { headers: { 'x-api-key': 'k' } }, [null, 'k']],
    ['a bearer', { headers: { authorization: 'Bearer k' } }, [null, 'k']],
    ['something else', { headers: { authorization: 'Basic azpr' } }, [null, null]],
    ['the cookie of TLS', { cookies: { '__Host-spyglass': TOKEN } }, [null, null]],
  ])('is found by %s', async (_name, request, expected) => {
    await ask({ url: '/api/v3/activity', ...request }, listening());
    expect(seen.pop()).toEqual([...expected, '127.0.0.1']);
  });

  test('too many wrong keys are told when to come back', async () => {
    const actorOf = async (): Promise<Actor> => {
      throw new Problem('limited', 'There were too many wrong keys', { retryAfterSeconds: 12 });
    };
    const response = await ask({ url: '/api/v3/activity' }, door({ actorOf }));
    expect([response.statusCode, response.headers['retry-after']]).toEqual([429, '12']);
  });
});

describe('the owner of a new installation', () => {
  const calls: { isLoopback: boolean }[] = [];
  const setUp = {
    ...anAuth().setUp,
    createOwner: async (_body: unknown, call: { isLoopback: boolean }) => {
      calls.push(call);
      return letIn(null);
    },
  };
  test.each<[string, boolean, InjectOptions]>([
    ['this machine', true, { headers: { host: 'localhost:8181' } }],
    ['this machine by its address', true, { headers: { host: '[::1]:8181' }, remoteAddress: '::1' }],
    ['another machine', false, { headers: { host: 'localhost:8181' }, remoteAddress: '192.168.1.9' }],
    ['a proxy on this machine', false, { headers: { host: 'localhost', 'x-forwarded-for': '127.0.0.1' } }],
    ['a proxy that says who it is', false, { headers: { host: 'localhost', via: '1.1 caddy' } }],
    ['a name that points at us', false, { headers: { host: 'evil.example' } }],
  ])('need not show the code from %s: %s', async (_name, isLoopback, { headers, ...from }) => {
    const request = post('/api/v3/setup/owner', CREDENTIALS, headers as Record<string, string>);
    const response = await ask({ ...request, ...from }, door({ setUp }));
    expect(response.statusCode).toBe(200);
    expect(calls.at(-1)?.isLoopback).toBe(isLoopback);
  });
});
