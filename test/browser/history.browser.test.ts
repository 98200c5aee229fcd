import { describe, expect, test } from 'vitest';
import { browserSuite, PHONE, poll } from './app.ts';

const { start, open } = browserSuite();

describe('the history', () => {
  test('loads more while scrolling, draws only what is seen, and keeps its place when a play is opened', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history' });
    await page.locator('[data-play="1300"]').waitFor();
    await page.getByText('1,300 viewings').waitFor();
    for (let step = 0; step < 6; step += 1) {
      await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
      await page.waitForTimeout(150);
    }
    await poll(() => page.locator('[data-play]').last().getAttribute('data-play').then(Number)).toBeLessThan(900);
    expect(await page.locator('[data-play]').count()).toBeLessThan(80);

    const row = page.locator('[data-play]').nth(25);
    await row.scrollIntoViewIfNeeded();
    await row.click();
    await page.getByRole('complementary').waitFor();
    const before = Number(await page.evaluate('window.scrollY'));
    await page.keyboard.press('Escape');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
    expect(Math.abs(Number(await page.evaluate('window.scrollY')) - before)).toBeLessThan(5);
    expect(before).toBeGreaterThan(2000);
  });

  test('by keyboard: find a play, open it, go on to the next, close', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history' });
    await page.locator('[data-play="1300"]').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('lighthouse');
    await poll(() => page.url()).toContain('search=lighthouse');
    await poll(() => page.locator('[data-totals]').textContent()).not.toContain('1,300');
    await page.keyboard.press('Tab');
    await page.locator('h1').click();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: 'A Lighthouse for Otto' });
    await panel.waitFor();
    const first = page.url();
    await page.keyboard.press('j');
    await poll(() => page.url()).not.toBe(first);
    await page.keyboard.press('k');
    await poll(() => page.url()).toBe(first);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.closest("[data-play]") !== null')).toBe(true);
  });

  test('filters are in the address, work together, and can be taken away', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history?type=movie&decision=transcode' });
    await page.locator('[data-play]').first().waitFor();
    expect(await page.getByLabel('Type', { exact: true }).inputValue()).toBe('movie');
    const badges = await page.locator('[data-play] .col-stream').allTextContents();
    expect(new Set(badges.map((badge) => badge.replace(/\d+p|4K/, '').trim()))).toEqual(new Set(['Transcode']));
    await page
      .getByRole('link', { name: /what they watched/ })
      .first()
      .click();
    await poll(() => page.url()).toContain('user=');
    await page.getByRole('button', { name: /^Remove the filter/ }).click();
    await poll(() => page.url()).not.toContain('user=');
    await page.getByRole('radio', { name: 'Every play' }).click();
    await poll(() => page.url()).toContain('view=plays');
  });

  test('no match offers to clear the filters', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history?search=nothing+like+this' });
    await page.getByText('No plays match').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.locator('[data-play="1300"]').waitFor();
  });

  test('new plays slide in at the top, and wait when somebody reads farther down', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history' });
    await page.locator('[data-play="1300"]').waitFor();
    api.world.end(2);
    await page.locator('[data-play="1301"]').waitFor();
    await page.mouse.wheel(0, 3000);
    await poll(() => page.evaluate('window.scrollY')).toBeGreaterThan(1000);
    api.world.end(1);
    api.world.end(3);
    await page.getByRole('button', { name: '2 new plays' }).click();
    await page.locator('[data-play="1303"]').waitFor();
    expect(await page.evaluate('window.scrollY')).toBeLessThan(50);
  });

  test('an error is said where the list would be, and can be tried again', async () => {
    const api = await start();
    api.faults.isBroken = true;
    const { page } = await open(api.url, { path: '/history' });
    await page.getByText('The history could not be loaded. The database does not answer. Look at its log.').waitFor();
    api.faults.isBroken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('[data-play="1300"]').waitFor();
  });

  test('on a phone rows are cards, the panel is a sheet, and filters come from the bottom', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history', ...PHONE });
    await page.locator('[data-play="1300"]').tap();
    await page.getByRole('dialog', { name: /Harbor Lights/ }).waitFor();
    await page.getByRole('button', { name: 'Close' }).tap();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Filters' }).tap();
    await page.getByRole('dialog').getByLabel('Type', { exact: true }).selectOption('movie');
    await page.getByRole('button', { name: 'Show' }).tap();
    await poll(() => page.url()).toContain('type=movie');
  });

  test('scrolling through thousands of rows stays smooth', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history' });
    await page.locator('[data-play="1300"]').waitFor();
    const typical = await page.evaluate(`new Promise((resolve) => {
      const times = []; let last = performance.now();
      const step = (now) => {
        times.push(now - last); last = now; window.scrollBy(0, 120);
        if (times.length < 90) requestAnimationFrame(step);
        else resolve(times.sort((a, b) => a - b)[Math.floor(times.length * 0.5)]);
      };
      requestAnimationFrame(step);
    })`);
    // Milliseconds between two pictures, drawn in software on a machine that is busy with other tests.
    expect(typical).toBeLessThan(50);
  });
});
