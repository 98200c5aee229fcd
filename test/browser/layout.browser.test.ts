import { expect, test } from 'vitest';
import { browserSuite } from './app.ts';

const { start, open } = browserSuite();

test('no page scrolls sideways from 360 to 1600 px, nor at 200 % text', async () => {
  const api = await start();
  const { page } = await open(api.url);
  const tooWide: string[] = [];
  for (const path of ['/', '/?view=compact', '/?view=table', '/?stream=1', '/history', '/history/1298', '/connect']) {
    await page.goto(api.url + path);
    await page.locator('h1').waitFor();
    for (const width of [360, 640, 768, 1024, 1280, 1600]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForTimeout(30);
      const over = Number(
        await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
      );
      if (over > 0) tooWide.push(`${path} at ${width}: ${over} px`);
    }
    await page.evaluate('document.documentElement.style.fontSize = "200%"');
    await page.waitForTimeout(30);
    const over = Number(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    );
    if (over > 0) tooWide.push(`${path} at 200 %: ${over} px`);
  }
  expect(tooWide).toEqual([]);
}, 60_000);

test.each(['pseudo', 'pseudo-rtl'])('a wordy language (%s) fits, and no word is left untranslated', async (locale) => {
  const api = await start();
  const { page } = await open(api.url, { remembered: { locale }, viewport: { width: 390, height: 844 } });
  for (const path of ['/', '/history', '/connect']) {
    await page.goto(api.url + path);
    await page.locator('h1').waitFor();
    await page.waitForTimeout(300);
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(
      true,
    );
    expect(await page.locator('h1').textContent()).not.toMatch(/Now|History|Connect/);
  }
});

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
