/** A new installation on a phone: from nothing to Now, as a person does it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { freePort, type ServerProcess, startServer } from '#test/support/server-process.ts';
import { openApp } from './app.ts';
import { launchBrowser } from './launch.ts';

const SAMPLE = resolve(import.meta.dirname, '../fixtures/tautulli/sample.db.gz');
const SMALL_PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;
const OWNER = { username: 'Marlow', password: 'lantern tide gravel' } as const;

let dataDir: string;
let sim: Simulator;
let server: ServerProcess;
let browser: Browser;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'spyglass-set-up-'));
  sim = await startSimulator({ clock: systemClock() });
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

/** Plex's page where a person agrees: it leads back at once. */
const PLEX_PAGE = `<script>location.replace(new URLSearchParams(location.hash.slice(2)).get('forwardUrl'))</script>`;

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
const overflow = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

async function becomeOwner(page: Page): Promise<void> {
  await heading(page, 'Welcome to Spyglass');
  await page.getByRole('button', { name: 'Begin' }).tap();
  await heading(page, 'Create the owner');
  await page.getByLabel('Name to sign in with').fill(OWNER.username);
  const password = page.getByRole('textbox', { name: 'Password' });
  await password.fill('seven77');
  await page.getByText('too short').waitFor();
  await page.getByRole('button', { name: 'Create owner' }).tap();
  await page.getByText('A password has at least 8 characters.').waitFor();
  await password.fill(OWNER.password);
  await page.getByText('strong', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Create owner' }).tap();
}

async function connectPlex(page: Page): Promise<void> {
  await heading(page, 'Connect Plex');
  await page.getByRole('button', { name: 'Continue with Plex' }).tap();
  // To Plex and back in the same tab; the simulator has agreed meanwhile.
  await page.getByText('How does Spyglass reach it?').waitFor({ timeout: 20_000 });
  await page
    .getByText(/Answers in \d+ ms/)
    .first()
    .waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Connect', exact: true }).tap();
}

async function bringHistory(page: Page): Promise<void> {
  await heading(page, 'Bring your history');
  const buffer = gunzipSync(await readFile(SAMPLE));
  const file = { name: 'tautulli.db', mimeType: 'application/octet-stream', buffer };
  await page.getByLabel('Tautulli database or backup').setInputFiles(file);
  await page.getByRole('button', { name: 'Look at it' }).tap();
  await page.getByText('Nothing is written yet.').waitFor({ timeout: 30_000 });
  expect(await overflow(page)).toBe(0);
  // Whoever comes back finds what was found.
  await page.reload();
  await page.getByText('Nothing is written yet.').waitFor();
  await page.getByRole('button', { name: 'Import', exact: true }).tap();
  await page.getByText('Your history is here.').waitFor({ timeout: 45_000 });
  await page.getByRole('button', { name: 'Continue' }).tap();
}

test('from an empty database to Now at 360 px: owner, Plex, history', { timeout: 120_000, retry: 0 }, async () => {
  const { page, problems } = await openApp(browser, server.url, { path: '/history', ...SMALL_PHONE });
  await page
    .context()
    .route('https://app.plex.tv/**', (route) => route.fulfill({ contentType: 'text/html', body: PLEX_PAGE }));
  await becomeOwner(page);
  await connectPlex(page);
  await bringHistory(page);
  await heading(page, 'Ready');
  await page.getByRole('link', { name: 'To Now' }).tap();
  await heading(page, 'Now');
  await page.getByRole('heading', { name: 'Recently watched' }).waitFor();
  expect(await overflow(page)).toBe(0);
  expect(problems.filter((problem) => !problem.startsWith('request to https://app.plex.tv/'))).toEqual([]);
});
