import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browserSuite, PHONE, poll } from './app.ts';
import { axeViolations } from './axe.ts';

const { start, open } = browserSuite();

const TABS = ['/stats', '/stats/time', '/stats/people', '/stats/devices', '/stats/streams'];

const chart = (page: Page, id: string) => page.locator(`section#${id}`);

/** Waits until a chart has drawn something. */
const drawn = (page: Page, id: string) =>
  chart(page, id).locator('[data-plot] svg path').first().waitFor({ state: 'attached' });

describe('the statistics', () => {
  test('answer in their titles, say their numbers in tables, and load the drawing late', async () => {
    const api = await start();
    const { page } = await open(api.url);
    const engines: string[] = [];
    page.on('request', (request) => /\/engine-/.test(request.url()) && engines.push(request.url()));
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await poll(() => page.url()).toContain('/stats');
    await drawn(page, 'plays');
    expect(engines).toHaveLength(1);
    expect(await chart(page, 'plays').getByRole('heading').textContent()).toMatch(/ had the most: \d+ plays$/);
    expect(await chart(page, 'plays').locator('tbody tr').count()).toBe(30);
    expect(await chart(page, 'plays').locator('thead th').allTextContents()).toEqual(
      expect.arrayContaining(['Day', 'Movies', 'TV', 'Music']),
    );
    expect(await chart(page, 'week').locator('tbody tr').count()).toBe(7);
    await page.getByRole('term').filter({ hasText: 'Plays' }).first().waitFor();
  });

  test('by keys: along a chart, into a day, back in time', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/stats' });
    await drawn(page, 'plays');
    const keys = chart(page, 'plays').getByRole('slider');
    await keys.focus();
    await page.keyboard.press('Home');
    const first = await keys.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowRight');
    await poll(() => keys.getAttribute('aria-valuetext')).not.toBe(first);
    expect(await keys.getAttribute('aria-valuetext')).toMatch(/Total \d+, Movies \d+/);
    await page.keyboard.press('Enter');
    await poll(() => page.url()).toMatch(/from=\d{4}-\d\d-\d\d&to=/);
    await page.locator('h1').click();
    const day = new URL(page.url()).searchParams.get('from');
    await page.keyboard.press('[');
    await poll(() => new URL(page.url()).searchParams.get('from')).not.toBe(day);
    await page.keyboard.press(']');
    await poll(() => new URL(page.url()).searchParams.get('from')).toBe(day);
  });

  test('a bar narrows the page, with Shift it opens the plays, and chips take filters back', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/stats' });
    const people = chart(page, 'top-person');
    await people.getByRole('button', { name: /Grandma/ }).click();
    await poll(() => page.url()).toContain('user=');
    await poll(() => people.locator('tbody tr').count()).toBe(1);
    await page.getByRole('button', { name: /^Remove the filter Person/ }).click();
    await poll(() => page.url()).not.toContain('user=');
    await page.getByRole('button', { name: 'Type', exact: true }).click();
    await page.getByRole('radio', { name: 'All but these' }).click();
    await page.getByRole('list', { name: 'Values' }).getByText('Movies').click();
    await poll(() => decodeURIComponent(page.url())).toContain('mediaType=!movie');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Remove the filter Type: not Movies' }).waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await poll(() => page.url()).not.toContain('mediaType');
    await chart(page, 'mix-decision')
      .getByRole('button', { name: /Transcode/ })
      .click({ modifiers: ['Shift'] });
    await poll(() => page.url()).toContain('/history?');
    expect(page.url()).toContain('decision=transcode');
  });

  test('what is counted and the comparison are in the address; series can be switched off', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/stats/time?range=90d&compare=true&metric=watched' });
    await drawn(page, 'plays');
    expect(await page.getByLabel('What is counted').inputValue()).toBe('watched');
    const legend = chart(page, 'plays').getByRole('list', { name: 'Series' });
    expect(await legend.getByRole('button', { name: 'Before' }).getAttribute('aria-pressed')).toBe('true');
    expect(await legend.getByRole('button', { name: 'Total' }).getAttribute('aria-pressed')).toBe('false');
    await legend.getByRole('button', { name: 'Movies' }).click();
    await page.reload();
    await drawn(page, 'plays');
    expect(await legend.getByRole('button', { name: 'Movies' }).getAttribute('aria-pressed')).toBe('false');
    await page.getByRole('radio', { name: 'Month' }).click();
    await poll(() => page.url()).toContain('scale=month');
    await page.getByRole('link', { name: 'Devices' }).click();
    await poll(() => page.url()).toContain('/stats/devices?range=90d&');
  });

  test('a chart is a table, a file and a picture as well', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/stats' });
    await drawn(page, 'plays');
    const menu = chart(page, 'plays').getByRole('button', { name: /^Menu/ });
    const files: Record<string, string> = {};
    for (const [name, item] of [
      ['csv', 'Download as CSV'],
      ['png', 'Download as picture'],
    ] as const) {
      await menu.click();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: item }).click();
      files[name] = readFileSync(await (await download).path(), 'latin1');
    }
    expect(files.csv?.split('\r\n')[0]).toContain('Day,Movies,TV,Music');
    expect(files.png?.slice(1, 4)).toBe('PNG');
    await menu.click();
    await page.getByRole('button', { name: 'Show as table' }).click();
    await chart(page, 'plays').getByRole('region').waitFor();
  });

  test('whoever sees only their own plays is not asked about people', async () => {
    const api = await start({ visitor: 'viewer' });
    const { page } = await open(api.url, { path: '/stats' });
    await drawn(page, 'plays');
    expect(await page.getByRole('link', { name: 'People', exact: true }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Person', exact: true }).count()).toBe(0);
    expect(await chart(page, 'top-person').count()).toBe(0);
  });

  test('an error stands where it happened, and an old address leads here', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/graphs' });
    await poll(() => page.url()).toMatch(/\/stats$/);
    await drawn(page, 'plays');
    api.faults.isBroken = true;
    await page
      .getByRole('navigation', { name: 'Parts of the statistics' })
      .getByRole('link', { name: 'Streams' })
      .click();
    const retry = chart(page, 'top-reason').getByRole('button', { name: 'Try again' });
    await retry.waitFor();
    api.faults.isBroken = false;
    await retry.click();
    await chart(page, 'top-reason').locator('tbody tr').first().waitFor({ state: 'attached' });
  });
});

test.each([
  ['dark', { viewport: { width: 1280, height: 800 } }],
  ['light', { ...PHONE, viewport: { width: 360, height: 740 } }],
] as const)(
  'every part is accessible and fits (%s)',
  async (colorScheme, options) => {
    const api = await start();
    const { page } = await open(api.url, { ...options, colorScheme, path: '/stats' });
    for (const path of TABS) {
      await page.goto(api.url + path);
      await page.locator('section[id] tbody').first().waitFor({ state: 'attached' });
      await poll(() => page.locator('.animate-skeleton').count()).toBe(0);
      expect(await axeViolations(page), path).toEqual([]);
      expect(
        await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
        path,
      ).toBeLessThanOrEqual(0);
    }
  },
  60_000,
);

test('on a phone the filters are a sheet', async () => {
  const api = await start();
  const { page } = await open(api.url, { ...PHONE, path: '/stats' });
  await page.getByRole('button', { name: 'Filters' }).click();
  const sheet = page.getByRole('dialog', { name: 'Filters' });
  await sheet.getByRole('button', { name: 'Type' }).click();
  await sheet.getByText('Music', { exact: true }).click();
  await sheet.getByRole('button', { name: 'Show' }).click();
  await poll(() => page.url()).toContain('mediaType=track');
  await page.getByRole('button', { name: 'Filters (1)' }).waitFor();
});

test('nothing moves while the charts load', async () => {
  const api = await start();
  api.faults.delayMs = 300;
  const { page } = await open(api.url, { path: '/history' });
  await page.addInitScript(`
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  `);
  for (const path of ['/stats', '/stats/streams']) {
    await page.goto(api.url + path);
    await page.locator('[data-plot] svg').first().waitFor();
    await poll(() => page.locator('.animate-skeleton').count()).toBe(0);
    expect(await page.evaluate('window.shifts'), path).toBeLessThan(0.02);
  }
});
