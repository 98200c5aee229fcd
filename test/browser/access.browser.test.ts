import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type App, browserSuite, poll } from './app.ts';
import { axeViolations } from './axe.ts';

const { start, open } = browserSuite();

/** Places worth a look: an address, and something to open there first. */
interface Place {
  readonly name: string;
  readonly path: string;
  /** There when the page is. */
  readonly shows: string;
  /** Worth a second look for its colours alone. */
  readonly hasOwnColours?: boolean;
  readonly open?: (page: Page) => Promise<void>;
}

const PLACES: readonly Place[] = [
  { name: 'Now', path: '/', shows: '[data-stream] img', hasOwnColours: true },
  { name: 'Now, compact', path: '/?view=compact', shows: '[data-stream] img' },
  { name: 'Now, table', path: '/?view=table', shows: '[data-stream] img' },
  { name: 'a live stream', path: '/?stream=1', shows: 'aside h2, [role=dialog] h2' },
  { name: 'the history', path: '/history', shows: '[data-play]' },
  { name: 'a play', path: '/history/1298', shows: 'aside h2, [role=dialog] h2', hasOwnColours: true },
  { name: 'connecting', path: '/connect', shows: 'main section', hasOwnColours: true },
  {
    name: 'the palette',
    path: '/',
    shows: '[data-stream] img',
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    },
  },
];

/** What the theme decides; everything else is the same in both, and each width is looked at in one of them. */
const COLOURS = ['color-contrast'];

const violations = ({ page }: App, isColoursOnly = false): Promise<string[]> =>
  axeViolations(page, isColoursOnly ? COLOURS : []);

/** Colours are looked at when nothing fades any more. */
async function settled({ page }: App): Promise<void> {
  await page.waitForTimeout(100);
  await poll(() => page.evaluate('document.getAnimations().length')).toBe(0);
}

const LOOKS = [
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 360 },
] as const;

test.each(LOOKS)(
  'axe finds nothing on any page (from $colorScheme, $width px)',
  async ({ colorScheme, width }) => {
    const api = await start();
    const app = await open(api.url, { colorScheme, viewport: { width, height: 800 } });
    const found: string[] = [];
    const look = async (name: string, isColoursOnly = false): Promise<void> => {
      const here = await violations(app, isColoursOnly);
      found.push(...here.map((violation) => `${name}: ${violation}`));
    };
    for (const place of PLACES) {
      await app.page.goto(api.url + place.path);
      await app.page.locator(place.shows).first().waitFor();
      await place.open?.(app.page);
      await settled(app);
      await look(place.name);
      if (!place.hasOwnColours) continue;
      const other = colorScheme === 'dark' ? 'light' : 'dark';
      await app.page.emulateMedia({ colorScheme: other, reducedMotion: 'reduce' });
      await app.page.locator(`html[data-theme=${other}]`).waitFor();
      await settled(app);
      await look(`${place.name}, other theme`, true);
      await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    }
    expect(found).toEqual([]);
  },
  60_000,
);

test.each(['quiet', 'first-use', 'no-servers', 'ill'] as const)('axe finds nothing when it is %s', async (scenario) => {
  const api = await start({ scenario });
  const app = await open(api.url);
  await app.page.locator('main h2, main form, main article').first().waitFor();
  await settled(app);
  expect(await violations(app)).toEqual([]);
});
