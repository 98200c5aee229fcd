import { expect, test } from 'vitest';
import { browserSuite } from './app.ts';
import { MAIN_PAGES, misfits, sideways } from './pages.ts';

const { start, open } = browserSuite();

test('no page scrolls sideways from 360 to 1600 px, nor at 200 % text', async () => {
  const api = await start();
  const { page } = await open(api.url);
  const tooWide: string[] = [];
  for (const path of [...MAIN_PAGES, '/?stream=1', '/history/1298']) {
    await page.goto(api.url + path);
    await page.locator('h1').waitFor();
    for (const width of [360, 640, 768, 1024, 1280, 1600]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForTimeout(30);
      const over = await sideways(page);
      if (over > 0) tooWide.push(`${path} at ${width}: ${over} px`);
    }
    await page.evaluate('document.documentElement.style.fontSize = "200%"');
    await page.waitForTimeout(30);
    const over = await sideways(page);
    if (over > 0) tooWide.push(`${path} at 200 %: ${over} px`);
  }
  expect(tooWide).toEqual([]);
}, 60_000);

test.each(['pseudo-rtl', 'de'])(
  'a wordy language (%s) fits on every page',
  async (locale) => {
    const api = await start();
    const { page } = await open(api.url, { remembered: { locale }, viewport: { width: 390, height: 844 } });
    const wrong: string[] = [];
    for (const path of MAIN_PAGES) {
      await page.goto(api.url + path);
      await page.locator('h1').waitFor();
      await page.waitForTimeout(300);
      const over = await sideways(page);
      if (over > 0) wrong.push(`${path}: ${over} px too wide`);
      wrong.push(...(await misfits(page)).map((misfit) => `${path}: ${misfit}`));
      const title = await page.locator('h1').textContent();
      if (/^(?:Now|History|Statistics|People|Connect.*)$/.test(title ?? '')) wrong.push(`${path}: still ${title}`);
    }
    expect(wrong).toEqual([]);
  },
  60_000,
);

test('nothing moves while the pages load', async () => {
  const api = await start();
  api.faults.delayMs = 300;
  const { page } = await open(api.url);
  await page.addInitScript(`
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  `);
  for (const path of ['/', '/history']) {
    await page.goto(api.url + path);
    await page.locator('[data-stream] img, [data-play]').first().waitFor();
    await page.waitForTimeout(800);
    expect(await page.evaluate('window.shifts'), path).toBeLessThan(0.02);
  }
});
