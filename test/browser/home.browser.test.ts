import { expect, test } from 'vitest';
import { browserSuite, PHONE, poll } from './app.ts';
import { axeViolations } from './axe.ts';

const { start, open } = browserSuite();

const titles = (page: Awaited<ReturnType<typeof open>>['page']): Promise<string[]> =>
  page.locator('[data-home] h2').allTextContents();

test('below the streams stand today, what was watched most, what is new, libraries and servers', async () => {
  const api = await start();
  const { page } = await open(api.url);
  await page.locator('[data-stat-card] li').first().waitFor();
  expect(await titles(page)).toEqual([
    'Watched most',
    'Recently added',
    'Libraries',
    'Plex servers',
    'Recently watched',
  ]);
  expect(await page.locator('[data-today]').textContent()).toMatch(/Plays today[\d,]+.*Most at once\d/);
  await page.getByText('1,204 movies').waitFor();
  await page.getByText('12 ms').waitFor();
  const asked = page.waitForRequest((request) => request.url().includes('metric=watched'));
  await page.getByRole('radio', { name: 'Watch time' }).click();
  await asked;
  await page.getByRole('link', { name: /^See all.*Most active people$/ }).click();
  await poll(() => new URL(page.url()).pathname).toBe('/stats/people');
});

test('the page is arranged with the keyboard, and stays so', async () => {
  const api = await start();
  const { page } = await open(api.url);
  await page.locator('[data-stat-card] li').first().waitFor();
  await page.getByRole('button', { name: 'Arrange this page' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Libraries', exact: true }).press('Space');
  const kept = page.waitForRequest((request) => request.method() === 'PUT' && request.url().endsWith('/preferences'));
  await dialog.getByRole('button', { name: 'Move Recently added up' }).press('Enter');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Done' }).press('Enter');
  const arranged = ['Recently added', 'Watched most', 'Plex servers', 'Recently watched'];
  expect(await titles(page)).toEqual(arranged);
  await kept;
  await page.reload();
  await page.locator('[data-stat-card] li').first().waitFor();
  expect(await titles(page)).toEqual(arranged);
});

test('a viewer gets what is theirs, and nothing is asked that they may not know', async () => {
  const api = await start({ visitor: 'viewer' });
  const asked: string[] = [];
  const { page } = await open(api.url, PHONE);
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.reload();
  await page.locator('[data-stat-card] li').first().waitFor();
  expect(await titles(page)).toEqual(['Watched most', 'Recently watched']);
  const shown = await page.locator('[data-stat-card] h3').allTextContents();
  expect(shown).not.toContain('Most active people');
  expect(
    asked.filter((path) => /^\/api\/.*(?:recently-added|libraries|ping|tasks|details|concurrency)/.test(path)),
  ).toEqual([]);
});

test('another language is chosen in the appearance, seen at once and remembered', async () => {
  const api = await start();
  const { page } = await open(api.url);
  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await page.getByRole('heading', { level: 1, name: 'Jetzt' }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('de');
  await page.getByText('Meistgesehen', { exact: true }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Jetzt' }).waitFor();
});

test('on a wall there is no navigation, and Escape leads back', async () => {
  const api = await start();
  const { page } = await open(api.url, { path: '/?kiosk=1' });
  await page.locator('[data-stream]').first().waitFor();
  expect(await page.getByRole('navigation').count()).toBe(0);
  await page.locator('[data-today]').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').first().waitFor();
});

test('the bell counts what is new until it was read', async () => {
  const api = await start({ scenario: 'ill' });
  const { page } = await open(api.url);
  const kept = page.waitForRequest((request) => request.method() === 'PUT' && request.url().endsWith('/preferences'));
  await page.getByRole('button', { name: '1 new notice' }).click();
  await page.getByRole('link', { name: 'Cabin is unreachable' }).waitFor();
  await page.getByRole('button', { name: 'Notices', exact: true }).waitFor();
  await kept;
  await page.reload();
  await page.getByRole('button', { name: 'Notices', exact: true }).waitFor();
});
