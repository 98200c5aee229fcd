import { describe, expect, test } from 'vitest';
import { browserSuite, PHONE, poll } from './app.ts';
import { axeViolations } from './axe.ts';

const { start, open } = browserSuite();

/** Of the pretend catalogue. */
const FILM = '/items/1';
const GONE = '/items/9';

describe('the page of an item', () => {
  test('says what it is, who watched it, and leads to its plays', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: FILM });
    await page.getByRole('heading', { name: 'The Salt Meridian' }).waitFor();
    await page.getByText('Rotten Tomatoes audience').waitFor();
    await page.getByRole('heading', { name: 'File and streams' }).waitFor();
    await page.getByRole('heading', { name: 'Newest plays' }).waitFor();
    expect(await page.getByRole('link', { name: 'Open in Plex' }).getAttribute('href')).toContain('app.plex.tv');
    const more = page.getByRole('button', { name: 'More', exact: true });
    await more.click();
    await page.getByRole('button', { name: 'Less' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ever' }).click();
    await poll(() => page.url()).toContain('/history');
  });

  test('of something that Plex has not any more says so, and its history can be given to another', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: GONE });
    await page.getByText('Plex does not have this any more.').waitFor();
    await page.getByRole('button', { name: 'Fix match…' }).click();
    const words = page.getByLabel('Search Plex');
    await words.fill('meridian');
    await page.getByRole('button', { name: /The Salt Meridian/ }).click();
    await page.getByRole('alertdialog').getByText('Night Ferry to Aalborg · 2024').waitFor();
    await page.getByRole('button', { name: 'Give history' }).click();
    await page.getByText('2 plays belong to the new title now.').waitFor();
    await poll(() => page.url()).toContain(FILM);
  });

  test('shows viewers no action, and fits a phone in the light', async () => {
    const api = await start({ visitor: 'viewer' });
    const { page } = await open(api.url, { ...PHONE, colorScheme: 'light', path: FILM });
    await page.getByRole('heading', { name: 'Watched by you' }).waitFor();
    await page.getByRole('heading', { name: 'Newest plays' }).waitFor();
    expect(await page.getByRole('button', { name: 'Announce as new…' }).count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test('is where old addresses lead', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/info?rating_key=1001&source=history' });
    await page.getByRole('heading', { name: 'The Salt Meridian' }).waitFor();
    expect(page.url()).toContain(FILM);
    await page.goto(`${api.url}/search?query=meridian`);
    await page.getByRole('link', { name: 'The Salt Meridian' }).first().waitFor();
    await page.goto(`${api.url}/items/99999`);
    await page.getByText('Nothing is known of this title').waitFor();
  });
});

describe('search', () => {
  test('finds what is in Plex and what was played', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/search' });
    await page.keyboard.press('/');
    await page.keyboard.type('night ferry');
    const played = page.getByRole('region', { name: 'Played here' });
    await played.getByRole('link', { name: 'Night Ferry to Aalborg' }).waitFor();
    await poll(() => page.url()).toContain('q=night');
    expect(await page.getByRole('region', { name: 'In Plex' }).count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('searchbox').fill('zzzz');
    await page.getByText('Nothing is found for “zzzz”').waitFor();
  });

  test('the palette finds titles, remembers them, and offers to stop a stream', async () => {
    const api = await start();
    const { page } = await open(api.url);
    const palette = page.getByRole('dialog', { name: 'Command palette' });
    const find = async (words: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await palette.getByRole('searchbox').fill(words);
    };
    await find('meridian');
    await palette
      .getByRole('menuitem', { name: /The Salt Meridian.*Movie/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'The Salt Meridian' }).waitFor();
    await page.keyboard.press('Control+k');
    await palette.getByRole('group', { name: 'Recent' }).getByText('The Salt Meridian').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await find('stop');
    await palette
      .getByRole('menuitem', { name: /^Stop / })
      .first()
      .click();
    await page.getByRole('alertdialog').waitFor();
  });
});
