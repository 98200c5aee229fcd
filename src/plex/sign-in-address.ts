/** Where a person agrees to a sign-in that we began (Plex protocol notes 5.1). */
import { clientHeaders, PRODUCT } from './client-headers.ts';

const PAGE = 'https://app.plex.tv/auth';
const PREFIX = 'X-Plex-';

/** What the page shows of us, by our headers. */
const SHOWN = [
  ['version', 'Version'],
  ['platform', 'Platform'],
  ['platformVersion', 'Platform-Version'],
  ['device', 'Device'],
  ['deviceName', 'Device-Name'],
] as const;

export interface SignInAddress {
  readonly clientIdentifier: string;
  readonly code: string;
  /** Where the page leads when it is done; null: nowhere. */
  readonly forwardUrl: string | null;
}

/** The address to open in a browser; it gives nothing away but the code of the pin. */
export function signInAddress({ clientIdentifier, code, forwardUrl }: SignInAddress): string {
  const headers = clientHeaders(clientIdentifier, null);
  const query = new URLSearchParams({ clientID: clientIdentifier, code, 'context[device][product]': PRODUCT });
  for (const [name, header] of SHOWN) query.set(`context[device][${name}]`, headers[PREFIX + header] ?? '');
  query.set('context[device][layout]', 'desktop');
  if (forwardUrl !== null) query.set('forwardUrl', forwardUrl);
  return `${PAGE}#?${query}`;
}
