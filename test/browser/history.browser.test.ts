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
    await page.getByRole('button', { name: 'Person', exact: true }).waitFor();
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

  test('filters are in the address, leave out as well, work together, and can be taken away', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history?type=movie&decision=!transcode' });
    await page.locator('[data-play]').first().waitFor();
    await page.getByRole('button', { name: 'Remove the filter Type: Movies' }).waitFor();
    await page.getByRole('button', { name: 'Remove the filter Stream: not Transcode' }).waitFor();
    const badges = await page.locator('[data-play] .col-stream').allTextContents();
    expect(badges.filter((badge) => badge.includes('Transcode'))).toEqual([]);
    await page
      .getByRole('link', { name: /what they watched/ })
      .first()
      .click();
    await poll(() => page.url()).toContain('user=');
    await page.getByRole('button', { name: 'Person', exact: true }).click();
    await page.getByRole('radio', { name: 'All but these' }).click();
    await poll(() => decodeURIComponent(page.url())).toContain('user=!');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Remove the filter Person: not/ }).click();
    await poll(() => page.url()).not.toContain('user=');
    await page.getByRole('radio', { name: 'Every play' }).click();
    await poll(() => page.url()).toContain('view=plays');
  });

  test('rows are chosen by keys and by mouse, given away, deleted, and had back', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history' });
    await page.locator('[data-play="1300"]').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('1 chosen').waitFor();
    await page.locator('[data-play="1297"] input').click({ modifiers: ['Shift'] });
    await page.getByText('4 chosen').waitFor();
    const bar = page.getByRole('region', { name: 'Chosen rows' });
    expect(await bar.getByRole('link', { name: 'CSV' }).getAttribute('href')).toContain('ids=1300%2C1299');
    await bar.getByRole('button', { name: 'Other person' }).click();
    await page.getByRole('dialog').getByRole('button').nth(1).click();
    await page.getByText(/^4 plays belong to/).waitFor();
    await page.locator('[data-play="1300"] input').click();
    await bar.getByRole('button', { name: 'Delete' }).click();
    await page.locator('[data-play="1300"]').waitFor({ state: 'detached' });
    await poll(() => page.locator('[data-totals]').textContent()).toContain('1,299 viewings');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.locator('[data-play="1300"]').waitFor();
    await page.getByText('Taken back').waitFor();
  });

  test('viewings unfold into their plays, and shows into theirs', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history' });
    const more = page.locator('[data-play] button[aria-expanded]').first();
    await more.click();
    await page.locator('.history-segment-row a').nth(1).waitFor();
    await more.click();
    await page.locator('.history-segment-row').first().waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'By show' }).click();
    await page.getByRole('list', { name: 'By show' }).getByRole('button').first().click();
    await page.getByRole('list', { name: 'By show' }).getByRole('link').first().waitFor();
  });

  test('a view is kept under a name, and opens again', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history?mediaType=movie&watched=true' });
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('Films to the end');
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByRole('button', { name: 'Films to the end', exact: true }).last().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await poll(() => page.url()).not.toContain('movie');
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('button', { name: 'Films to the end', exact: true }).click();
    await poll(() => page.url()).toContain('mediaType=movie');
  });

  test('a month of the past is one press away, and so is the way back', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history' });
    await page.getByRole('button', { name: 'Jump to date' }).click();
    await page.getByRole('button', { name: /October 2026/ }).click();
    await poll(() => page.url()).toContain('start=2026-10-31');
    await page.getByRole('button', { name: 'To the newest' }).click();
    await poll(() => page.url()).not.toContain('start=');
  });

  test('a viewer finds what is theirs, and nothing that is for administrators', async () => {
    const api = await start({ visitor: 'viewer' });
    const { page } = await open(api.url, { path: '/history' });
    await page.locator('[data-play="1300"] input').click();
    await page.getByRole('link', { name: 'CSV', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /^(?:Delete|Other person|Other title|Person)$/ }).count()).toBe(0);
    await page.locator('[data-play="1300"]').click();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Note' }).count()).toBe(0);
  });

  test('no match offers to clear the filters', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history?search=nothing+like+this' });
    await page.getByText('No plays match').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).last().click();
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
    await page.getByRole('dialog').getByRole('button', { name: 'Type' }).tap();
    await page.getByText('Movies', { exact: true }).tap();
    await page.getByRole('button', { name: 'Show', exact: true }).tap();
    await poll(() => page.url()).toContain('mediaType=movie');
  });

  test('scrolling through thousands of rows stays smooth', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history' });
    await page.locator('[data-play="1300"]').waitFor();
    // The time the page itself works for a picture: other tests on the same machine do not count.
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const worked = async (): Promise<number> => {
      const { metrics } = await devTools.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    };
    const before = await worked();
    await page.evaluate(`new Promise((resolve) => {
      let pictures = 0;
      const step = () => {
        pictures += 1; window.scrollBy(0, 120);
        if (pictures < 90) requestAnimationFrame(step); else resolve();
      };
      requestAnimationFrame(step);
    })`);
    // Milliseconds; sixty pictures a second leave sixteen, on machines faster than those of tests.
    expect((((await worked()) - before) / 90) * 1000).toBeLessThan(25);
  });
});
