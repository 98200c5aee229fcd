import { expect, test } from 'vitest';
import { browserSuite, PHONE, poll } from './app.ts';

const { start, open } = browserSuite();

test('without a server the app asks for one, says exactly what failed, and goes on to Now', async () => {
  const api = await start({ scenario: 'no-servers' });
  const { page } = await open(api.url, PHONE);
  await page.getByRole('heading', { name: 'Connect your Plex server' }).waitFor();
  await page.getByRole('button', { name: 'Enter address and token instead' }).tap();
  await page.getByLabel('Address').fill('192.168.1.10');
  await page.getByLabel('Plex token').fill('wrong');
  await page.getByRole('button', { name: 'Connect', exact: true }).tap();
  await page.getByText('"192.168.1.10" is not an address. It starts with http:// or https://.').waitFor();

  await page.getByLabel('Address').fill('http://192.168.1.10:32400');
  await page.getByRole('button', { name: 'Connect', exact: true }).tap();
  await page.getByText('answered, but refused the token. Copy the token again.').waitFor();
  expect(await page.getByLabel('Plex token').getAttribute('type')).toBe('password');

  await page.getByLabel('Plex token').fill('right');
  await page.getByRole('button', { name: 'Connect', exact: true }).tap();
  await page.getByText('Connected to Attic.').waitFor();
  await page.getByText('Play something on Plex').waitFor();
});

test('another server can be connected later, by keyboard alone', async () => {
  const api = await start();
  const { page } = await open(api.url);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('connect');
  await poll(() => page.getByRole('menuitem').first().textContent()).toContain('Connect a Plex server');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Enter address and token instead' }).press('Enter');
  await page.getByLabel('Address').focus();
  await page.keyboard.type('http://192.168.1.11:32400');
  await page.keyboard.press('Tab');
  await page.keyboard.type('right');
  await page.keyboard.press('Enter');
  await page.getByText('2 servers').waitFor();
  await page.locator('[data-stream="1"]').waitFor();
});
