/** What a proxy says is believed of those that are listed, and of nobody else. */
import type { InjectOptions } from 'fastify';
import { expect, test } from 'vitest';
import type { LetIn } from '#auth/auth.ts';
import { ask, post } from './app-testing.ts';
import { anAuth } from './auth-testing.ts';
import type { HttpDeps } from './deps.ts';

const PROXY = '172.18.0.2';
const CLIENT = '203.0.113.9';
const account = { id: 1, username: 'ada', role: 'owner', person: null, hasPassword: true, hasTotp: false } as const;
const session = { token: 't', hash: '', expiresAt: new Date(0), maxAgeSeconds: null };

interface Seen {
  readonly ipAddress: string | null;
  readonly host: string | null;
  readonly cookie: string;
}

/** Signs in through a proxy at `from`, and says what was noted. */
async function seen(
  from: string,
  headers: Record<string, string>,
  changes: Partial<HttpDeps> = {},
): Promise<Seen | number> {
  let noted: { ipAddress: string | null; host: string | null } | undefined;
  const letIn: LetIn = { step: 'done', account: { ...account, recoveryCodesLeft: 0, passkeys: 0 }, session };
  const password = async (_given: unknown, call: NonNullable<typeof noted>): Promise<LetIn> => {
    noted = { ipAddress: call.ipAddress, host: call.host };
    return letIn;
  };
  const auth = anAuth(undefined, { signIn: { ...anAuth().signIn, password } });
  const web = { trustedProxies: ['172.18.0.0/16'], tls: undefined, isHstsSent: false, frameAncestors: [] };
  const request = post('/api/v3/auth/sign-in', { username: 'ada', password: 'p' }, { host: 'inner:8181', ...headers });
  const response = await ask({ ...request, remoteAddress: from } as InjectOptions, { auth, web, ...changes });
  if (noted === undefined) return response.statusCode;
  return { ...noted, cookie: String(response.headers['set-cookie']) };
}

const FORWARDED = {
  'x-forwarded-for': CLIENT,
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'spyglass.example',
};

test('a listed proxy is believed', async () => {
  expect(await seen(PROXY, FORWARDED)).toEqual({
    ipAddress: CLIENT,
    host: 'https://spyglass.example',
    cookie: '__Host-spyglass=t; Path=/; HttpOnly; Secure; SameSite=Lax',
  });
});

test('nobody else is', async () => {
  const forged = { ...FORWARDED, 'x-forwarded-prefix': '/spy', forwarded: `for=${CLIENT};proto=https` };
  expect(await seen('198.51.100.7', forged)).toEqual({
    ipAddress: '198.51.100.7',
    host: 'http://inner:8181',
    cookie: 'spyglass=t; Path=/; HttpOnly; SameSite=Lax',
  });
});

test('what a client puts in front of what the proxy adds counts for nothing', async () => {
  expect(await seen(PROXY, { ...FORWARDED, 'x-forwarded-for': `10.9.9.9, ${CLIENT}` })).toMatchObject({
    ipAddress: CLIENT,
  });
  expect(await seen(PROXY, { 'x-forwarded-for': `127.0.0.1, ${CLIENT}, 172.18.0.9` })).toMatchObject({
    ipAddress: CLIENT,
  });
});

test.each([
  ['unknown', PROXY],
  ['', PROXY],
  [`${CLIENT}:4711`, CLIENT],
  ['<script>', PROXY],
])('an X-Forwarded-For of %j is %s', async (sent, expected) => {
  expect(await seen(PROXY, { 'x-forwarded-for': sent })).toMatchObject({ ipAddress: expected });
});

test('the path a proxy took away is that of the page and the cookie', async () => {
  const headers = { ...FORWARDED, 'x-forwarded-prefix': '/spy' };
  expect(await seen(PROXY, headers)).toMatchObject({
    host: 'https://spyglass.example/spy',
    cookie: 'spyglass=t; Path=/spy; HttpOnly; Secure; SameSite=Lax',
  });
  const page = await ask({ url: '/', headers, remoteAddress: PROXY }, { web: WEB });
  expect(page.body).toContain('<base href="/spy/" />');
  const forged = await ask({ url: '/', headers, remoteAddress: CLIENT }, { web: WEB });
  expect(forged.body).toContain('<base href="/" />');
});

const WEB = { trustedProxies: ['172.18.0.0/16'], tls: undefined, isHstsSent: false, frameAncestors: [] };

test.each(['evil.example/x', 'a b', '"', 'user@evil.example'])('a host of %j is not repeated', async (host) => {
  expect(await seen(PROXY, { 'x-forwarded-host': host })).toMatchObject({ host: 'http://inner:8181' });
  expect(await seen(PROXY, { host })).toMatchObject({ host: 'http://localhost' });
});

test('a write of our page behind a proxy that rewrites the host passes when the proxy is listed', async () => {
  const headers = { ...FORWARDED, origin: 'https://spyglass.example' };
  expect(await seen(PROXY, headers)).toMatchObject({ ipAddress: CLIENT });
  expect(await seen('198.51.100.7', headers)).toBe(403);
});
