import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ErrorBody } from '#contract/common.ts';
import { createLog } from '#log';
import { Problem } from '#problem';
import { createApp } from './app.ts';
import { ask, post } from './app-testing.ts';
import { httpDeps } from './testing.ts';

const errorOf = (response: { body: string }): ErrorBody['error'] => ErrorBody.parse(JSON.parse(response.body)).error;
let app: FastifyInstance;
beforeAll(async () => {
  app = await createApp(httpDeps());
});
afterAll(() => app.close());

describe('what goes wrong is answered in one form', () => {
  test.each<[string, InjectOptions, number, Partial<ErrorBody['error']>]>([
    [
      'an unknown address',
      { url: '/api/v3/nothing' },
      404,
      { code: 'not_found', message: 'There is nothing at GET /api/v3/nothing' },
    ],
    [
      'an unknown address, asked by a browser',
      { url: '/api/nothing', headers: { accept: 'text/html' } },
      404,
      { code: 'not_found' },
    ],
    ['a wrong method', { url: '/api/v3/activity', method: 'DELETE' }, 404, { code: 'not_found' }],
    [
      'a bad parameter',
      { url: '/api/v3/history?limit=900' },
      400,
      { code: 'invalid', message: 'The query parameter limit must be at most 200' },
    ],
    ['a parameter given twice', { url: '/api/v3/history?limit=1&limit=2' }, 400, { code: 'invalid' }],
    [
      'a bad choice',
      { url: '/api/v3/history?view=x' },
      400,
      { message: 'The query parameter view must be one of groups, plays' },
    ],
    [
      'an id that no database has',
      { url: '/api/v3/history/2147483648' },
      400,
      { message: 'The path parameter playId must be at most 2147483647' },
    ],
    [
      'an id that is none',
      { url: '/api/v3/history/x' },
      400,
      { message: 'The path parameter playId must be a number' },
    ],
    [
      'a text that PostgreSQL cannot store',
      { url: '/api/v3/history?search=a%00b' },
      400,
      { message: 'The query parameter search must not contain the character NUL' },
    ],
    ['an unknown size of picture', { url: '/api/v3/images/1/a.b?size=huge' }, 400, { code: 'invalid' }],
    [
      'a broken escape',
      { url: '/api/v3/history/%zz' },
      400,
      { code: 'invalid', message: 'The address is not a valid URL' },
    ],
    [
      'broken JSON',
      { ...post('/api/v3/servers', 0), payload: '{' },
      400,
      { code: 'invalid', message: 'The body is not valid JSON' },
    ],
    [
      'a missing field',
      post('/api/v3/servers', { url: 'http://plex' }),
      400,
      { message: 'The field token is missing' },
    ],
    ['a missing body', { url: '/api/v3/servers', method: 'POST' }, 400, { message: 'The body must be an object' }],
    [
      'a form',
      { ...post('/api/v3/servers', 0, { 'content-type': 'application/x-www-form-urlencoded' }), payload: 'url=x' },
      415,
      { code: 'invalid' },
    ],
    [
      'plain text',
      post('/api/v3/servers', {}, { 'content-type': 'text/plain' }),
      415,
      { message: 'The body must be sent as application/json' },
    ],
    [
      'a body over 1 MB',
      post('/api/v3/servers', { url: 'x'.repeat(1_048_577) }),
      413,
      { message: 'The body is larger than 1 MB' },
    ],
    [
      'a write from the page of another site',
      post('/api/v3/servers', {}, { origin: 'https://evil.example' }),
      403,
      { code: 'forbidden' },
    ],
    ['prototype tricks', { ...post('/api/v3/servers', 0), payload: '{"__proto__":{}}' }, 400, { code: 'invalid' }],
  ])('%s', async (_name, request, status, error) => {
    const response = await app.inject(request);
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(errorOf(response)).toMatchObject({ ...error, id: null });
  });

  test('problems keep their sentence and their hint', async () => {
    const playDetail = () => Promise.reject(new Problem('not_found', 'There is no such play', { hint: 'Look again' }));
    const response = await ask({ url: '/api/v3/history/5' }, { playDetail });
    expect(response.statusCode).toBe(404);
    expect(errorOf(response)).toEqual({
      code: 'not_found',
      message: 'There is no such play',
      hint: 'Look again',
      id: null,
    });
  });

  test('a database that is down is 503', async () => {
    const activity = () =>
      Promise.reject(new Error('Failed query', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }));
    const response = await ask({ url: '/api/v3/activity' }, { activity });
    expect(response.statusCode).toBe(503);
    expect(errorOf(response)).toMatchObject({ code: 'unavailable', message: 'The database cannot be reached' });
  });

  test('a bug tells only an id, which its log line has too, without the token', async () => {
    const lines: string[] = [];
    const log = createLog('error', { write: (line) => void lines.push(line) });
    const activity = () => Promise.reject(new Error('broke at http://plex/?X-Plex-Token=geheim'));
    const response = await ask({ url: '/api/v3/activity?token=geheim' }, { activity, log });
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('broke');
    const line = JSON.parse(lines[0]!);
    expect(lines).toHaveLength(1);
    expect(line.id).toBe(errorOf(response).id);
    expect(line.stack).toContain('error-answers.test.ts');
    expect(lines[0]).not.toContain('geheim');
  });

  test('an answer that breaks the contract is a bug, not an answer', async () => {
    const servers = async () => [{ id: 'x' }] as never;
    const response = await ask({ url: '/api/v3/servers' }, { servers });
    expect(response.statusCode).toBe(500);
    expect(errorOf(response).code).toBe('internal');
  });
});
