import { describe, expect, test } from 'vitest';
import { browserSuite, PHONE } from './app.ts';

const { start, open } = browserSuite();

test('under a path the door is there as well, and remembers where somebody wanted to go', async () => {
  const api = await start({ basePath: '/tv/spyglass', visitor: 'nobody' });
  const { page } = await open(api.url, { path: '/history?mediaType=movie' });
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  const { pathname, searchParams } = new URL(page.url());
  expect(pathname).toBe('/tv/spyglass/sign-in');
  expect(searchParams.get('next')).toBe('/history?mediaType=movie');
});

test('every way in that there is has its button, the password by keyboard alone', async () => {
  const api = await start({ visitor: 'nobody' });
  const { page } = await open(api.url, { path: '/sign-in?problem=oidc-denied' });
  await page.getByText('The provider did not let you in').waitFor();
  await page.getByRole('button', { name: 'Continue with Plex' }).waitFor();
  await page.getByRole('button', { name: 'Continue with Harbour ID' }).waitFor();
  await page.getByRole('button', { name: 'Use a passkey' }).waitFor();
  await page.getByRole('textbox', { name: 'Name' }).focus();
  await page.keyboard.type('keeper');
  await page.keyboard.press('Tab');
  await page.keyboard.type('a password');
  const [request] = await Promise.all([page.waitForRequest(/auth\/sign-in$/), page.keyboard.press('Enter')]);
  expect(request.postDataJSON()).toEqual({ username: 'keeper', password: 'a password', isRemembered: true });
});

test('a new installation leads to its set-up from everywhere, and asks for the code of the log', async () => {
  const api = await start({ visitor: 'first' });
  const { page } = await open(api.url, { path: '/history', ...PHONE });
  await page.getByRole('heading', { name: 'Welcome to Spyglass' }).waitFor();
  await page.getByRole('button', { name: 'Begin' }).tap();
  await page.getByLabel('Set-up code').waitFor();
  // The step is in the address, and there is no way past it.
  await page.reload();
  await page.getByLabel('Set-up code').waitFor();
  await page.goto(`${api.url}/set-up?step=history`);
  await page.getByRole('heading', { name: 'Welcome to Spyglass' }).waitFor();
});

test('while Spyglass does not answer the page says so, and goes on by itself', async () => {
  const api = await start();
  const { page } = await open(api.url);
  await page.route('**/api/v3/auth/state', (route) => route.abort());
  await page.reload();
  await page.getByRole('heading', { name: 'One moment' }).waitFor();
  await page.getByText('Spyglass does not answer.').waitFor();
  await page.unroute('**/api/v3/auth/state');
  await page.locator('[data-stream="1"]').waitFor();
});

test.each(['viewer', 'guest'] as const)('a %s is offered only what is theirs', async (visitor) => {
  const api = await start({ visitor });
  const { page } = await open(api.url);
  await page.locator('[data-stream="1"]').hover();
  expect(await page.getByRole('button', { name: 'Stop…' }).count()).toBe(0);
  const links = page.getByRole('navigation', { name: 'Main' }).first().getByRole('link');
  const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(new Set(paths)).toEqual(new Set(['/', '/history', '/stats', '/libraries', '/people']));
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('connect');
  await page.getByText('Search everything for “connect”').waitFor();
  expect(await page.getByText('Connect a Plex server').count()).toBe(0);
});

describe.each(['pseudo', 'pseudo-rtl'])('in a wordy language (%s)', (locale) => {
  test.each(['nobody', 'first'] as const)('the pages before the app fit (%s)', async (visitor) => {
    const api = await start({ visitor });
    const { page } = await open(api.url, { remembered: { locale }, viewport: { width: 360, height: 740 } });
    for (const path of visitor === 'nobody' ? ['/sign-in'] : ['/set-up', '/set-up?step=owner']) {
      await page.goto(api.url + path);
      await page.locator('main form, main section').first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(
        true,
      );
      expect(await page.locator('h1').textContent()).not.toMatch(/Sign in|Welcome|Create/);
    }
  });
});
