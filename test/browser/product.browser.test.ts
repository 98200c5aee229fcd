/** The whole product in a real browser: simulated Plex, embedded database, web app. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { openDatabase } from '#db/open.ts';
import { settings } from '#db/schema/index.ts';
import { silentLog } from '#log';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { waitFor } from '#test/support/product.ts';
import { freePort, type ServerProcess, startServer } from '#test/support/server-process.ts';
import { openApp } from './app.ts';
import { axeViolations } from './axe.ts';
import { launchBrowser } from './launch.ts';

const clock = systemClock();
let dataDir: string;
let sim: Simulator;
let server: ServerProcess;
let browser: Browser;
let people: string[];
let player: string;
let films: { key: string; title: string }[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'spyglass-browser-'));
  const database = await openDatabase({ config: { dataDir, autoMigrate: true }, clock, log: silentLog });
  await database.db.insert(settings).values({ key: 'ignoreIntervalSeconds', value: 1 });
  await database.close();
  sim = await startSimulator({ clock });
  people = sim.world.people.filter((person) => person.listed).map((person) => person.key);
  player = sim.world.players[0]!.key;
  films = [...sim.world.library.items()]
    .filter((item) => item.kind === 'movie')
    .map(({ key, title }) => ({ key, title }));
  server = await startServer(
    { SPYGLASS_DATA_DIR: dataDir, SPYGLASS_PLEXTV_URL: sim.plextvUrl },
    { port: await freePort() },
  );
  browser = await launchBrowser();
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await server?.kill('SIGTERM');
  await sim?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const play = (session: string, n: number): Promise<void> =>
  sim.act({
    action: 'start',
    session,
    user: people[n]!,
    player,
    item: films[n]!.key,
    machine: session,
    view_offset_ms: 600_000,
  });

test('from an empty installation to a play in the history, without a reload', { timeout: 90_000 }, async () => {
  const { page, problems } = await openApp(browser, server.url, { signedIn: await server.owner() });

  // Nothing is configured: the page asks for a server, and says what is wrong with what it is given.
  await page.getByRole('button', { name: 'Enter address and token instead' }).click();
  const address = page.getByLabel('Address');
  await address.waitFor();
  await address.fill(sim.pmsUrl);
  await page.getByLabel('Plex token').fill('a-wrong-token');
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByText('does not accept the token').waitFor();
  await page.getByLabel('Plex token').fill(sim.token);
  await page.getByRole('button', { name: 'Connect' }).click();
  await waitFor(clock, 'the socket to open', () => sim.listeners() > 0);

  // A film starts, is paused, and ends: the card follows.
  await play('a', 0);
  const card = page.locator('[data-stream]').filter({ hasText: films[0]!.title });
  await card.waitFor();
  await card.getByText('Playing').waitFor();
  await sim.act({ action: 'pause', session: 'a' });
  await card.getByText('Paused').first().waitFor();
  await sim.act({ action: 'resume', session: 'a' });
  await card.getByText('Playing').waitFor();
  await clock.sleep(2_000);

  // A second tab shows the same, and its history grows while it looks.
  const second = await openApp(browser, server.url, { path: '/history', signedIn: await server.owner() });
  await sim.act({ action: 'stop', session: 'a' });
  await card.getByText(/Stopped at/).waitFor();
  await second.page.locator('[data-play]').filter({ hasText: films[0]!.title }).waitFor();
  await card.waitFor({ state: 'detached', timeout: 15_000 });
  expect([...problems, ...second.problems]).toEqual([]);
});

test('a stream is ended from its card, and the viewer is told why', { timeout: 60_000 }, async () => {
  await play('b', 1);
  const { page } = await openApp(browser, server.url, { signedIn: await server.owner() });
  const card = page.locator('[data-stream]').filter({ hasText: films[1]!.title });
  await card.waitFor();
  await card.hover();
  await card.getByRole('button', { name: 'Stop…' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('textbox').fill('Bedtime');
  await dialog.getByRole('button', { name: 'Stop stream' }).click();
  await page.getByText('Plex was asked to stop').waitFor();
  await waitFor(clock, 'the server to be asked', () => sim.terminated.length > 0);
  expect(sim.terminated.at(-1)).toMatchObject({ reason: 'Bedtime' });
});

test('real artwork comes through the proxy, and axe finds nothing', { timeout: 60_000 }, async () => {
  await play('c', 2);
  const { page, problems } = await openApp(browser, server.url, { signedIn: await server.owner() });
  const poster = page.locator('[data-stream]').filter({ hasText: films[2]!.title }).locator('img').first();
  await poster.waitFor();
  const isDrawn = `document.querySelector('[data-stream] img')?.naturalWidth > 0`;
  await waitFor(clock, 'the poster to be drawn', () => page.evaluate<boolean>(isDrawn));
  expect(await axeViolations(page)).toEqual([]);
  expect(problems).toEqual([]);
});
