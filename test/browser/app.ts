import { resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { browserCookie, type SignedIn } from '#test/support/signed-in.ts';
import { type FakeApi, type FakeOptions, startFakeApi } from '../../web/dev/fake-api.ts';
import { launchBrowser } from './launch.ts';

const WEB_ROOT = resolve(import.meta.dirname, '../../dist/web');

/** The app in a tab. */
export interface App {
  readonly page: Page;
  readonly base: string;
  /** What the browser complained about, and requests to anybody else. */
  readonly problems: string[];
}

/** How to open a tab. */
export interface OpenOptions extends BrowserContextOptions {
  readonly path?: string;
  /** Kept in the browser's storage from earlier. */
  readonly remembered?: Readonly<Record<string, string>>;
  /** Who has signed in with this browser. */
  readonly signedIn?: SignedIn;
}

/**
 * What a browser says itself: about an answer that is an error, which the app says too, and tests look there; and about
 * files it was told to fetch early and then had from a service worker; and that tests do not allow those.
 */
const EXPECTED =
  /^Failed to load resource|^A preload for |was preloaded using link preload|^Service Worker registration blocked/;

function watch(page: Page, base: string, problems: string[]): void {
  const { origin } = new URL(base);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !EXPECTED.test(message.text())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) problems.push(`request to ${request.url()}`);
  });
}

/** Opens the app at `base`, which may be a real Spyglass as well as the pretend one. */
export async function openApp(browser: Browser, base: string, options: OpenOptions = {}): Promise<App> {
  const { path = '/', remembered = {}, signedIn, ...context } = options;
  const size = { width: 1280, height: 800 };
  const tab = await browser.newContext({
    viewport: size,
    locale: 'en-GB',
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    // What is kept from an earlier visit would hide what a test does to the server.
    serviceWorkers: 'block',
    ...context,
  });
  await tab.addInitScript((values) => {
    for (const [name, value] of Object.entries(values)) localStorage.setItem(`spyglass.${name}`, value);
  }, remembered);
  if (signedIn !== undefined) await tab.addCookies([browserCookie(base, signedIn)]);
  const page = await tab.newPage();
  page.setDefaultTimeout(10_000);
  const problems: string[] = [];
  watch(page, base, problems);
  await page.goto(base + path);
  await page.locator('h1').waitFor();
  return { page, base, problems };
}

/** A browser and pretend servers for the tests of one file; checks after each test that nothing was amiss in any tab. */
export function browserSuite() {
  let browser: Browser;
  const apis: FakeApi[] = [];
  const apps: App[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterEach(async () => {
    const problems = apps.flatMap((app) => app.problems);
    await Promise.all(apps.splice(0).map(({ page }) => page.context().close()));
    await Promise.all(apis.splice(0).map((api) => api.close()));
    expect(problems).toEqual([]);
  });
  afterAll(() => browser?.close());
  const start = async (options: Partial<FakeOptions> = {}): Promise<FakeApi> => {
    const api = await startFakeApi({ scenario: 'demo', webRoot: WEB_ROOT, ...options });
    apis.push(api);
    return api;
  };
  const open = async (base: string, options?: OpenOptions): Promise<App> => {
    const app = await openApp(browser, base, options);
    apps.push(app);
    return app;
  };
  return { start, open };
}

/** Looks until it is so; a machine that is busy with other tests needs more than the usual second. */
export const poll = <T>(look: () => T) => expect.poll(look, { timeout: 8000 });

/** A phone. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
