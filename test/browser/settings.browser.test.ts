/** Settings and system in a real browser, over the real product with a simulated Plex. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { freePort, type ServerProcess, startServer } from '#test/support/server-process.ts';
import type { SignedIn } from '#test/support/signed-in.ts';
import { type App, openApp, poll } from './app.ts';
import { axeViolations } from './axe.ts';
import { launchBrowser } from './launch.ts';

const LOCKED = 'SPYGLASS_SETTING_TV_WATCHED_PERCENT';

let dataDir: string;
let sim: Simulator;
let server: ServerProcess;
let browser: Browser;
let signedIn: SignedIn;
const apps: App[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'spyglass-browser-'));
  sim = await startSimulator({ clock: systemClock() });
  server = await startServer(
    {
      SPYGLASS_DATA_DIR: dataDir,
      SPYGLASS_PLEXTV_URL: sim.plextvUrl,
      SPYGLASS_PLEX_URL: sim.pmsUrl,
      SPYGLASS_PLEX_TOKEN: sim.token,
      SPYGLASS_LOG_LEVEL: 'debug',
      [LOCKED]: '70',
    },
    { port: await freePort() },
  );
  signedIn = await server.owner();
  browser = await launchBrowser();
}, 90_000);

afterEach(async () => {
  const problems = apps.flatMap((app) => app.problems);
  await Promise.all(apps.splice(0).map(({ page }) => page.context().close()));
  expect(problems).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await server?.kill('SIGTERM');
  await sim?.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function open(path: string, options: Parameters<typeof openApp>[2] = {}): Promise<Page> {
  const app = await openApp(browser, server.url, { path, signedIn, ...options });
  apps.push(app);
  return app.page;
}

interface Answer {
  readonly settings: readonly { readonly key: string; readonly value: unknown; readonly isSet: boolean }[];
}

async function stored(key: string) {
  const answer = (await (await signedIn.fetch('/api/v3/settings')).json()) as Answer;
  return answer.settings.find((one) => one.key === key);
}

test('a setting is found by its words, comes into view and has the keyboard', async () => {
  const page = await open('/settings');
  const search = page.getByRole('combobox', { name: 'Search settings' });
  await search.fill('ipv6');
  await page.getByRole('option', { name: /IPv6 prefix length/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/settings\/notifications\?field=concurrentIpv6PrefixLength/);
  // It is among the advanced ones, which open for it.
  const field = page.getByLabel('IPv6 prefix length');
  await field.waitFor();
  await poll(() => field.evaluate((input) => input.matches(':focus'))).toBe(true);
  await search.fill('nothing is called like this');
  await page.getByText('No setting is like that').last().waitFor();
});

test('a switch is saved at once, and goes back when it cannot be', async () => {
  const page = await open('/settings/general');
  const row = page.locator('[data-setting=groupHistory]');
  const toggle = row.getByRole('switch');
  await row.getByText('Group interrupted plays').click();
  await row.getByText('Saved').waitFor();
  expect(await stored('groupHistory')).toMatchObject({ value: false, isSet: true });

  await page.route('**/api/v3/settings', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  await row.getByText('Group interrupted plays').click();
  await row.getByText('Spyglass does not answer').waitFor();
  expect(await toggle.isChecked()).toBe(false);
});

test('values are saved together, what does not fit says so, and nothing is lost by leaving', async () => {
  const page = await open('/settings/recording');
  const movie = page.getByLabel('Movie counts as watched at');
  await movie.fill('40');
  await page.getByText('1 change is not saved').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('This must be a whole number from 50 to 95.').waitFor();
  expect(await movie.getAttribute('aria-invalid')).toBe('true');

  await movie.fill('90');
  await page.getByRole('link', { name: 'Newsletters' }).click();
  await page.getByRole('alertdialog', { name: 'Leave without saving?' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  expect(await stored('movieWatchedPercent')).toMatchObject({ value: 90 });
  await page.locator('[data-setting=movieWatchedPercent]').getByText('Default: 85 %').waitFor();
});

test('what the environment decides has a padlock with the name of the variable', async () => {
  const page = await open('/settings/recording');
  const row = page.locator('[data-setting=tvWatchedPercent]');
  await row.getByText(`Set by ${LOCKED}`).waitFor();
  const input = row.getByRole('textbox');
  expect(await input.inputValue()).toBe('70');
  expect(await input.isEditable()).toBe(false);
});

test('a secret is written and never shown again', async () => {
  const page = await open('/settings/integrations');
  const row = page.locator('[data-setting=tmdbApiKey]');
  await row.getByText('Not set').waitFor();
  await row.getByRole('button', { name: /^Set/ }).click();
  await page.keyboard.type('a-key-of-somebody');
  await page.getByRole('button', { name: 'Save' }).click();
  await row.getByText(/^Set \d/).waitFor();
  const answer = await (await signedIn.fetch('/api/v3/settings')).text();
  expect(answer).not.toContain('a-key-of-somebody');
  expect(await page.content()).not.toContain('a-key-of-somebody');
  const audit = await (await signedIn.fetch('/api/v3/audit')).text();
  expect(audit).toContain('"subject":"tmdbApiKey"');
  expect(audit).not.toContain('a-key-of-somebody');
  await row.getByRole('button', { name: /^Remove/ }).click();
  await row.getByText('Is removed when you save').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await row.getByText('Not set').waitFor();
});

test('a server is tested, and says who it is', async () => {
  const page = await open('/settings/servers');
  await page.getByRole('button', { name: /^Test/ }).click();
  await page.getByText(/ answers: Plex Media Server /).waitFor();
  await page.getByText('Set by SPYGLASS_PLEX_URL').waitFor();
});

test('a task runs when it is told to', async () => {
  const page = await open('/system/tasks');
  const task = page.locator('[data-task=analyse]');
  await task.getByRole('button').click();
  await page.getByText('Refresh database statistics begins.').waitFor();
  await task.getByText('Done').first().waitFor();
  await page.locator('[data-task=people]').getByText('Done').first().waitFor();
});

test('the log follows without being loaded again, is narrowed, and holds no token', async () => {
  const page = await open('/system/logs');
  await page.getByLabel('Search the log').fill('a-visit');
  await page.getByText('No line is like that').waitFor();
  await fetch(`${server.url}/healthz?a-visit=1&token=never-to-be-seen`);
  await page.getByText('method: GET · url: /healthz?a-visit=1&token=[hidden]').first().waitFor();
  await page.getByLabel('Level').selectOption('warn');
  await page.waitForURL(/level=warn/);
  await page.getByText('No line is like that').waitFor();
  await page.getByLabel('Level').selectOption('');
  await page.getByLabel('Search the log').fill('is ready');
  await page.getByText('Spyglass is ready').waitFor();
  const download = await (await signedIn.fetch('/api/v3/logs/download')).text();
  expect(download).toContain('Spyglass is ready');
  expect(download).not.toContain(sim.token);
  expect(download).not.toContain('never-to-be-seen');
});

test('how things stand, and what this is', async () => {
  const page = await open('/system/health');
  await page.getByText(/The database answers in \d+ ms/).waitFor();
  await page.getByText('This process watches the servers').waitFor();
  await page.getByRole('link', { name: 'About' }).click();
  await page.getByText(/PostgreSQL \d+.* built in/).waitFor();
});

const PAGES = [
  '/settings/general',
  '/settings/servers',
  '/settings/recording',
  '/settings/integrations',
  '/system/health',
  '/system/logs',
  '/system/tasks',
  '/system/about',
];

test.each([
  ['dark', 1280],
  ['light', 360],
] as const)('nothing is amiss in %s at %i pixels', { timeout: 120_000 }, async (colorScheme, width) => {
  const page = await open('/settings/general', { colorScheme, viewport: { width, height: 800 } });
  for (const path of PAGES) {
    await page.goto(server.url + path);
    await page.locator('main section, main ol').first().waitFor();
    if (process.env.SHOTS !== undefined)
      await page.screenshot({
        path: join(process.env.SHOTS, `${path.slice(1).replace('/', '-')}-${colorScheme}-${width}.png`),
        fullPage: true,
      });
    expect([path, await axeViolations(page)]).toEqual([path, []]);
    // Width and layout do not depend on the theme; colours do.
    const other = colorScheme === 'dark' ? 'light' : 'dark';
    await page.emulateMedia({ colorScheme: other, reducedMotion: 'reduce' });
    await page.locator(`html[data-theme=${other}]`).waitFor();
    await poll(() => page.evaluate('document.getAnimations().length')).toBe(0);
    expect([path, other, await axeViolations(page, ['color-contrast'])]).toEqual([path, other, []]);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const isTooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect([path, isTooWide]).toEqual([path, false]);
  }
});
