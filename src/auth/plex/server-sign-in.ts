/** Signing in to Plex to connect a server: the token stays here, sealed, and the page chooses among servers and addresses. */
import { z } from 'zod';
import { checkOutwardAddress } from '#config/outward.ts';
import { createOutwardFetch } from '#config/outward-fetch.ts';
import type {
  PlexAddressBody,
  PlexAddressTest,
  PlexPinBegun,
  PlexServerChoice,
  PlexServersAnswer,
} from '#contract/sign-in-elsewhere.ts';
import { inTransaction } from '#db/pool.ts';
import type { PlexConnection, PlexResource } from '#plex/parse-plex-tv.ts';
import { probeAddress } from '#plex/probe-address.ts';
import { Problem } from '#problem';
import { audit, type By } from '../audit.ts';
import { accountByIdentity, insertIdentity } from '../queries.ts';
import { watchedServers } from '../queries-guests.ts';
import { demand, demandAccount } from '../rights.ts';
import { beginVisit, lookAtVisit, prolongVisit } from '../visits.ts';
import { beginPin, checkPin, type PinDeps, upstream } from './pin.ts';

/** How long a wizard may take between two of its steps. */
const SERVER_VISIT_MS = 3_600_000;
const PROBE_TIMEOUT_MS = 8_000;

export interface ServerSignInDeps extends PinDeps {
  /** How requests to servers travel. */
  network(): Promise<{ readonly verifiesCertificates: boolean; readonly mayBePrivate: boolean }>;
}

const Kept = z.object({
  plexToken: z.string(),
  plexUserId: z.number().int(),
  servers: z.array(z.object({ machineIdentifier: z.string(), name: z.string() })),
});

/** @throws Problem `forbidden`, `upstream`, `limited`. */
export function beginServerSignIn(
  deps: PinDeps,
  by: By,
  { browser, forwardUrl }: { readonly browser: string; readonly forwardUrl: string | null },
): Promise<PlexPinBegun> {
  demand(by.actor, 'admin');
  const { accountId } = demandAccount(by.actor);
  return beginPin(deps, { purpose: 'server', browser, isRemembered: false, forwardUrl, accountId });
}

/** The servers of the account, once the person has agreed. @throws Problem `forbidden`, `upstream`. */
export async function checkServerSignIn(
  deps: PinDeps,
  by: By,
  visit: { readonly pinId: string; readonly browser: string | null },
): Promise<PlexServersAnswer> {
  demand(by.actor, 'admin');
  const { accountId } = demandAccount(by.actor);
  const pin = await checkPin(deps, { ...visit, purpose: 'server' });
  if (pin.state !== 'agreed' || visit.browser === null)
    return { state: pin.state === 'waiting' ? 'waiting' : 'expired' };
  const plexTv = await deps.plexTv(pin.plexToken);
  const account = await plexTv.account();
  if (!account.ok) throw upstream(account.problem);
  const resources = await plexTv.resources();
  if (!resources.ok) throw upstream(resources.problem);
  const known = await watchedServers(deps.db);
  const servers = choicesOf(resources.value, known);
  const { plexUserId, username } = account.value;
  const { token } = await beginVisit(deps, {
    kind: 'plex-server',
    browser: visit.browser,
    value: { plexToken: pin.plexToken, plexUserId, servers },
    lifeMs: SERVER_VISIT_MS,
    accountId,
  });
  return { state: 'done', pinId: token, username, servers };
}

/** Those of the account's own: only their owner sees everybody's streams. */
function choicesOf(resources: readonly PlexResource[], known: ReadonlySet<string>): PlexServerChoice[] {
  return resources
    .filter(({ isOwned }) => isOwned)
    .map((server) => ({
      machineIdentifier: server.machineIdentifier,
      name: server.name,
      version: server.version,
      platform: server.platform,
      isOnline: server.isPresent ?? false,
      isKnown: known.has(server.machineIdentifier),
      addresses: server.connections
        .toSorted((a, b) => distance(server, a) - distance(server, b))
        .map(({ uri, isLocal, isRelay }) => ({ url: uri, isLocal, isRelay, isSecure: uri.startsWith('https:') })),
    }));
}

/** Near ones first; from another network the local addresses lead nowhere. Secure ones before the others, relays last. */
function distance({ isSameNetwork }: PlexResource, { uri, isLocal, isRelay }: PlexConnection): number {
  return (isRelay ? 4 : 0) + (isLocal === isSameNetwork ? 0 : 2) + (uri.startsWith('https:') ? 0 : 1);
}

interface ServerVisit {
  readonly browser: string | null;
  readonly body: PlexAddressBody;
}

async function visited(deps: PinDeps, by: By, { browser, body }: ServerVisit) {
  demand(by.actor, 'admin');
  const { pinId, machineIdentifier } = body;
  const kept = await lookAtVisit(deps, { kind: 'plex-server', token: pinId, browser }, Kept);
  if (kept === null) throw new Problem('invalid', 'The sign-in to Plex is over', { hint: 'Sign in to Plex again' });
  const server = kept.servers.find((one) => one.machineIdentifier === machineIdentifier);
  if (server === undefined) throw new Problem('invalid', 'This server is none of this Plex account');
  await prolongVisit(deps, pinId, SERVER_VISIT_MS);
  return { kept, server };
}

/** Whether a server can be reached under an address. No token goes there. @throws Problem `forbidden`, `invalid`. */
export async function testAddress(deps: ServerSignInDeps, by: By, visit: ServerVisit): Promise<PlexAddressTest> {
  await visited(deps, by, visit);
  return probe(deps, visit.body);
}

async function probe(
  deps: ServerSignInDeps,
  { url, machineIdentifier }: Pick<PlexAddressBody, 'url' | 'machineIdentifier'>,
): Promise<PlexAddressTest> {
  const { verifiesCertificates, mayBePrivate } = await deps.network();
  const check = checkOutwardAddress(url, 'plex', mayBePrivate);
  if (!check.ok) return { result: 'not-allowed', text: check.problem, tookMs: 0 };
  const fetch = createOutwardFetch({ kind: 'plex', mayBePrivate, verifiesCertificates });
  return probeAddress(check.url, machineIdentifier, { fetch, clock: deps.clock, timeoutMs: PROBE_TIMEOUT_MS });
}

/**
 * Watches a server from now on. Its Plex account becomes a way in for whoever connects it, unless it is somebody's already.
 * @throws Problem `forbidden`, `invalid`, `upstream` when it cannot be reached under the address, `conflict` when it is known.
 */
export async function connectServer<T>(
  deps: ServerSignInDeps,
  by: By,
  visit: ServerVisit,
  add: (server: { readonly url: string; readonly token: string }) => Promise<T>,
): Promise<T> {
  const { kept, server } = await visited(deps, by, visit);
  const { accountId } = demandAccount(by.actor);
  // The token goes to nobody but the server it is for.
  const test = await probe(deps, visit.body);
  if (test.result !== 'reachable') throw new Problem('upstream', test.text, { hint: 'Choose another address' });
  const added = await add({ url: visit.body.url, token: kept.plexToken });
  await inTransaction(deps.db, async (tx) => {
    const subject = String(kept.plexUserId);
    if ((await accountByIdentity(tx, 'plex', subject)) === null)
      await insertIdentity(tx, accountId, { provider: 'plex', subject });
    await audit(tx, by, { action: 'server.added', subject: server.name, details: { url: visit.body.url } });
  });
  return added;
}
