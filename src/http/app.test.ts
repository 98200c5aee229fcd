import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Activity, ServerView } from '#contract/activity.ts';
import { HistoryPage, HistoryTotals, PlayDetail } from '#contract/history.ts';
import { CurrentImport, ImportView, UploadView } from '#contract/imports.ts';
import { Health, Ready } from '#contract/system.ts';
import { createLog } from '#log';
import { SEES_ALL } from '#users/visible.ts';
import { createApp, withoutBase } from './app.ts';
import { ask, post } from './app-testing.ts';
import type { HttpDeps } from './deps.ts';
import { httpDeps } from './testing.ts';

let app: FastifyInstance;
beforeAll(async () => {
  app = await createApp(httpDeps());
});
afterAll(() => app.close());

describe('every route answers what the contract says', () => {
  test.each<[string, z.ZodType]>([
    ['/api/v3/activity', Activity],
    ['/api/v3/servers', z.array(ServerView)],
    ['/api/v3/history', HistoryPage],
    ['/api/v3/history/totals', HistoryTotals],
    ['/api/v3/history/5', PlayDetail],
    ['/api/v3/imports/current', CurrentImport],
    ['/api/v3/imports/4', ImportView],
    [`/api/v3/imports/uploads/${'0'.repeat(32)}`, UploadView],
    ['/healthz', Health],
    ['/readyz', Ready],
  ])('GET %s', async (url, schema) => {
    const response = await app.inject({ url });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.headers['cache-control']).toBe('no-store');
    expect(schema.parse(response.json())).toEqual(response.json());
    expect((await app.inject({ url, method: 'HEAD' })).statusCode).toBe(200);
  });

  test('POST /api/v3/servers', async () => {
    const response = await app.inject(post('/api/v3/servers', { url: ' http://plex:32400 ', token: 't' }));
    expect(response.statusCode).toBe(201);
    expect(ServerView.parse(response.json()).id).toBe(2);
  });

  test('POST /api/v3/sessions/:id/terminate', async () => {
    const calls: unknown[] = [];
    const terminate = async (...args: unknown[]): Promise<void> => void calls.push(args);
    const response = await ask(post('/api/v3/sessions/7/terminate', { message: ' Bye ' }), { terminate });
    expect(response.statusCode).toBe(204);
    expect(response.body).toBe('');
    expect(calls).toEqual([[SEES_ALL, 7, 'Bye']]);
  });

  test('GET /api/v3/images', async () => {
    const url = '/api/v3/images/1/abc.def';
    const response = await app.inject({ url });
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, max-age=31536000, immutable',
      etag: '"e"',
      'x-content-type-options': 'nosniff',
    });
    const again = await app.inject({ url, headers: { 'if-none-match': '"x", W/"e"' } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await app.inject({ url, headers: { 'if-none-match': '"x"' } })).statusCode).toBe(200);
  });

  test('filters reach the use case parsed', async () => {
    const queries: unknown[] = [];
    const historyPage: HttpDeps['historyPage'] = async (_visible, query) => {
      queries.push(query);
      return { rows: [], nextCursor: null };
    };
    await ask({ url: '/api/v3/history?limit=10&userId=3&search=%20tide%20&view=plays&unknown=1' }, { historyPage });
    expect(queries).toEqual([{ limit: 10, userId: 3, search: 'tide', view: 'plays' }]);
  });

  test.each([
    ['starting', 503],
    ['unavailable', 503],
    ['ready', 200],
  ] as const)('GET /readyz while %s', async (status, code) => {
    const ready = async (): Promise<Ready> => ({ status, database: 'starting', servers: 0, version: '1' });
    const response = await ask({ url: '/readyz' }, { ready });
    expect([response.statusCode, response.json().status]).toEqual([code, status]);
  });
});

describe('the base path', () => {
  test.each([
    ['/spy/api', '/spy', '/api'],
    ['/spy', '/spy', '/'],
    ['/spy?x=1', '/spy', '/?x=1'],
    ['/spyglass/api', '/spy', '/spyglass/api'],
    ['/api', '/spy', '/api'],
    ['/a/b/c', '/a/b', '/c'],
    ['/x', '', '/x'],
  ])('%s under %s is %s', (url, basePath, expected) => {
    expect(withoutBase(url, basePath)).toBe(expected);
  });

  test('routes answer below it, and to a proxy that strips it', async () => {
    const below = await createApp(httpDeps({ basePath: '/spy' }));
    for (const url of ['/spy/api/v3/activity', '/api/v3/activity', '/spy/healthz']) {
      expect((await below.inject({ url })).statusCode).toBe(200);
    }
    expect((await below.inject({ url: '/spy/api/v3/openapi.json' })).json().servers).toEqual([{ url: '/spy' }]);
    await below.close();
  });
});

test('the access log is at debug and hides secrets', async () => {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  await ask({ url: '/healthz?token=geheim' }, { log });
  const line = lines.map((text) => JSON.parse(text)).find(({ msg }) => msg === 'request');
  expect(line).toMatchObject({ method: 'GET', url: '/healthz?token=[hidden]', status: 200, level: 20 });
});
