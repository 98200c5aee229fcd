/** How we introduce ourselves to media servers and to plex.tv (Plex protocol notes 1.2). */
import { hostname, release, type } from 'node:os';
import { VERSION } from '../version.ts';

export const PRODUCT = 'Spyglass';

/** Header values are Latin-1 at most; host names need not be. */
const plain = (value: string): string => value.replaceAll(/[^\x20-\x7e]/g, '?');

/** `clientIdentifier` must be stable: plex.tv lists one device for each. A null token is left out. */
export const clientHeaders = (clientIdentifier: string, token: string | null): Readonly<Record<string, string>> => ({
  'X-Plex-Product': PRODUCT,
  'X-Plex-Version': VERSION,
  'X-Plex-Client-Identifier': plain(clientIdentifier),
  'X-Plex-Platform': plain(type()),
  'X-Plex-Platform-Version': plain(release()),
  'X-Plex-Device': plain(`${type()} ${release()}`),
  'X-Plex-Device-Name': plain(`${hostname()} (${PRODUCT})`),
  ...(token === null ? {} : { 'X-Plex-Token': token }),
});
