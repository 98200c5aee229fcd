import { describe, expect, test } from 'vitest';
import { browserSuite, PHONE, poll } from './app.ts';

const { start, open } = browserSuite();
const BACKGROUND = 'getComputedStyle(document.documentElement).backgroundColor';
const DARK = 'rgb(10, 15, 19)';
const LIGHT = 'rgb(245, 247, 249)';

describe('theme and density', () => {
  test.each([
    ['light', 'dark', LIGHT],
    ['dark', 'light', DARK],
    ['system', 'light', LIGHT],
  ] as const)('%s is there at the first paint, whatever the system says (%s)', async (theme, colorScheme, colour) => {
    const api = await start();
    const { page } = await open(api.url, { colorScheme, remembered: { theme } });
    // The app itself is held back: what is painted now is what a person would see first.
    await page.route(/assets\/index-.*\.js/, (route) => route.abort());
    await page.goto(api.url);
    expect(await page.evaluate(BACKGROUND)).toBe(colour);
    expect(await page.locator('h1').count()).toBe(0);
  });

  test('a theme follows the system live, can be switched by menu and key, and is remembered', async () => {
    const api = await start();
    const { page } = await open(api.url);
    expect(await page.evaluate(BACKGROUND)).toBe(DARK);
    await page.emulateMedia({ colorScheme: 'light' });
    await poll(() => page.evaluate(BACKGROUND)).toBe(LIGHT);
    await page.getByRole('button', { name: 'Appearance' }).click();
    await page.getByRole('radio', { name: 'Dark' }).click();
    await poll(() => page.evaluate(BACKGROUND)).toBe(DARK);
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    await poll(() => page.evaluate(BACKGROUND)).toBe(LIGHT);
    await page.reload();
    expect(await page.evaluate(BACKGROUND)).toBe(LIGHT);
  });

  test('compact is denser and remembered', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/history' });
    const row = page.locator('[data-play]').first();
    const comfortable = (await row.boundingBox())?.height;
    await page.keyboard.press('d');
    await poll(async () => (await row.boundingBox())?.height).toBe(36);
    expect(comfortable).toBe(48);
    await page.reload();
    await poll(async () => (await row.boundingBox())?.height).toBe(36);
  });
});

describe('getting around', () => {
  test('by keys, by palette, and with a list of all keys', async () => {
    const api = await start();
    const { page } = await open(api.url);
    await page.locator('[data-stream="1"]').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await page.locator('[data-play]').first().waitFor();
    expect(await page.title()).toBe('6 · History · Spyglass');

    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('salt');
    await page.getByRole('menuitem', { name: 'The Salt Meridian', exact: false }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'The Salt Meridian' }).waitFor();

    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.getByText('Single-key shortcuts').click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('t');
    expect(await page.evaluate(BACKGROUND)).toBe(DARK);
  });

  test('cards are reached with j and opened with Enter', async () => {
    const api = await start();
    const { page } = await open(api.url);
    await page.locator('[data-stream="1"]').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: /Harbor Lights/ }).waitFor();
  });

  test('the first Tab leads to a link past the navigation', async () => {
    const api = await start();
    const { page } = await open(api.url);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });

  test('the rail folds to icons and stays so; a phone has a bar at the bottom', async () => {
    const api = await start();
    const { page } = await open(api.url);
    await page.getByRole('button', { name: 'Collapse' }).click();
    const rail = page.getByRole('navigation', { name: 'Main' });
    await poll(async () => (await rail.boundingBox())?.width).toBe(64);
    await page.reload();
    await poll(async () => (await rail.boundingBox())?.width).toBe(64);

    const phone = await open(api.url, PHONE);
    await phone.page.getByRole('link', { name: 'History', exact: true }).tap();
    await phone.page.locator('[data-play]').first().waitFor();
  });

  test('all of it works under a path', async () => {
    const api = await start({ basePath: '/tv/spyglass' });
    const { page } = await open(api.url, { path: '/history/1298' });
    await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor();
    await page.getByRole('link', { name: /^Now/ }).click();
    await page.locator('[data-stream="1"] img').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/tv/spyglass/');
    expect(await page.locator('link[rel=icon]').getAttribute('href')).toBe('/tv/spyglass/favicons/6.svg');
    expect(await page.evaluate('document.querySelector("[data-stream] img").naturalWidth > 0')).toBe(true);
  });

  test('an address that leads nowhere says so', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/beyond-the-chart' });
    await page.getByText('There is no such page').waitFor();
  });
});

test('screen readers hear about streams politely, and not more than once in ten seconds', async () => {
  const api = await start();
  const { page } = await open(api.url);
  await page.locator('[data-stream="1"]').waitFor();
  const announcer = page.locator('[data-announcer]');
  expect(await announcer.getAttribute('aria-live')).toBe('polite');
  expect(await announcer.textContent()).toBe('');
  await page.clock.install();
  api.world.start();
  await page.locator('[data-stream="7"]').waitFor();
  await page.clock.runFor(1100);
  expect(await announcer.textContent()).toBe('Hiro Tanaka started The Cartographer’s Daughter. 7 streams');
  api.world.start();
  await page.locator('[data-stream="8"]').waitFor();
  await page.clock.runFor(8000);
  expect(await announcer.textContent()).toContain('7 streams');
  await page.clock.runFor(2500);
  expect(await announcer.textContent()).toContain('8 streams');
});
