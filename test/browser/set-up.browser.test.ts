/** A new installation on a phone: from nothing to Now, as a person does it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { TOTP } from 'otpauth';
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

const DESKTOP = { viewport: { width: 1280, height: 800 } } as const;

async function fillIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name' }).fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('signing in says what is wrong, leads back to where one wanted to go, and goes nowhere else', async () => {
  const { page } = await openApp(browser, server.url, { path: '/history?mediaType=movie', ...DESKTOP });
  await heading(page, 'Sign in');
  expect(new URL(page.url()).searchParams.get('next')).toBe('/history?mediaType=movie');
  await fillIn(page, OWNER.username, 'not this one');
  await page.getByText('The name or the password is not right.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Password' }).inputValue()).toBe('');
  await fillIn(page, OWNER.username, OWNER.password);
  await page.waitForURL('**/history?mediaType=movie');
  await heading(page, 'History');

  await page.getByRole('button', { name: `Account of ${OWNER.username}` }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await heading(page, 'Sign in');
  await page.goto(`${server.url}/sign-in?next=//evil.example/`);
  await fillIn(page, OWNER.username, OWNER.password);
  await heading(page, 'Now');
  expect(new URL(page.url()).origin).toBe(server.url);
});

test('a Plex account of nobody here is refused in plain words, and waiting for Plex can be given up', async () => {
  const stranger = sim.world.people.find(({ key, listed }) => listed && key !== sim.world.people[0].key)!;
  sim.setPinApproval(null);
  const { page } = await openApp(browser, server.url, DESKTOP);
  await page.context().route('https://app.plex.tv/**', (route) => route.fulfill({ body: 'Plex' }));
  const begin = async (): Promise<string> => {
    const [answer] = await Promise.all([
      page.waitForResponse(/plex\/pin$/),
      page.getByRole('button', { name: 'Continue with Plex' }).click(),
    ]);
    await page.getByText('Waiting for Plex').waitFor();
    return /simulatedpin(\d+)/.exec(await answer.text())?.[1] ?? '';
  };
  await begin();
  await page.getByRole('button', { name: 'Cancel' }).click();
  sim.approvePin(await begin(), stranger.token);
  await page.getByText(/may not sign in here|has not allowed this Plex account/).waitFor();
  sim.setPinApproval(1);
});

/** A device that keeps passkeys and agrees to everything, as a phone does after a finger was shown. */
async function withDevice(page: Page): Promise<void> {
  const device = await page.context().newCDPSession(page);
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('a passkey is added and is enough to come in, until it is removed', { retry: 0 }, async () => {
  // Browsers know no passkeys for an address of numbers.
  const base = server.url.replace('127.0.0.1', 'localhost');
  const { page, problems } = await openApp(browser, base, { path: '/account', ...DESKTOP });
  await withDevice(page);
  await fillIn(page, OWNER.username, OWNER.password);
  await heading(page, 'Account');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
  await dialog.getByLabel('Name', { exact: true }).fill('Lighthouse key');
  await dialog.getByLabel('Present password').fill(OWNER.password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('Lighthouse key', { exact: true }).waitFor();

  await page.context().clearCookies();
  await page.goto(`${base}/history`);
  await heading(page, 'Sign in');
  // A device that agrees by itself may have answered the browser's own offer before the button is reached.
  await page
    .getByRole('button', { name: 'Use a passkey' })
    .click({ timeout: 3_000 })
    .catch(() => undefined);
  await heading(page, 'History');

  await page.goto(`${base}/account`);
  await page.getByRole('button', { name: 'Remove Lighthouse key' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove passkey' }).click();
  await expect.poll(() => page.getByText('Lighthouse key', { exact: true }).count()).toBe(0);
  expect(problems).toEqual([]);
});

test('a second step is turned on, asked for, and a recovery code is as good', { retry: 0 }, async () => {
  const { page, problems } = await openApp(browser, server.url, { path: '/account', ...DESKTOP });
  await fillIn(page, OWNER.username, OWNER.password);
  await heading(page, 'Account');
  await page.getByRole('button', { name: 'Turn on the second step' }).click();
  await page.getByLabel('Present password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
  const secret = ((await page.locator('form code').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('Code from the app').fill(new TOTP({ secret }).generate());
  await page.getByRole('button', { name: 'Turn on', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Your recovery codes' });
  await dialog.getByRole('listitem').first().waitFor();
  const codes = await dialog.getByRole('listitem').allTextContents();
  expect(codes.length).toBeGreaterThanOrEqual(8);
  await dialog.getByRole('button', { name: 'I kept them' }).click();
  await page.getByText('Spyglass asks for a code from your app').waitFor();

  const other = await openApp(browser, server.url, { path: '/history', ...SMALL_PHONE });
  await fillIn(other.page, OWNER.username, OWNER.password);
  await heading(other.page, 'One more step');
  await other.page.getByLabel('Code').fill('000000');
  await other.page.getByRole('button', { name: 'Sign in', exact: true }).tap();
  await other.page.getByText('The code is not right.').waitFor();
  await other.page.getByRole('button', { name: 'Use a recovery code' }).tap();
  await other.page.getByLabel('Recovery code').fill(codes[0]!);
  await other.page.getByRole('button', { name: 'Sign in', exact: true }).tap();
  await heading(other.page, 'History');

  // Whoever is signed out elsewhere finds the way back, without touching anything.
  await page.reload();
  await page.getByRole('button', { name: 'Sign out all others' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
  await heading(other.page, 'Sign in');
  expect(new URL(other.page.url()).searchParams.get('next')).toBe('/history');
  expect([...problems, ...other.problems]).toEqual([]);
});

test('after too many tries it says how long to wait', { retry: 0 }, async () => {
  const wrong = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const body = JSON.stringify({ username: 'nobody', password: 'a wrong one' });
  for (let one = 0; one < 10; one += 1) await fetch(`${server.url}/api/v3/auth/sign-in`, { ...wrong, body });
  const { page } = await openApp(browser, server.url, SMALL_PHONE);
  await fillIn(page, OWNER.username, OWNER.password);
  await page.getByText(/There were too many tries to sign in\. Try again in \d min\./).waitFor();
  expect(await overflow(page)).toBe(0);
});
