import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { USERS } from '../../web/dev/catalogue.ts';
import { browserSuite, PHONE, poll } from './app.ts';
import { axeViolations } from './axe.ts';

const { start, open } = browserSuite();

const ONE = USERS[1]!;
const lines = (page: Page) => page.getByRole('table', { name: 'People' }).locator('tbody tr');
const TABS = ['', '/history', '/devices', '/addresses', '/playlists', '/sign-ins', '/notes'];
/** There when a part of a person's page is. */
const SHOWS: Readonly<Record<string, string>> = {
  '': 'text=Watched most',
  '/history': '[data-play]',
  '/playlists': 'text=No playlists.',
  '/sign-ins': 'text=Nobody came in',
  '/notes': 'textarea',
};

describe('people', () => {
  test('are searched, sorted and opened by keys', async () => {
    const api = await start();
    const { page } = await open(api.url);
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await poll(() => lines(page).count()).toBe(USERS.length);
    await page.keyboard.press('/');
    await page.keyboard.type(ONE.name.slice(0, 5));
    await poll(() => page.url()).toContain('search=');
    await poll(() => lines(page).first().innerText()).toContain(ONE.name);
    await page.getByRole('searchbox').press('Escape');
    await poll(() => lines(page).count()).toBe(USERS.length);
    await page.getByRole('columnheader', { name: 'Plays' }).getByRole('button').first().click();
    await poll(() => page.url()).toContain('sort=plays');
    await lines(page).filter({ hasText: ONE.name }).getByRole('link', { name: ONE.name }).click();
    await page.getByRole('heading', { level: 2, name: ONE.name }).waitFor();
    expect(page.url()).toMatch(new RegExp(`/people/${ONE.id}$`));
  });

  test('are renamed, removed and brought back', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/people' });
    await page.getByRole('button', { name: `Edit ${ONE.name}` }).click();
    await page.getByLabel('Name shown here').fill('Somebody new');
    await page.getByRole('button', { name: 'Save' }).click();
    await poll(() => lines(page).filter({ hasText: 'Somebody new' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Edit Somebody new' }).click();
    await page.getByText('May come in as a guest').click();
    await page.getByRole('button', { name: 'Remove from lists' }).click();
    await poll(() => lines(page).count()).toBe(USERS.length - 1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await poll(() => lines(page).count()).toBe(USERS.length);
  });

  test('old addresses lead to them', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: `/user?user_id=${1000 + ONE.id}` });
    await poll(() => page.url()).toMatch(new RegExp(`/people/${ONE.id}$`));
    await page.goto(`${api.url}/users`);
    await poll(() => page.url()).toMatch(/\/people$/);
    await page.goto(`${api.url}/people/99999`);
    await page.getByText('Nobody here').waitFor();
  });

  test('whoever sees only themselves gets their own page, and nothing of administrators', async () => {
    const api = await start({ visitor: 'viewer' });
    const { page } = await open(api.url, { path: '/people' });
    await poll(() => page.url()).toMatch(/\/people\/3$/);
    const tabs = page.getByRole('navigation', { name: 'Parts of this page' });
    await tabs.getByRole('link', { name: 'Addresses' }).waitFor();
    expect(await tabs.getByRole('link', { name: 'Notes' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Edit/ }).count()).toBe(0);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Me' }).waitFor();
  });

  test('an account that is nobody is told what to do', async () => {
    const api = await start({ visitor: 'guest' });
    const { page } = await open(api.url, { path: '/people' });
    await page.getByText('Nothing is yours yet').waitFor();
  });
});

test.each([
  { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { ...PHONE, colorScheme: 'light', viewport: { width: 360, height: 740 } },
] as const)(
  'axe finds nothing, and no page is wider than $viewport.width px',
  async (look) => {
    const api = await start();
    const { page } = await open(api.url, { ...look, path: '/people' });
    const found: string[] = [];
    const inspect = async (name: string): Promise<void> => {
      found.push(...(await axeViolations(page, [])).map((violation) => `${name}: ${violation}`));
      if (await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth'))
        found.push(`${name} is too wide`);
    };
    await page.getByText(ONE.name).first().waitFor();
    await inspect('the list');
    for (const tab of TABS) {
      await page.goto(`${api.url}/people/${ONE.id}${tab}`);
      await page
        .locator(SHOWS[tab] ?? '[data-key]')
        .first()
        .waitFor();
      await inspect(tab);
    }
    expect(found).toEqual([]);
  },
  60_000,
);
