import { expect, test } from 'vitest';
import { platformIcon, platformTitle } from './watch-time-platforms.ts';

test.each([
  ['Konvergo', 'Plex Media Player', 'plex'],
  ['Mystery 3', 'Playstation 3', 'playstation'],
  ['WebMAF', 'Playstation 4', 'playstation'],
  ['osx', 'macOS', 'macos'],
  ['windows', 'Windows', 'windows'],
  ['Windows Phone', 'Windows Phone', 'wp'],
  ['tvOS', 'tvOS', 'atv'],
  ['webOS', 'webOS', 'lg'],
  ['Chromecast', 'Chromecast', 'chromecast'],
  ['Chrome', 'Chrome', 'chrome'],
  ['Xbox One', 'Xbox One', 'xbox'],
  ['Toaster', 'Toaster', 'default'],
  ['', '', 'default'],
])('%s is shown as %s with the icon %s', (platform, title, icon) => {
  expect(platformTitle(platform)).toBe(title);
  expect(platformIcon(title)).toBe(icon);
});

test('what is no text stays as it is', () => {
  expect(platformTitle(null)).toBeNull();
});
