import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startFakeApi } from '../../web/dev/fake-api.ts';
import { browserSuite, poll } from './app.ts';

const { start, open } = browserSuite();
const BASE = '/spyglass';

/** Loads the page until the service worker answers for it. */
async function underControl(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await page.reload();
  await page.locator('[data-stream]').first().waitFor();
  expect(await page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true);
}

/** What is kept of answers, by the end of the address. */
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(
    'caches.open("spyglass-data").then((data) => data.keys()).then((keys) => keys.map(({ url }) => new URL(url).pathname))',
  );

test('without a network the app opens under its base path, shows what it knew, and says from when that is', async () => {
  const api = await start({ basePath: BASE });
  const { page } = await open(api.url, { serviceWorkers: 'allow' });
  await underControl(page);
  await poll(() => kept(page)).toContain(`${BASE}/api/v3/activity`);
  const streams = await page.locator('[data-stream]').count();
  await page.goto(`${api.url}/history`);
  await page.locator('[data-play]').first().waitFor();
  await poll(() => kept(page)).toContain(`${BASE}/api/v3/history`);
  await page.goto(`${api.url}/`);
  await api.close();
  await page.reload();
  await page.getByText(/Offline, data from/).waitFor();
  expect(await page.locator('[data-stream]').count()).toBe(streams);
  await page.goto(`${api.url}/history`);
  await page.locator('[data-play]').first().waitFor();
}, 60_000);

test('nothing is kept of another account', async () => {
  const first = await start();
  const { page } = await open(first.url, { serviceWorkers: 'allow' });
  await underControl(page);
  await page.goto(`${first.url}/history`);
  await poll(() => kept(page)).toContain('/api/v3/history');
  await first.close();
  const { port } = new URL(first.url);
  const second = await startFakeApi({ scenario: 'quiet', port: Number(port), visitor: 'viewer' });
  try {
    await page.evaluate(`fetch('api/v3/auth/state').then((answer) => answer.json())`);
    expect(await kept(page)).not.toContain('/api/v3/history');
  } finally {
    await second.close();
  }
}, 60_000);
