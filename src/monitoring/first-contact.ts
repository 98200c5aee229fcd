/** The first look at a server whose address somebody typed: what it says of itself, and that the token is good there. */
import type { Clock } from '#clock';
import { checkOutwardAddress } from '#config/outward.ts';
import { createOutwardFetch } from '#config/outward-fetch.ts';
import type { Log } from '#log';
import type { Answer, ServerAbout } from '#plex/facts.ts';
import { createMediaServer } from '#plex/media-server.ts';
import type { Network } from '#plex/network.ts';
import { Problem } from '#problem';

type FailureReason = Extract<Answer<unknown>, { ok: false }>['reason'];

/** What to do about a server that did not answer as it should. */
const HINTS: Readonly<Partial<Record<FailureReason, string>>> = {
  unauthorised: 'Copy the token again, or sign in to Plex again and take the new one',
  unreachable: 'Check the address and that the server runs; from inside a container, localhost is the container',
};

export interface FirstContactDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly network: Network;
  readonly clientIdentifier: string;
  /** The setting `outwardPrivateNetworks`. */
  readonly mayBePrivate: boolean;
}

/** @throws Problem `invalid` */
function serverAddress(given: string, mayBePrivate: boolean): string {
  const check = checkOutwardAddress(given, 'plex', mayBePrivate);
  if (!check.ok) throw new Problem('invalid', check.problem, { hint: 'It looks like http://192.168.1.10:32400' });
  return `${check.url.origin}${check.url.pathname}`.replace(/\/+$/, '');
}

/** @throws Problem `invalid` for an address that cannot be one, `unauthorised` for a wrong token, `upstream`. */
export async function firstContact(
  { url: given, token }: { readonly url: string; readonly token: string },
  { clock, log, network, clientIdentifier, mayBePrivate }: FirstContactDeps,
): Promise<{ readonly url: string; readonly about: ServerAbout }> {
  const url = serverAddress(given, mayBePrivate);
  const settings = await network();
  const media = createMediaServer({
    url,
    token,
    name: new URL(url).host,
    clientIdentifier,
    clock,
    log,
    fetch: guardedPlexFetch(settings.verifiesCertificates, mayBePrivate),
    // The guarded way looks at certificates itself, or does not.
    network: async () => ({ ...settings, verifiesCertificates: true }),
  });
  const about = await media.about();
  if (about.ok) return { url, about: about.value };
  const code = about.reason === 'unauthorised' ? 'unauthorised' : 'upstream';
  throw new Problem(code, about.problem, { hint: HINTS[about.reason] });
}

function guardedPlexFetch(verifiesCertificates: boolean, mayBePrivate: boolean) {
  const fetch = createOutwardFetch({ kind: 'plex', mayBePrivate, verifiesCertificates });
  return (url: URL, { method = 'GET', headers, signal }: RequestInit): Promise<Response> =>
    fetch(url, { method, ...(headers === undefined ? {} : { headers }), ...(signal === undefined ? {} : { signal }) });
}
