/** Ways in through others, put together: Plex, OpenID providers, and a reverse proxy that signs people in. */
import type { Cancel, Clock } from '#clock';
import { clientIdentifier } from '#config/installation.ts';
import { readOidcProviders } from '#config/oidc-providers.ts';
import type { ProxyAuth } from '#config/proxy-auth.ts';
import type { SecretBox } from '#config/secret-box.ts';
import type { Settings } from '#config/settings.ts';
import type { SignInMethods } from '#contract/auth.ts';
import type {
  LinkList,
  PlexAddressBody,
  PlexAddressTest,
  PlexLinkAnswer,
  PlexPinBegun,
  PlexServersAnswer,
} from '#contract/sign-in-elsewhere.ts';
import type { Connection } from '#db/connection.ts';
import { type Listening, listen } from '#db/listen.ts';
import type { Db } from '#db/pool.ts';
import type { Log } from '#log';
import { networkFrom } from '#plex/network.ts';
import { createPlexTv, type PlexTv } from '#plex/plex-tv.ts';
import { describeError } from '#problem';
import { PEOPLE_CHANNEL } from '#users/people-changed.ts';
import type { Actor } from './actor.ts';
import type { By } from './audit.ts';
import { cleanAddress, cleanCall } from './clean-call.ts';
import { endGuestsWhoMayNot } from './guests.ts';
import { createLine } from './line.ts';
import { type BeginPlexLink, beginPlexLink, checkPlexLink, listLinks, provenAccount, unlink } from './links.ts';
import { createProviders } from './oidc/provider.ts';
import { type BeginOidc, beginOidc, type FinishOidc, finishOidc, type OidcFinished } from './oidc/sign-in.ts';
import { beginPin, createPinPace } from './plex/pin.ts';
import { beginServerSignIn, checkServerSignIn, connectServer, testAddress } from './plex/server-sign-in.ts';
import { checkPlexSignIn, type PlexSignedIn } from './plex/sign-in.ts';
import { createProxySignIn, type ProxiedRequest } from './proxy.ts';
import { watchedServers } from './queries-guests.ts';
import type { SignInCall } from './sign-in.ts';
import { createVisitLimit } from './visit-limit.ts';

type CallWithoutEnd = Omit<SignInCall, 'isRemembered'>;

/** A page that was begun with Plex, and the browser it was begun in. */
export interface PlexVisit {
  readonly pinId: string;
  readonly browser: string | null;
}

export interface PlexBegin {
  readonly browser: string;
  /** Where Plex's page leads afterwards; an address of ours. */
  readonly forwardUrl: string | null;
}

/** Fails with a `Problem`: `forbidden`, `limited`, `upstream` while the other side does not answer, `not_found`, `invalid`. */
export interface Elsewhere {
  /** Which of these ways there are, for whoever is at the other end of a connection. */
  methods(peer: string | null): Promise<Pick<SignInMethods, 'plex' | 'oidc' | 'proxy'>>;
  readonly plex: {
    begin(begin: PlexBegin & { readonly isRemembered: boolean }, call: CallWithoutEnd): Promise<PlexPinBegun>;
    check(visit: PlexVisit, call: CallWithoutEnd): Promise<PlexSignedIn>;
  };
  /** Signing in to Plex to connect a server, for administrators. */
  readonly plexServers: {
    begin(by: By, begin: PlexBegin): Promise<PlexPinBegun>;
    check(by: By, visit: PlexVisit): Promise<PlexServersAnswer>;
    test(by: By, visit: { readonly browser: string | null; readonly body: PlexAddressBody }): Promise<PlexAddressTest>;
    connect<T>(
      by: By,
      visit: { readonly browser: string | null; readonly body: PlexAddressBody },
      add: (server: { readonly url: string; readonly token: string }) => Promise<T>,
    ): Promise<T>;
  };
  readonly oidc: {
    /** The address to go to. */
    begin(id: string, begin: BeginOidc, call: CallWithoutEnd): Promise<string>;
    /** @throws OidcFailure for what can be told in a word. */
    finish(finish: FinishOidc, call: CallWithoutEnd): Promise<OidcFinished>;
  };
  /** Linking the own account with one elsewhere, for everybody who has an account. */
  readonly links: {
    list(by: By): Promise<LinkList>;
    beginPlex(by: By, begin: BeginPlexLink): Promise<PlexPinBegun>;
    checkPlex(by: By, visit: PlexVisit): Promise<PlexLinkAnswer>;
    /** The address to go to. */
    beginOidc(
      by: By,
      id: string,
      begin: Omit<BeginOidc, 'linkTo' | 'isRemembered'> & { readonly password: string | null },
    ): Promise<string>;
    remove(by: By, provider: string): Promise<void>;
  };
  /** Who a trusted proxy says it is; null when no such proxy asks. */
  proxied(request: ProxiedRequest): Promise<Actor | null>;
  /** Ends sessions of guests who may not come in any more. */
  endGuests(): Promise<void>;
  /** Does so whenever people or settings have changed, whichever process changed them. */
  follow(
    connection: Connection,
    onSettings: (listener: (now: Settings, before: Settings) => void) => Cancel,
  ): Promise<Listening>;
}

export interface ElsewhereDeps {
  /** @throws Problem `unavailable` until the database is open. */
  db(): Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly box: SecretBox;
  settings(): Promise<Settings>;
  /** The setting `oidcProviders`. */
  oidcProviders(): Promise<string>;
  readonly plexTvUrl: string;
  readonly proxyAuth: ProxyAuth | undefined;
  /** Reads anew with whom servers are shared. */
  refreshPeople(): Promise<void>;
}

export function createElsewhere(deps: ElsewhereDeps): Elsewhere {
  const limit = createVisitLimit(deps.clock);
  const pins = pinDepsOf(deps);
  const endGuests = async (): Promise<void> => {
    const { guestAccess } = await deps.settings();
    const ended = await endGuestsWhoMayNot(deps.db(), { guestAccess });
    if (ended > 0) deps.log.info({ guests: ended }, 'guests who may not come in any more were signed out');
  };
  const proxy = createProxySignIn(deps.proxyAuth);
  const plexRules = plexRulesOf(deps);
  return {
    async methods(peer) {
      const { guestAccess, plexOwnerSignIn } = await deps.settings();
      const plex = (guestAccess || plexOwnerSignIn) && (await watchedServers(deps.db())).size > 0;
      const oidc = (await providersOf(deps)).map(({ id, label }) => ({ id, label }));
      return { plex, oidc, proxy: proxy.isProxied({ peer }) };
    },
    plex: {
      async begin(begin, call) {
        limit.take(cleanAddress(call.ipAddress));
        return beginPin(pins(), { ...begin, purpose: 'sign-in' });
      },
      check: async (visit, call) => checkPlexSignIn({ ...pins(), ...plexRules }, visit, cleanCall(call)),
    },
    plexServers: serversPart(deps, pins),
    oidc: oidcPart(deps, limit),
    links: linksPart(deps, pins),
    proxied: async (request) => proxy.actorOf(deps.db(), request),
    endGuests,
    follow: (connection, onSettings) => follow(deps, endGuests, connection, onSettings),
  };
}

const providersOf = async (deps: ElsewhereDeps) => readOidcProviders(await deps.oidcProviders()) ?? [];

type PinsOf = ReturnType<typeof pinDepsOf>;

/** What pins need, with one client for all that is nobody's yet: it keeps us from asking plex.tv too often. */
function pinDepsOf({ db, clock, log, box, settings, plexTvUrl }: ElsewhereDeps) {
  const pace = createPinPace();
  const network = networkFrom(settings);
  let nobody: PlexTv | null = null;
  const client = async (token: string | null): Promise<PlexTv> =>
    createPlexTv({ baseUrl: plexTvUrl, token, clientIdentifier: await clientIdentifier(db()), clock, log, network });
  return () => ({
    ...{ db: db(), clock, box, pace },
    clientIdentifier: () => clientIdentifier(db()),
    async plexTv(token: string | null): Promise<PlexTv> {
      if (token !== null) return client(token);
      nobody ??= await client(null);
      return nobody;
    },
  });
}

/** People are read anew at most once a minute, whoever comes. */
const REFRESH_EVERY_MS = 60_000;

function plexRulesOf(deps: ElsewhereDeps) {
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    rules: deps.settings,
    async refreshPeople() {
      const now = deps.clock.monotonic();
      if (now - readAt < REFRESH_EVERY_MS) return;
      readAt = now;
      await deps
        .refreshPeople()
        .catch((error: unknown) => deps.log.warn({ reason: describeError(error) }, 'people cannot be read anew'));
    },
  };
}

function serversPart(deps: ElsewhereDeps, pins: PinsOf): Elsewhere['plexServers'] {
  const withNetwork = () => ({ ...pins(), network: networkOf(deps) });
  return {
    begin: async (by, begin) => beginServerSignIn(pins(), by, begin),
    check: async (by, visit) => checkServerSignIn(pins(), by, visit),
    test: async (by, visit) => testAddress(withNetwork(), by, visit),
    connect: async (by, visit, add) => connectServer(withNetwork(), cleanBy(by), visit, add),
  };
}

const networkOf = (deps: ElsewhereDeps) => async () => {
  const { verifyCertificates, outwardPrivateNetworks } = await deps.settings();
  return { verifiesCertificates: verifyCertificates, mayBePrivate: outwardPrivateNetworks };
};

function oidcPart(deps: ElsewhereDeps, limit: ReturnType<typeof createVisitLimit>): Elsewhere['oidc'] {
  const { clock, log, box } = deps;
  const providers = createProviders({ clock, log, network: networkOf(deps) });
  const oidc = () => ({ db: deps.db(), clock, box, log, providers, list: () => providersOf(deps) });
  return {
    async begin(id, begin, call) {
      limit.take(cleanAddress(call.ipAddress));
      return beginOidc(oidc(), id, begin);
    },
    finish: async (finish, call) => finishOidc(oidc(), finish, cleanCall(call)),
  };
}

const cleanBy = ({ actor, ipAddress }: By): By => ({ actor, ipAddress: cleanAddress(ipAddress) });

function linksPart(deps: ElsewhereDeps, pins: PinsOf): Elsewhere['links'] {
  const { clock, log, box } = deps;
  const line = createLine();
  const providers = createProviders({ clock, log, network: networkOf(deps) });
  const auth = () => ({ db: deps.db(), clock, box });
  return {
    async list(by) {
      const [links, oidc, servers] = await Promise.all([
        listLinks(auth(), by),
        providersOf(deps),
        watchedServers(deps.db()),
      ]);
      return {
        links: links.map(({ provider, linkedAt }) => ({ provider, linkedAt: linkedAt?.toISOString() ?? null })),
        plex: servers.size > 0,
        oidc: oidc.map(({ id, label }) => ({ id, label })),
      };
    },
    beginPlex: (by, begin) => line.run(() => beginPlexLink(pins(), cleanBy(by), begin)),
    checkPlex: async (by, visit) => checkPlexLink(pins(), cleanBy(by), visit),
    async beginOidc(by, id, { password, ...begin }) {
      const account = await line.run(() => provenAccount(auth(), cleanBy(by), password));
      const oidc = { ...auth(), log, providers, list: () => providersOf(deps) };
      return beginOidc(oidc, id, { ...begin, isRemembered: false, linkTo: account.id });
    },
    remove: async (by, provider) => unlink(auth(), cleanBy(by), provider),
  };
}

async function follow(
  { clock, log }: ElsewhereDeps,
  endGuests: () => Promise<void>,
  connection: Connection,
  onSettings: Parameters<Elsewhere['follow']>[1],
): Promise<Listening> {
  const look = (): void => {
    endGuests().catch((error: unknown) =>
      log.warn({ reason: describeError(error) }, 'whether guests may stay cannot be found out yet'),
    );
  };
  const cancel = onSettings((now, before) => {
    if (now.guestAccess !== before.guestAccess) look();
  });
  const listening = await listen(connection, PEOPLE_CHANNEL, look, { clock, log, onReconnected: look });
  look();
  return {
    async stop() {
      cancel();
      await listening.stop();
    },
  };
}
