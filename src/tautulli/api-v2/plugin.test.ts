import type { InjectOptions } from 'fastify';
import { expect, test } from 'vitest';
import { createLog } from '#log';
import { Problem } from '#problem';
import { apiApp, dispatchDeps, KEY } from './testing.ts';

async function ask(request: InjectOptions | string, changes: Parameters<typeof dispatchDeps>[0] = {}) {
  const app = await apiApp(dispatchDeps(changes));
  try {
    return await app.inject(request);
  } finally {
    await app.close();
  }
}

const QUERY = `apikey=${KEY}&cmd=arnold`;
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const BOUNDARY = '----WebKitFormBoundaryAbC';
const part = (head: string, value: string): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`;
const MULTIPART = `${part('name="apikey"', KEY)}${part('name="cmd"', 'arnold')}${part('name="f"; filename="a.db"', 'x')}--${BOUNDARY}--\r\n`;

test.each<[string, InjectOptions]>([
  ['GET', { url: `/api/v2?${QUERY}` }],
  ['a slash at the end', { url: `/api/v2/?${QUERY}` }],
  ['something behind it', { url: `/api/v2/foo/bar?${QUERY}` }],
  ['another order', { url: `/api/v2?order=desc&cmd=arnold&_=123&apikey=${KEY}` }],
  ['JSON announced and not sent', { url: `/api/v2?${QUERY}`, headers: { 'content-type': 'application/json' } }],
  ['POST without a body', { method: 'POST', url: `/api/v2?${QUERY}` }],
  [
    'POST with JSON announced and not sent',
    { method: 'POST', url: `/api/v2?${QUERY}`, headers: { 'content-type': 'application/json' } },
  ],
  [
    'a body that is no form',
    {
      method: 'POST',
      url: `/api/v2?${QUERY}`,
      headers: { 'content-type': 'application/json' },
      payload: '{"cmd":"x"}',
    },
  ],
  ['a body without a type', { method: 'POST', url: `/api/v2?${QUERY}`, payload: 'x' }],
  ['a form', { method: 'POST', url: '/api/v2', headers: form, payload: QUERY }],
  ['half a form', { method: 'POST', url: '/api/v2?cmd=arnold', headers: form, payload: `apikey=${KEY}` }],
  [
    'a multipart form',
    {
      method: 'POST',
      url: '/api/v2',
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      payload: MULTIPART,
    },
  ],
  [
    'a broken multipart form',
    { method: 'POST', url: `/api/v2?${QUERY}`, headers: { 'content-type': 'multipart/form-data' }, payload: MULTIPART },
  ],
  ['PUT', { method: 'PUT', url: `/api/v2?${QUERY}` }],
  ['DELETE', { method: 'DELETE', url: `/api/v2?${QUERY}` }],
  ['OPTIONS', { method: 'OPTIONS', url: `/api/v2?${QUERY}` }],
  ['a key in a header', { url: '/api/v2?cmd=arnold', headers: { 'x-api-key': KEY } }],
  ['a bearer', { url: '/api/v2?cmd=arnold', headers: { authorization: `Bearer ${KEY}` } }],
  ['broken escapes', { url: `/api/v2?${QUERY}&search=%zz%e0` }],
])('%s is answered', async (_name, request) => {
  const response = await ask(request);
  expect(response.json()).toMatchObject({ response: { result: 'success', message: null } });
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toBe('application/json;charset=UTF-8');
});

test('HEAD has the headers alone', async () => {
  const response = await ask({ method: 'HEAD', url: `/api/v2?${QUERY}` });
  expect([response.statusCode, response.body]).toEqual([200, '']);
});

test.each(['/api', '/api/', '/api/v1', '/api/v1?apikey=x&cmd=arnold'])('%s names the new address', async (url) => {
  const response = await ask(url);
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({
    response: { result: 'error', message: 'Please use the /api/v2 endpoint.', data: {} },
  });
});

test('the API beside it is not touched', async () => {
  expect((await ask('/api/v3/history')).statusCode).toBe(404);
});

test('health checks of Tautulli are answered without the envelope', async () => {
  const status = await ask('/status');
  expect(status.body).toBe('{"result": "success", "message": "Ok"}');
  expect(status.headers['cache-control']).toBe('max-age=0,no-cache,no-store');
});

test.each<[string, () => Promise<boolean | null>, boolean | null]>([
  ['it answers', async () => true, true],
  ['it does not', async () => false, false],
  ['nobody knows', () => Promise.reject(new Error('boom')), null],
])('the Plex server: %s', async (_name, serverConnected, connected) => {
  const room = async () => ({ ...(await dispatchDeps().room()), services: { serverConnected } });
  expect((await ask('/server_status', { room })).json()).toEqual({ result: 'success', connected });
});

test('while the program starts, too', async () => {
  const room = () => Promise.reject(new Problem('unavailable', 'Spyglass is starting'));
  expect((await ask('/server_status', { room })).json()).toEqual({ result: 'success', connected: null });
  expect((await ask(`/api/v2?${QUERY}`, { room })).statusCode).toBe(503);
});

test('pages of other sites may read it', async () => {
  const { headers } = await ask({ url: `/api/v2?${QUERY}`, headers: { origin: 'https://dashboard.example' } });
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'https://dashboard.example',
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'Origin',
  });
  expect((await ask(`/api/v2?${QUERY}`)).headers).not.toHaveProperty('access-control-allow-origin');
});

test('they are told what they may do, and nothing is run by asking that', async () => {
  const headers = { origin: 'https://dashboard.example', 'access-control-request-method': 'GET' };
  const response = await ask({ method: 'OPTIONS', url: `/api/v2?${QUERY}`, headers });
  expect([response.statusCode, response.body]).toEqual([204, '']);
  expect(response.headers).toMatchObject({
    'access-control-allow-origin': 'https://dashboard.example',
    'access-control-allow-headers': 'authorization, content-type, x-api-key',
  });
  expect(response.headers).not.toHaveProperty('access-control-allow-credentials');
});

test('whoever guesses keys is told when to come back', async () => {
  const authenticate = async (): Promise<never> => {
    throw new Problem('limited', 'There were too many wrong keys from this address', { retryAfterSeconds: 300 });
  };
  const response = await ask(`/api/v2?${QUERY}`, { access: { state: async () => 'on', authenticate } });
  expect([response.statusCode, response.headers['retry-after']]).toEqual([429, '300']);
  expect(response.json().response.result).toBe('error');
});

test('a body that is too large is refused in the envelope', async () => {
  const response = await ask({ method: 'POST', url: '/api/v2', headers: form, payload: 'a'.repeat(2_000_000) });
  expect(response.statusCode).toBe(413);
  expect(response.json()).toMatchObject({ response: { result: 'error', data: {} } });
});

test('the key is in no line of the log', async () => {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line: string) => lines.push(line) });
  await ask(`/api/v2?apikey=${KEY}&cmd=sql`, { log });
  await ask({ method: 'POST', url: '/api/v2', headers: form, payload: QUERY }, { log });
  await ask(`/api/v2?apikey=x${KEY}&cmd=nothing`, { log });
  expect(lines.map((line) => JSON.parse(line)).map(({ cmd, status }) => [cmd, status])).toEqual([
    ['sql', 400],
    ['arnold', 200],
    ['nothing', 400],
  ]);
  expect(lines.join()).not.toContain(KEY);
});
