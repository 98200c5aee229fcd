/** Names that want to be more than names, on every page; and every page of access looked at with axe. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { showcaseWorld } from '#simulator/worlds/showcase-world.ts';
import { waitFor } from '#test/support/product.ts';
import { freePort, type ServerProcess, startServer } from '#test/support/server-process.ts';
import { type SignedIn, signIn } from '#test/support/signed-in.ts';
import { openApp } from './app.ts';
import { axeViolations } from './axe.ts';
import { launchBrowser } from './launch.ts';

const clock = systemClock();
const SCRIPT = '<script>alert("name")</script>';
const IMAGE = '"><img src=x onerror=alert(1)>';
/** Turns the direction of everything after it, unless it is kept apart. */
const TURNED = '\u202egnp.exe\u2066';
const LONG = 'Wolkenkratzer'.repeat(18);
const NAMES = [SCRIPT, IMAGE, TURNED, LONG, "{{constructor.constructor('alert(1)')()}}", 'javascript:alert(1)'];
const VIEWER = { username: `${IMAGE} ${SCRIPT}`, password: 'river stone lamp' };

let dataDir: string;
let sim: Simulator;
let server: ServerProcess;
let browser: Browser;
let owner: SignedIn;

async function write(path: string, body: unknown): Promise<void> {
  const response = await owner.fetch(`/api/v3${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
}

/** A server whose people, films and player are called like that. */
function hostileWorld() {
  const world = showcaseWorld();
  world.people.forEach((person, n) => {
    Object.assign(person, { title: NAMES[n % NAMES.length], username: NAMES[n % NAMES.length] });
  });
  [...world.library.items()].forEach((item, n) => {
    Object.assign(item, { title: NAMES[n % NAMES.length], summary: SCRIPT, studio: IMAGE });
  });
  world.players.forEach((player, n) => {
    Object.assign(player, { title: NAMES[n % NAMES.length], device: IMAGE });
  });
  Object.assign(world.server, { friendlyName: `Attic ${IMAGE}` });
  return world;
}

const play = (session: string, n: number): Promise<void> =>
  sim.act({
    action: 'start',
    session,
    user: sim.world.people.filter(({ listed }) => listed)[n % 4]!.key,
    player: sim.world.players[n % sim.world.players.length]!.key,
    item: [...sim.world.library.items()].filter(({ kind }) => kind === 'movie' || kind === 'episode')[n]!.key,
    machine: session,
    view_offset_ms: 600_000,
  });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'spyglass-hostile-'));
  sim = await startSimulator({ clock, world: hostileWorld() });
  server = await startServer(
    {
      SPYGLASS_DATA_DIR: dataDir,
      SPYGLASS_PLEXTV_URL: sim.plextvUrl,
      SPYGLASS_PLEX_URL: sim.pmsUrl,
      SPYGLASS_PLEX_TOKEN: sim.token,
      SPYGLASS_SETTING_IGNORE_INTERVAL_SECONDS: '1',
    },
    { port: await freePort() },
  );
  browser = await launchBrowser();
  owner = await server.owner();
  await waitFor(clock, 'the socket to open', () => sim.listeners() > 0);
  for (let n = 0; n < NAMES.length; n += 1) await play(`s${n}`, n);
  await write('/accounts', { ...VIEWER, role: 'viewer' });
  await write('/accounts', { username: LONG.slice(0, 100), role: 'viewer', password: 'river stone lamp' });
  for (const name of [SCRIPT, IMAGE, LONG.slice(0, 100)]) await write('/api-keys', { name, scope: 'read' });
  await fetch(`${server.url}/api/v3/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': SCRIPT },
    body: JSON.stringify({ username: `${SCRIPT}${LONG}`.slice(0, 200), password: IMAGE }),
  });
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await server?.kill('SIGTERM');
  await sim?.close();
  await rm(dataDir, { recursive: true, force: true });
});

interface Place {
  readonly path: string;
  /** There when the page is. */
  readonly shows: string;
  /** What must be read on it, as it was written. */
  readonly says?: readonly string[];
}

const PLACES: readonly Place[] = [
  { path: '/', shows: '[data-stream]', says: [SCRIPT, IMAGE, LONG] },
  { path: '/?view=compact', shows: '[data-stream]', says: [SCRIPT, IMAGE] },
  { path: '/?view=table', shows: '[data-stream]', says: [SCRIPT, IMAGE] },
  { path: '/?stream=2', shows: 'aside h2, [role=dialog] h2' },
  { path: '/?stream=3', shows: 'aside h2, [role=dialog] h2' },
  { path: '/history', shows: '[data-play]', says: [SCRIPT] },
  { path: '/history/1', shows: 'aside h2, [role=dialog] h2' },
  { path: '/stats', shows: 'main h2' },
  { path: '/stats/people', shows: 'main h2' },
  { path: '/stats/devices', shows: 'main h2' },
  { path: '/libraries', shows: 'main a[href*="/libraries/"]' },
  { path: '/libraries/1', shows: 'main h2' },
  { path: '/people', shows: 'main a[href*="/people/"]', says: [SCRIPT] },
  { path: '/people/1', shows: 'main h2' },
  { path: '/people/2/history', shows: 'main h1, main h2, h1' },
  { path: '/items/1', shows: 'main h2' },
  { path: `/search?q=${encodeURIComponent('<script>')}`, shows: 'main h1, main h2, h1' },
  { path: '/account', shows: 'main h2:has-text("Recent sign-ins")', says: [SCRIPT] },
  { path: '/settings/access', shows: 'main li', says: [VIEWER.username] },
  { path: '/settings/keys', shows: 'main li', says: [SCRIPT, IMAGE] },
  { path: '/settings/import', shows: 'main form' },
  { path: '/settings/servers', shows: 'main h2' },
  { path: '/system/health', shows: 'main h2' },
  { path: '/system/logs', shows: 'main h1, main h2, h1' },
  { path: '/system/tasks', shows: 'main h2' },
  { path: '/connect', shows: 'main section' },
  { path: '/set-up?step=plex', shows: 'main section' },
];

const overflow = (page: Page) =>
  page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)');
const WIDTHS = [360, 1440];

test('names from Plex and from people are shown as they are, and do nothing', { timeout: 120_000 }, async () => {
  // Longer than what is not worth a record.
  await clock.sleep(2_500);
  await sim.act({ action: 'stop', session: 's0' });
  const isRecorded = async (): Promise<boolean> =>
    (await (await owner.fetch('/api/v3/history?limit=1')).text()).includes('"playId"');
  await waitFor(clock, 'the play to be recorded', isRecorded);
  const { page, problems } = await openApp(browser, server.url, { signedIn: owner });
  const found: string[] = [];
  page.on('dialog', (dialog) => {
    found.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  for (const { path, shows, says = [] } of PLACES) {
    await page.goto(server.url + path);
    await page
      .locator(shows)
      .first()
      .waitFor({ timeout: 8000 })
      .catch(() => found.push(`${path} does not show ${shows}`));
    await page.waitForTimeout(150);
    const text = await page.locator('body').innerText();
    for (const word of says) if (!text.includes(word)) found.push(`${path} does not say ${word.slice(0, 40)}`);
    if ((await page.locator('img[src="x"], img[onerror], main script').count()) > 0)
      found.push(`${path} took a name for HTML`);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForTimeout(50);
      if ((await overflow(page)) > 0) found.push(`${path} at ${width}: ${await overflow(page)} px too wide`);
    }
  }
  expect([...found, ...problems]).toEqual([]);
});

test('a viewer with such a name sees a page that fits, their own part of it, and a calm word at the rest', async () => {
  const viewer = await signIn(server.url, VIEWER);
  const size = { viewport: { width: 360, height: 740 } };
  const { page, problems } = await openApp(browser, server.url, { signedIn: viewer, ...size });
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByText('Sign out everywhere else').waitFor();
  expect(await page.getByRole('link', { name: 'People with access' }).count()).toBe(0);
  expect(await overflow(page)).toBe(0);
  expect(await page.locator('[data-stream]').count()).toBe(0);
  for (const path of [
    '/settings/access',
    '/settings/keys',
    '/settings/import',
    '/connect',
    '/settings',
    '/system/logs',
  ]) {
    await page.goto(server.url + path);
    await page.getByText('Nothing here for you to do').waitFor();
  }
  expect(problems).toEqual([]);
});

interface Look {
  readonly path: string;
  readonly isAnonymous?: boolean;
  readonly open?: (page: Page) => Promise<void>;
}

const press = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name, exact: true }).first().click();
  await page.locator('[role=dialog], aside[data-beside]').waitFor();
};

const LOOKS: readonly Look[] = [
  { path: '/sign-in', isAnonymous: true },
  { path: '/set-up?step=plex' },
  { path: '/set-up?step=history' },
  { path: '/account' },
  { path: '/account', open: press('Turn on the second step') },
  { path: '/settings/access', open: press(`Manage ${VIEWER.username}`) },
  { path: '/settings/access', open: press('Let somebody in') },
  { path: '/settings/keys', open: press('New key') },
];

test.each([
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'light', width: 360 },
] as const)('axe finds nothing on the pages of access ($colorScheme, $width px)', { timeout: 90_000 }, async (look) => {
  const { colorScheme, width } = look;
  const options = { colorScheme, viewport: { width, height: 800 } };
  const mine = await openApp(browser, server.url, { signedIn: owner, ...options });
  const nobody = await openApp(browser, server.url, options);
  const found: string[] = [];
  for (const { path, isAnonymous = false, open } of LOOKS) {
    const { page } = isAnonymous ? nobody : mine;
    await page.goto(server.url + path);
    await page.locator('main h2:visible, main section:visible, main form:visible').first().waitFor();
    await open?.(page);
    await page.waitForTimeout(150);
    found.push(...(await axeViolations(page)).map((violation) => `${path}: ${violation}`));
  }
  expect([...found, ...mine.problems, ...nobody.problems]).toEqual([]);
});
