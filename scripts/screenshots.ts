import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '#test/browser/launch.ts';
import { browserCookie, type SignedIn, signIn } from '#test/support/signed-in.ts';

const THEMES = ['dark', 'light'] as const;
const SIZES = { 1440: 900, 768: 1024, 390: 844 } as const;

/** Pages worth a picture, and what is done there before it is taken. */
const SHOTS: ReadonlyArray<{ name: string; path: string; prepare?: (page: Page) => Promise<void> }> = [
  { name: 'now', path: '/' },
  { name: 'history', path: '/history' },
  { name: 'statistics-network', path: '/stats/network' },
  { name: 'statistics-map', path: '/stats/map?range=12m' },
  { name: 'statistics-year', path: '/stats/year' },
  { name: 'history-shows', path: '/history?view=shows' },
  { name: 'history-trash', path: '/history/trash' },
  { name: 'people', path: '/people' },
  { name: 'person', path: '/people/1' },
  { name: 'item', path: '/items/1' },
  { name: 'search', path: '/search?q=the' },
  { name: 'libraries', path: '/libraries' },
  { name: 'library', path: '/libraries/1' },
  { name: 'library-media', path: '/libraries/2/media' },
  { name: 'library-growth', path: '/libraries/1/growth' },
  { name: 'statistics', path: '/stats?range=90d' },
  { name: 'statistics-time', path: '/stats/time?range=12m&compare=true' },
  { name: 'statistics-people', path: '/stats/people?range=12m' },
  { name: 'statistics-devices', path: '/stats/devices?range=12m' },
  { name: 'statistics-streams', path: '/stats/streams?range=90d' },
];

/** More pictures, for looking at while designing. */
const DETAILS: typeof SHOTS = [
  { name: 'now-compact', path: '/?view=compact' },
  { name: 'now-table', path: '/?view=table' },
  { name: 'now-panel', path: '/?stream=1' },
  { name: 'now-kiosk', path: '/?kiosk=1' },
  {
    name: 'now-home',
    path: '/?view=compact',
    prepare: async (page) => {
      await page.locator('[data-today]').scrollIntoViewIfNeeded();
      await page.locator('[data-stat-card]').first().waitFor();
    },
  },
  {
    name: 'history-panel',
    path: '/history',
    prepare: async (page) => {
      await page.locator('[data-play]').nth(2).click();
      await page.locator('[data-beside], [role=dialog]').waitFor();
    },
  },
  { name: 'connect', path: '/connect' },
  {
    name: 'palette',
    path: '/',
    prepare: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    },
  },
];

interface Job {
  readonly browser: Browser;
  readonly base: string;
  readonly signedIn: SignedIn;
  readonly out: string;
  readonly shots: typeof SHOTS;
}

async function shootAll(
  { browser, base, signedIn, out, shots }: Job,
  theme: (typeof THEMES)[number],
  width: number,
  height: number,
) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: 'en-GB',
    deviceScaleFactor: width < 640 ? 2 : 1,
    hasTouch: width < 640,
    isMobile: width < 640,
  });
  await context.addCookies([browserCookie(base, signedIn)]);
  const page = await context.newPage();
  for (const { name, path, prepare } of shots) {
    await page.goto(base + path);
    await page.locator('h1').waitFor();
    await page.waitForLoadState('load');
    await prepare?.(page);
    await page.waitForTimeout(900);
    await page.screenshot({ path: join(out, `${name}-${theme}-${width}.png`) });
  }
  await context.close();
}

/**
 * `node scripts/screenshots.ts BASE_URL [--out docs/images] [--details] [--username NAME --password WORD]`: pictures of a running
 * Spyglass in both themes and three widths. Without a name it signs in as the demo lets everybody.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: 'docs/images' },
      details: { type: 'boolean', default: false },
      username: { type: 'string', default: 'demo' },
      password: { type: 'string', default: 'demo' },
    },
  });
  const [given = 'http://127.0.0.1:8181'] = positionals;
  const base = given.replace(/\/$/, '');
  const signedIn = await signIn(base, values);
  const shots = values.details ? [...SHOTS, ...DETAILS] : SHOTS;
  await mkdir(values.out, { recursive: true });
  const browser = await launchBrowser();
  try {
    const job: Job = { browser, base, signedIn, out: values.out, shots };
    for (const theme of THEMES) {
      for (const [width, height] of Object.entries(SIZES)) await shootAll(job, theme, Number(width), height);
    }
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
