/** What takes more than one question to a server, or to a server and plex.tv. */
import type { Clock } from '#clock';
import { clientHeaders } from './client-headers.ts';
import type { Answer } from './facts.ts';
import { createHttpClient } from './http-client.ts';
import type { MediaServer } from './media-server.ts';
import { type Fetch, fixedNetwork } from './network.ts';
import { downloads, offeredUpdate, type PlexUpdate, type UpdateChannel } from './parse-downloads.ts';
import { parseIdentity } from './parse-server.ts';
import { preference, serverNames } from './parse-server-state.ts';
import type { PlexTv } from './plex-tv.ts';

type Asked = Pick<MediaServer, 'ask'>;

/** How a server calls itself: its preference, else its entry among the servers it knows (Plex protocol notes 3.12). */
export async function readServerName(media: Asked, machineIdentifier: string): Promise<Answer<string | null>> {
  const setting = await media.ask(preference('FriendlyName'));
  if (!setting.ok) return setting;
  if (setting.value.value !== '') return { ok: true, value: setting.value.value };
  const known = await media.ask(serverNames);
  if (!known.ok) return known;
  const own = known.value.find((server) => server.machineIdentifier === machineIdentifier);
  return { ok: true, value: own?.name ?? null };
}

/** What the server's own preference says, with the number that means beta releases. */
const BETA_CHANNEL = '8';

/** The releases that count: those of the settings, or with `plex` those the server follows. */
export async function readUpdateChannel(media: Asked, wanted: UpdateChannel | 'plex'): Promise<Answer<UpdateChannel>> {
  if (wanted !== 'plex') return { ok: true, value: wanted };
  const setting = await media.ask(preference('ButlerUpdateChannel'));
  if (!setting.ok) return setting;
  return { ok: true, value: setting.value.value === BETA_CHANNEL ? 'beta' : 'public' };
}

export interface UpdateWanted {
  readonly channel: UpdateChannel | 'plex';
  readonly platform: string;
  readonly distribution: string;
  readonly build: string;
}

/** The release that plex.tv offers for a server (Plex protocol notes 5.14); null when there is none for it. */
export async function readUpdate(
  media: Pick<MediaServer, 'ask' | 'identity'>,
  plexTv: Pick<PlexTv, 'ask'>,
  wanted: UpdateWanted,
): Promise<Answer<PlexUpdate | null>> {
  const identity = await media.identity();
  if (!identity.ok) return identity;
  const channel = await readUpdateChannel(media, wanted.channel);
  const list = await plexTv.ask(downloads(channel.ok ? channel.value : 'public'));
  if (!list.ok) return list;
  return { ok: true, value: offeredUpdate(list.value, { ...wanted, version: identity.value.version }) };
}

const LOCAL_ADDRESS = 'http://127.0.0.1:32400';
const LOCAL_PATIENCE_MS = 1_000;
const PATIENCE_MS = 5_000;
const IDENTITY_BYTES = 64 * 1024;

interface Asking {
  readonly clock: Clock;
  readonly clientIdentifier: string;
  readonly timeoutMs: number;
  readonly fetch: Fetch;
}

async function identifierAt(
  base: string,
  { clock, clientIdentifier, timeoutMs, fetch }: Asking,
): Promise<string | null> {
  const url = URL.parse('identity', base.endsWith('/') ? base : `${base}/`);
  if (url === null) return null;
  const http = createHttpClient({
    name: url.host,
    secret: null,
    clock,
    fetch,
    random: () => 0,
    network: fixedNetwork({ timeoutMs, verifiesCertificates: false }),
  });
  const headers = clientHeaders(clientIdentifier, null);
  const answer = await http({ url, headers, maxBytes: IDENTITY_BYTES, retries: 0 });
  const identity = answer.ok ? parseIdentity(new TextDecoder().decode(answer.value.bytes)) : answer;
  return identity.ok ? identity.value.machineIdentifier : null;
}

/** The identifier of a server on this machine; null when none answers within a second (Plex protocol notes 5.9). */
export const findLocalServer = (clock: Clock, clientIdentifier: string, send: Fetch = fetch): Promise<string | null> =>
  identifierAt(LOCAL_ADDRESS, { clock, clientIdentifier, timeoutMs: LOCAL_PATIENCE_MS, fetch: send });

/** The identifier of whatever server answers at an address; null when none does. No token is sent. */
export const identifyServer = (url: string, clock: Clock, clientIdentifier: string): Promise<string | null> =>
  identifierAt(url, { clock, clientIdentifier, timeoutMs: PATIENCE_MS, fetch });
