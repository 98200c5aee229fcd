/** What a browser says about itself, in the words the reference uses for it. Pure. */

/** A pattern, the name for it, and where it says its version. The first that fits counts. */
type Rule = readonly [pattern: RegExp, name: string];

const SYSTEMS: readonly Rule[] = [
  [/Windows NT ([\d.]+)/, 'Windows'],
  [/iPad;.*? OS ([\d_]+)/, 'iPad iOS'],
  [/iPhone;.*? OS ([\d_]+)/, 'iPhone iOS'],
  [/Macintosh;.*? Mac OS X ([\d_.]+)/, 'MacOS Macintosh X'],
  [/Android ([\d.]+)/, 'Android Linux'],
  [/CrOS \S+ ([\d.]+)/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** Windows tells the number of its kernel. */
const WINDOWS: ReadonlyMap<string, string> = new Map([
  ['10.0', '10'],
  ['6.3', '8.1'],
  ['6.2', '8'],
  ['6.1', '7'],
  ['6.0', 'Vista'],
  ['5.1', 'XP'],
]);

const BROWSERS: readonly Rule[] = [
  [/Edg\/([\d.]+)/, 'ChromiumEdge'],
  [/Edge\/([\d.]+)/, 'Microsoft Edge'],
  [/OPR\/([\d.]+)/, 'Opera'],
  [/SamsungBrowser\/([\d.]+)/, 'SamsungBrowser'],
  [/Firefox\/([\d.]+)/, 'Firefox'],
  [/CriOS\/([\d.]+)/, 'ChromeiOS'],
  [/Chrome\/([\d.]+)/, 'Chrome'],
  [/Version\/([\d.]+).*Safari/, 'Safari'],
  [/MSIE ([\d.]+)/, 'Microsoft Internet Explorer'],
];

function describe(agent: string, rules: readonly Rule[], unknown: string): string {
  for (const [pattern, name] of rules) {
    const match = pattern.exec(agent);
    if (match === null) continue;
    const version = match[1]?.replaceAll('_', '.');
    return version === undefined ? name : `${name} ${(name === 'Windows' && WINDOWS.get(version)) || version}`;
  }
  return unknown;
}

/** The operating system with its version. */
export const systemOf = (agent: string): string => describe(agent, SYSTEMS, 'Unknown OS');

/** The browser with its version. */
export const browserOf = (agent: string): string => describe(agent, BROWSERS, 'Unknown Browser');
