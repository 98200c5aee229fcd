import { describe, expect, test } from 'vitest';
import { browserSuite, poll } from './app.ts';
import { axeViolations } from './axe.ts';

const { start, open } = browserSuite();

const TABS = ['Overview', 'History', 'Media', 'Collections', 'Playlists', 'Growth', 'Stale', 'Export'];
const NARROW = { viewport: { width: 360, height: 740 }, colorScheme: 'light', hasTouch: true } as const;

describe('libraries', () => {
  test('are listed, searched and sorted in the address, and chosen ones are removed', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/libraries' });
    await page.getByRole('link', { name: 'Old films' }).waitFor();
    expect(await page.getByText('Not on Plex').count()).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Library', exact: true }).click();
    await poll(() => page.url()).toContain('order=desc');
    await page.getByLabel('Choose Old films').click({ force: true });
    await page.getByRole('button', { name: 'Remove from lists' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove from lists' }).click();
    await page.getByRole('link', { name: 'Old films' }).waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.keyboard.type('shows');
    await poll(() => page.url()).toContain('search=shows');
    await page.getByRole('link', { name: 'Films' }).waitFor({ state: 'detached' });
  });

  test('columns that are hidden stay hidden', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/libraries' });
    await page.getByRole('columnheader', { name: 'Watch time' }).waitFor();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Watch time' }).click({ force: true });
    await page.getByRole('columnheader', { name: 'Watch time' }).waitFor({ state: 'detached' });
  });

  test('a library has its parts, and opens to seasons in place', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/libraries/2' });
    await page.getByRole('heading', { name: 'Shows' }).waitFor();
    const parts = page.getByRole('navigation', { name: 'Parts of this library' }).getByRole('link');
    expect(await parts.allTextContents()).toEqual(TABS);
    for (const [tab, words] of [
      ['Collections', 'Snowed in'],
      ['Playlists', 'Sunday'],
      ['Growth', 'Shows grew by 12'],
      ['Stale', 'Greywater'],
    ] as const) {
      await parts.filter({ hasText: tab }).click();
      await page.getByText(words).first().waitFor();
    }
    await parts.filter({ hasText: 'Media' }).click();
    await page.getByRole('button', { name: 'Show what is in Greywater' }).click();
    await page.getByText('Season 2').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  test('five thousand films: only what is seen is drawn', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/libraries/1/media' });
    await page.getByText('Film 0001').waitFor();
    await page.getByText('5,000 items').waitFor();
    for (let step = 0; step < 6; step += 1) {
      await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
      await page.waitForTimeout(150);
    }
    expect(await page.locator('tr[data-key]').count()).toBeLessThan(80);
    expect(await page.getByText('Film 0001').count()).toBe(0);
  });

  test('an export is started and listed', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/libraries/1/export' });
    await page.getByRole('button', { name: 'New export' }).click();
    await page.getByRole('button', { name: 'Start export' }).click();
    await page.getByRole('link', { name: 'Download Library - Films' }).waitFor();
  });

  test('viewers see no files, no exports, and nothing to change; a phone shows cards', async () => {
    const api = await start({ visitor: 'viewer' });
    const { page } = await open(api.url, { path: '/libraries', ...NARROW });
    await page.getByRole('link', { name: 'Shows', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Refresh' }).count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Shows', exact: true }).click();
    await page.getByRole('heading', { name: 'Shows' }).waitFor();
    const parts = page.getByRole('navigation', { name: 'Parts of this library' }).getByRole('link');
    expect(await parts.allTextContents()).toEqual(['Overview', 'History', 'Collections', 'Playlists', 'Growth']);
    expect(await page.getByRole('button', { name: 'Edit' }).count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(
      true,
    );
  });

  test('the old address of a library leads to it', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/library?section_id=2' });
    await poll(() => page.url()).toMatch(/\/libraries\/2$/);
  });
});
