/** Network, map and year in a real browser, over the real product. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { aNativeStatistics } from '#http/native-statistics-testing.ts';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { freePort, type ServerProcess, startServer } from '#test/support/server-process.ts';
import type { SignedIn } from '#test/support/signed-in.ts';
import { SEES_ALL } from '#users/visible.ts';
import { type App, openApp } from './app.ts';
import { axeViolations } from './axe.ts';
import { launchBrowser } from './launch.ts';

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

/** Opens a page as it is with plays: what the server would say of some is said in its place. */
async function open(path: string, isSmall: boolean): Promise<Page> {
  const look = isSmall
    ? ({ viewport: { width: 360, height: 740 }, colorScheme: 'light' } as const)
    : ({ viewport: { width: 1_280, height: 800 }, colorScheme: 'dark' } as const);
  const app = await openApp(browser, server.url, { path, signedIn, ...look });
  apps.push(app);
  const { page } = app;
  const { places, bandwidth, yearReview } = aNativeStatistics;
  const answers: Readonly<Record<string, unknown>> = {
    places: await places(SEES_ALL, {}),
    bandwidth: await bandwidth(SEES_ALL, { by: 'day' }),
    year: await yearReview(SEES_ALL, { year: 2026, metric: 'watched', grouped: undefined }),
  };
  for (const [name, answer] of Object.entries(answers))
    await page.route(`**/api/v3/statistics/${name}?*`, (route) => route.fulfill({ json: answer }));
  await page.reload();
  return page;
}

async function fits(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
}

test.each([false, true])('network, map and year are there; on a phone: %s', async (isSmall) => {
  const page = await open('/stats/network', isSmall);
  await page.getByRole('heading', { name: /At most 4 Mbps/ }).waitFor();
  await page.getByText('No gaps in this time').waitFor();
  await page.getByRole('radio', { name: 'Away' }).click();
  await fits(page);

  await page.getByRole('link', { name: 'Map' }).click();
  await page.getByRole('heading', { name: 'Vík, Iceland leads with 50 min' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Home network' }).waitFor();
  await page.locator('#map [role=img] path').first().waitFor();
  await fits(page);

  await page.getByRole('link', { name: 'Year' }).click();
  await page.getByRole('heading', { name: '2026 in review' }).waitFor();
  await page.getByRole('link', { name: 'The Long Tide' }).first().waitFor();
  await fits(page);
  await page.getByRole('button', { name: 'Picture to share' }).click();
  await page.getByRole('img', { name: /2026 in review/ }).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the picture' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('spyglass-2026.png');
});
