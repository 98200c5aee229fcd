/** What the internet sends to an open port. */

import fc from 'fast-check';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#auth/actor.ts';
import { createApp } from './app.ts';
import { ask, post } from './app-testing.ts';
import { anAuth, OWNER } from './auth-testing.ts';
import { httpDeps } from './testing.ts';

const TOKEN = 'x'.repeat(43);
/** Knows one cookie and no key. */
const guarded = () => ({
  auth: anAuth(OWNER, {
    actorOf: async ({ session }): Promise<Actor> => (session === TOKEN ? OWNER : { kind: 'nobody' }),
  }),
});

let app: FastifyInstance;
let open: FastifyInstance;
beforeAll(async () => {
  app = await createApp(httpDeps(guarded()));
  open = await createApp(httpDeps());
});
afterAll(() => Promise.all([app.close(), open.close()]));

describe('a cookie that was tampered with', () => {
  test.each([
    ['cut off', `spyglass=${TOKEN.slice(1)}`],
    ['lengthened', `spyglass=${TOKEN}x`],
    ['empty', 'spyglass='],
    ['without a name', `=${TOKEN}`],
    ['with bad escapes', 'spyglass=%E0%A4%A'],
    ['with a line break', 'spyglass=a%0d%0aset-cookie: x=y'],
    ['with a NUL', 'spyglass=%00'],
    ['huge', `spyglass=${'y'.repeat(8_000)}`],
    ['of another name', `__Host-spyglass=${TOKEN}`],
    ['of a prototype', `__proto__=${TOKEN}; constructor=${TOKEN}`],
  ])('%s is nobody', async (_name, cookie) => {
    const response = await app.inject({ url: '/api/v3/activity', headers: { cookie } });
    expect(response.statusCode).toBe(401);
    expect(response.json().error.code).toBe('unauthorised');
  });

  test('never makes the server fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary-ascii' }), async (text) => {
        const cookie = `spyglass=${text.replaceAll(/[\r\n]/g, '')}`;
        expect((await app.inject({ url: '/api/v3/activity', headers: { cookie } })).statusCode).toBe(401);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a body', () => {
  const large = JSON.stringify({ username: 'ada', password: 'p'.repeat(2_000_000) });
  const typed = (payload: string, type = 'application/json'): InjectOptions => ({
    method: 'POST',
    url: '/api/v3/auth/sign-in',
    headers: { 'content-type': type },
    payload,
  });

  test('that is too large is refused', async () => {
    const response = await app.inject(typed(large));
    expect([response.statusCode, response.json().error.message]).toEqual([413, 'The body is larger than 1 MB']);
  });

  test('is not read for who may not send it', async () => {
    expect((await app.inject({ ...typed(large), url: '/api/v3/notifiers' })).statusCode).toBe(401);
  });

  test.each([
    ['a form', 'username=ada&password=p', 'application/x-www-form-urlencoded', 415],
    ['text, as a page of another site may send it', '{"username":"ada"}', 'text/plain', 415],
    ['no JSON', '{', 'application/json', 400],
    ['a prototype', '{"__proto__":{"role":"owner"},"username":"a","password":"b"}', 'application/json', 400],
    ['fields that nobody asked for', '{"username":"a","password":"b","role":"owner"}', 'application/json', 400],
    ['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'application/json', 400],
  ])('of %s is refused', async (_name, payload, type, status) => {
    expect((await app.inject(typed(payload, type))).statusCode).toBe(status);
  });
});

describe('methods', () => {
  test.each(['x-http-method-override', 'x-http-method', 'x-method-override'])('%s changes nothing', async (header) => {
    const response = await open.inject({ url: '/api/v3/notifiers/3', headers: { [header]: 'DELETE' } });
    expect([response.statusCode, response.json().id]).toEqual([200, 3]);
    const written = await open.inject(post('/api/v3/notifiers/3?_method=DELETE', {}, { [header]: 'DELETE' }));
    expect(written.statusCode).toBe(404);
  });

  test.each(['/api/v3/history', '/api/v3/accounts', '/api/v3/images/1/a.b', '/api/v3/events'])(
    'HEAD and OPTIONS of %s tell nobody anything',
    async (url) => {
      for (const method of ['HEAD', 'OPTIONS'] as const) {
        const response = await app.inject({ method, url });
        expect([401, 404]).toContain(response.statusCode);
        expect(response.headers).not.toHaveProperty('access-control-allow-origin');
        expect(response.headers).not.toHaveProperty('allow');
      }
    },
  );

  test('nothing but the compatible API may be read by pages of other sites', async () => {
    for (const { method, url } of app.routesSeen.filter((route) => !/^\/api(\/|\/v[12].*)?$/.test(route.url))) {
      const headers = { origin: 'https://evil.example', 'access-control-request-method': method };
      const request = { method: method as 'GET', url: url.replace(/:\w+/g, '1').replace('*', 'x'), headers };
      expect((await app.inject(request)).headers, `${method} ${url}`).not.toHaveProperty('access-control-allow-origin');
    }
  });
});

describe('an address', () => {
  test.each([
    '//evil.example',
    '//evil.example/..',
    '/\\evil.example',
    '/%5Cevil.example',
    '/%2F%2Fevil.example',
    '/https://evil.example',
    '/assets',
    '/assets/',
  ])('%s leads nowhere else', async (url) => {
    for (const accept of ['text/html', '*/*']) {
      const response = await app.inject({ url, headers: { accept } });
      expect(response.headers).not.toHaveProperty('location');
      expect(response.statusCode).not.toBe(301);
    }
  });

  test.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/%2e%2e%5c..%5cpackage.json',
    '/....//package.json',
    '/%00',
    '/assets/%00.js',
    '/.env',
    '/.git/config',
    '/assets//etc/passwd',
    '/file:///etc/passwd',
  ])('%s is no file of ours', async (url) => {
    const webDir = new URL('../../web/src', import.meta.url).pathname;
    const response = await ask({ url }, { webDir });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.body).not.toContain('"dependencies"');
    expect(response.body).not.toContain('root:');
  });

  test.each(['/api/v3/imports/uploads/..%2f..%2fsecret.key', '/api/v3/imports/uploads/%2e%2e', '/api/v3/imports/..'])(
    '%s is no upload',
    async (url) => {
      for (const method of ['GET', 'PUT', 'DELETE'] as const) {
        const request = { method, url: `${url}?offset=0`, headers: { 'content-type': 'application/octet-stream' } };
        expect([400, 404]).toContain((await open.inject({ ...request, payload: 'x' })).statusCode);
      }
    },
  );
});

describe('every answer', () => {
  const POLICY = "default-src 'none'";

  test('of every route keeps to itself', async () => {
    for (const { method, url } of app.routesSeen) {
      if (url === '/api/v3/events') continue;
      const request = { method: method as 'GET', url: url.replace(/:\w+/g, '1').replace('*', 'x') };
      for (const one of [app, open]) {
        const { headers } = await one.inject(request);
        const name = `${method} ${url}`;
        const policy = String(headers['content-security-policy']);
        expect(policy.startsWith(POLICY), name).toBe(true);
        expect(policy, name).toContain("frame-ancestors 'none'");
        expect(policy, name).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
        expect(headers, name).toMatchObject({
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'same-origin',
        });
        expect(headers, name).toHaveProperty('cache-control');
        expect(headers, name).not.toHaveProperty('server');
        expect(headers, name).not.toHaveProperty('x-powered-by');
      }
    }
  });

  test.each<[string, InjectOptions]>([
    ['an error', { url: '/api/v3/nothing' }],
    ['a page', { url: '/history', headers: { accept: 'text/html' } }],
    ['a bad address', { url: '/%ff' }],
    ['a body that is too large', { ...post('/api/v3/auth/sign-in', 'x'.repeat(2_000_000)) }],
  ])('of %s, too', async (_name, request) => {
    const { headers } = await app.inject(request);
    expect(String(headers['content-security-policy'])).toContain(POLICY);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('may be shown in the frames that were named', async () => {
    const web = { trustedProxies: [], tls: undefined, isHstsSent: false, frameAncestors: ['https://home.example'] };
    const { headers } = await ask({ url: '/healthz' }, { web });
    expect(String(headers['content-security-policy'])).toContain("frame-ancestors 'self' https://home.example");
    expect(headers).not.toHaveProperty('x-frame-options');
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  test('repeats no header of the request', async () => {
    const mark = 'zqzqzq';
    const response = await app.inject({
      url: '/history',
      headers: {
        accept: 'text/html',
        host: `${mark}.example`,
        'x-forwarded-host': `${mark}.example`,
        'x-forwarded-prefix': `/${mark}`,
        'user-agent': mark,
        referer: `https://${mark}.example`,
        'x-request-id': mark,
      },
    });
    expect(JSON.stringify(response.headers) + response.body).not.toContain(mark);
  });
});
