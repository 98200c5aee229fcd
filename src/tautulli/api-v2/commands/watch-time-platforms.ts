/** Names of platforms and of their icons (API notes 23). Pure. */
import type { Json } from '../json.ts';

/** Some players call their platform by a name nobody knows. */
const TITLES: ReadonlyMap<string, string> = new Map([
  ['Konvergo', 'Plex Media Player'],
  ['Mystery 3', 'Playstation 3'],
  ['Mystery 4', 'Playstation 4'],
  ['Mystery 5', 'Xbox 360'],
  ['WebMAF', 'Playstation 4'],
  ['windows', 'Windows'],
  ['osx', 'macOS'],
  ['macos', 'macOS'],
]);

/** The name people know; whatever is no text stays as it is. */
export const platformTitle = (platform: Json): Json =>
  typeof platform === 'string' ? (TITLES.get(platform) ?? platform) : platform;

/** Part of a platform's name -> its icon. The last in the alphabet that fits is taken. */
const ICONS: readonly (readonly [string, string])[] = [
  ['xbox', 'xbox'],
  ['xbmc', 'xbmc'],
  ['windows phone', 'wp'],
  ['windows', 'windows'],
  ['wiiu', 'wiiu'],
  ['webos', 'lg'],
  ['vizio', 'opera'],
  ['tvos', 'atv'],
  ['tizen', 'samsung'],
  ['tivo', 'tivo'],
  ['synclounge', 'synclounge'],
  ['samsung', 'samsung'],
  ['safari', 'safari'],
  ['roku', 'roku'],
  ['plextogether', 'synclounge'],
  ['plexamp', 'plexamp'],
  ['plex media player', 'plex'],
  ['plex home theater', 'plex'],
  ['playstation', 'playstation'],
  ['osx', 'macos'],
  ['opera', 'opera'],
  ['nexus', 'android'],
  ['netcast', 'lg'],
  ['microsoft edge', 'msedge'],
  ['macos', 'macos'],
  ['linux', 'linux'],
  ['kodi', 'kodi'],
  ['iphone', 'ios'],
  ['ipad', 'ios'],
  ['ios', 'ios'],
  ['internet explorer', 'ie'],
  ['firefox', 'firefox'],
  ['dlna', 'dlna'],
  ['chromecast', 'chromecast'],
  ['chrome', 'chrome'],
  ['apple tv', 'atv'],
  ['android', 'android'],
];

/** The icon of a platform, by the name people know. */
export const platformIcon = (title: string): string =>
  ICONS.find(([part]) => title.toLowerCase().includes(part))?.[1] ?? 'default';
