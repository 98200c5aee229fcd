import { describe, expect, test } from 'vitest';
import { browserSuite, PHONE, poll } from './app.ts';

const { start, open } = browserSuite();
const MINUTE = 60_000;

describe('live streams', () => {
  test('a card moves by itself, follows the player, and never reloads', async () => {
    const api = await start();
    const { page } = await open(api.url);
    const card = page.locator('[data-stream="2"]');
    const position = card.locator('[data-position]');
    await poll(() => position.textContent()).toMatch(/^31:/);
    const before = await position.textContent();
    await poll(() => position.textContent()).not.toBe(before);

    let navigations = 0;
    page.on('framenavigated', () => {
      navigations += 1;
    });
    api.world.update(2, { viewOffsetMs: 45 * MINUTE });
    await poll(() => position.textContent()).toMatch(/^45:/);
    api.world.update(2, { state: 'paused', pausedSince: new Date(Date.now() - 4 * MINUTE).toISOString() });
    await card.getByText('Paused 4 min').waitFor();
    expect(navigations).toBe(0);
  });

  test('a new stream arrives last, one that ends stays grey for a moment and leaves', async () => {
    const api = await start();
    const { page } = await open(api.url);
    await page.locator('[data-stream="6"]').waitFor();
    expect(await page.title()).toBe('6 · Spyglass');
    expect(await page.locator('[data-totals]').first().textContent()).toContain('6 streams · 2 transcodes');

    const added = api.world.start();
    await page.locator(`[data-stream="${added.id}"]`).waitFor();
    const order = await page
      .locator('[data-stream]')
      .evaluateAll((cards) => cards.map((c) => c.getAttribute('data-stream')));
    expect(order.at(-1)).toBe(String(added.id));
    await poll(() => page.title()).toBe('7 · Spyglass');
    expect(await page.locator('link[rel=icon]').getAttribute('href')).toBe('/favicons/7.svg');

    api.world.end(2);
    await page.locator('[data-stream="2"]').getByText('Stopped at 60 %').waitFor();
    expect(await page.title()).toBe('6 · Spyglass');
    await page.locator('[data-stream="2"]').waitFor({ state: 'detached' });
  });

  test('the layout is in the address and remembered', async () => {
    const api = await start();
    const { page } = await open(api.url);
    await page.getByRole('radio', { name: 'Table' }).click();
    await poll(() => page.url()).toContain('view=table');
    await page.getByRole('columnheader', { name: 'Person' }).waitFor();
    await page.goto(api.url);
    await page.getByRole('columnheader', { name: 'Person' }).waitFor();
  });

  test('details open beside the page with every track, and Esc closes them', async () => {
    const api = await start();
    const { page } = await open(api.url);
    await page.locator('[data-stream="1"]').getByRole('link').first().click();
    const panel = page.getByRole('complementary', { name: 'The Salt Meridian' });
    await panel.waitFor();
    const ladder = panel.getByRole('table');
    for (const words of ['4K HEVC HDR10', '1080p H.264 SDR', 'TrueHD 7.1', 'AAC stereo', 'Burned in']) {
      await ladder.getByText(words.replaceAll(' ', '\u00a0')).or(ladder.getByText(words)).first().waitFor();
    }
    expect(page.url()).toContain('stream=1');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  test('five hundred streams cost no more than what can be seen', async () => {
    const api = await start({ scenario: 'many' });
    const { page } = await open(api.url);
    await page.locator('[data-stream="1"]').waitFor();
    expect(await page.locator('[data-totals]').first().textContent()).toContain('500 streams');
    expect(await page.locator('[data-stream]').count()).toBeLessThan(60);
    await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
    await page.locator('[data-stream="500"]').waitFor();
    expect(await page.locator('[data-stream]').count()).toBeLessThan(60);
  });
});

describe('stopping a stream', () => {
  test('asks, sends the message, says that it worked, and remembers the words', async () => {
    const api = await start();
    const { page } = await open(api.url);
    const sent = page.waitForRequest((request) => request.url().endsWith('/sessions/1/terminate'));
    await page.locator('[data-stream="1"]').hover();
    await page.locator('[data-stream="1"]').getByRole('button', { name: 'Stop…' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('Stop Anna Lindqvist’s stream?').waitFor();
    await dialog.getByRole('textbox').fill('Bedtime');
    await dialog.getByRole('button', { name: 'Stop stream' }).click();
    expect((await sent).postDataJSON()).toEqual({ message: 'Bedtime' });
    await page.getByText('Plex was asked to stop The Salt Meridian for Anna Lindqvist.').waitFor();
    await page.locator('[data-stream="1"]').getByText('Stopped at 49 %').waitFor();

    await page.locator('[data-stream="3"]').hover();
    await page.locator('[data-stream="3"]').getByRole('button', { name: 'Stop…' }).click();
    expect(await page.getByRole('alertdialog').getByRole('textbox').inputValue()).toBe('Bedtime');
  });

  test('a refusal stays in the dialog, with what Plex said', async () => {
    const api = await start();
    const { page } = await open(api.url, { path: '/?stream=2' });
    await page.getByRole('complementary').getByRole('button', { name: 'Stop…' }).click();
    await page.getByRole('button', { name: 'Stop stream' }).click();
    const words = 'Plex refused to end the stream. Ending streams needs Plex Pass on the server.';
    await page.getByRole('alertdialog').getByText(words).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(await page.locator('[data-stream="2"]').count()).toBe(1);
  });

  test('on a phone the actions come from the bottom', async () => {
    const api = await start();
    const { page } = await open(api.url, PHONE);
    await page.locator('[data-stream="1"]').getByRole('button', { name: 'Actions' }).tap();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop…' }).tap();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).tap();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  });
});

describe('when there is little to show', () => {
  test('a quiet evening says since when and what was last', async () => {
    const api = await start({ scenario: 'quiet' });
    const { page } = await open(api.url);
    const quiet = page.locator('[data-quiet]');
    await quiet.waitFor();
    expect(await quiet.textContent()).toMatch(/Quiet since .+ · David finished Harbor Lights - The Pilot Boat/);
    await page.getByRole('heading', { name: 'Recently watched' }).waitFor();
    expect(await page.title()).toBe('Spyglass');
  });

  test('before the first play it says what will happen', async () => {
    const api = await start({ scenario: 'first-use' });
    const { page } = await open(api.url);
    await page.getByText('Play something on Plex').waitFor();
  });

  test('a server that cannot be reached is named, with since when and the next try', async () => {
    const api = await start({ scenario: 'ill' });
    const { page } = await open(api.url);
    await page.getByText(/Cabin is unreachable since .+\./).waitFor();
    await page.locator('#main').getByText('The connection to 192.168.1.20:32400 was refused.').waitFor();
    await page.getByText('1 of 2 servers').waitFor();
  });

  test('an error says what is wrong and goes away by itself', async () => {
    const api = await start();
    api.faults.isBroken = true;
    api.faults.isStreamDown = true;
    const { page } = await open(api.url);
    await page.getByText('The database does not answer, so nothing can be shown.').waitFor();
    api.faults.isBroken = false;
    api.faults.isStreamDown = false;
    await page.locator('[data-stream="1"]').waitFor();
  });
});

test('a lost event stream is said after ten seconds, cards stand still, and all is well when it is back', async () => {
  const api = await start();
  const { page } = await open(api.url);
  const position = page.locator('[data-stream="2"] [data-position]');
  await position.waitFor();
  await page.clock.install();
  api.faults.isBroken = true;
  api.faults.isStreamDown = true;
  const lost = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/events'));
  api.dropStreams();
  await lost;
  await page.waitForTimeout(200);
  await page.clock.runFor(9000);
  expect(await page.getByText('Reconnecting…').count()).toBe(0);
  await page.clock.runFor(4000);
  await page.getByText(/Reconnecting… data from \d\d:\d\d:\d\d/).waitFor();
  const before = await position.textContent();
  await page.clock.runFor(5000);
  expect(await position.textContent()).toBe(before);

  api.faults.isBroken = false;
  api.faults.isStreamDown = false;
  await page.clock.runFor(12_000);
  await page.getByText('Reconnecting…').waitFor({ state: 'detached' });
});
