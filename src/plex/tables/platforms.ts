/** Names of platforms that Plex spells in its own way (derived-fields notes 3.1). Exact and case-sensitive. */
const SHOWN_AS: Readonly<Record<string, string>> = {
  Konvergo: 'Plex Media Player',
  'Mystery 3': 'Playstation 3',
  'Mystery 4': 'Playstation 4',
  'Mystery 5': 'Xbox 360',
  WebMAF: 'Playstation 4',
  windows: 'Windows',
  osx: 'macOS',
  macos: 'macOS',
};

/** The platform as shown; a DLNA client names none. */
export function normalisePlatform(platform: string | null, product: string | null): string | null {
  if (platform === null) return product === 'DLNA' ? 'DLNA' : null;
  return Object.hasOwn(SHOWN_AS, platform) ? (SHOWN_AS[platform] ?? platform) : platform;
}
