import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { httpDeps } from './testing.ts';

const PAGE = '<!doctype html><html><head><base href="/" /><script src="./assets/app-1a2b.js"></script></head></html>';
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let webDir: string;
let app: FastifyInstance;
beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'spyglass-web-'));
  await mkdir(join(webDir, 'assets'));
  await writeFile(join(webDir, 'index.html'), PAGE);
  await writeFile(join(webDir, 'assets', 'app-1a2b.js'), 'let a = 1;');
  await writeFile(join(webDir, 'assets', 'app-1a2b.js.br'), 'compressed');
  await writeFile(join(webDir, 'first-paint.js'), 'let b = 1;');
  await writeFile(join(webDir, '.secret'), 'no');
  app = await createApp(httpDeps({ webDir, basePath: '/spy' }));
});
afterAll(async () => {
  await app.close();
  await rm(webDir, { recursive: true });
});

test.each(['/spy/', '/spy', '/spy/history?view=plays', '/history/5', '/', '/index.html', '/spy/index.html'])(
  'the page is served at %s with the path it lives under',
  async (url) => {
    const response = await app.inject({ url, headers: HTML });
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    expect(response.body).toBe(PAGE.replace('href="/"', 'href="/spy/"'));
  },
);

test('files with a hash in their name are kept for ever, others are asked for again', async () => {
  const hashed = await app.inject({ url: '/spy/assets/app-1a2b.js' });
  expect([hashed.statusCode, hashed.body]).toEqual([200, 'let a = 1;']);
  expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(hashed.headers['content-type']).toMatch(/^(text|application)\/javascript/);
  const plain = await app.inject({ url: '/spy/first-paint.js' });
  expect(plain.headers['cache-control']).toBe('no-cache');
  const etag = String(plain.headers.etag);
  expect((await app.inject({ url: '/first-paint.js', headers: { 'if-none-match': etag } })).statusCode).toBe(304);
});

test('a compressed file is preferred by those who can read it', async () => {
  const response = await app.inject({ url: '/assets/app-1a2b.js', headers: { 'accept-encoding': 'gzip, br' } });
  expect(response.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
  expect(response.body).toBe('compressed');
});

test.each([
  '/assets/gone-1a2b.js',
  '/assets/',
  '/.secret',
  '/../package.json',
  '/assets/..%2f.secret',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/assets/%00',
])('nothing else is served: %s', async (url) => {
  const response = await app.inject({ url });
  expect(response.statusCode).toBeGreaterThanOrEqual(400);
  expect(response.statusCode).toBeLessThan(500);
  expect(response.json().error.code).toMatch(/not_found|forbidden|invalid/);
});

test('the page allows nothing inline and nothing from elsewhere', async () => {
  const { headers } = await app.inject({ url: '/', headers: HTML });
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*|upgrade/);
  expect(headers).not.toHaveProperty('strict-transport-security');
});

test('without a built app every page says how to get it', async () => {
  const bare = await createApp(httpDeps({ webDir: join(webDir, 'missing'), basePath: '/spy' }));
  const page = await bare.inject({ url: '/spy/history', headers: HTML });
  expect(page.statusCode).toBe(503);
  expect(page.body).toContain('npm run build');
  expect(page.body).toContain('<base href="/spy/" />');
  expect((await bare.inject({ url: '/spy/api/v3/activity' })).statusCode).toBe(200);
  await bare.close();
});

test('the front page needs no Accept header', async () => {
  const response = await app.inject({ url: '/' });
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toContain('text/html');
});
