/** One server under watch: its link, its sessions, and what it and plex.tv say about libraries and people. */
import { saveLibraries } from '#catalogue/save-libraries.ts';
import type { Clock } from '#clock';
import type { Db } from '#db/pool.ts';
import type { FactCache } from '#history/fact-cache.ts';
import type { Log } from '#log';
import { createDescribedSessions } from '#plex/described-sessions.ts';
import type { MediaServer } from '#plex/media-server.ts';
import { createPlexTv } from '#plex/plex-tv.ts';
import { openServerLink, type ServerLink } from '#plex/server-link.ts';
import { describeError } from '#problem';
import { saveAccounts } from '#users/save-accounts.ts';
import type { ServerSessions } from './draft.ts';
import { createLinkLog } from './link-log.ts';
import { type KnownServer, learnAbout } from './queries-servers.ts';
import { createServerMonitor } from './server-monitor.ts';

/** Libraries and people are read again this often, and at every connect (monitoring notes 9). */
const REFRESH_MS = 12 * 3_600_000;

export interface WatchServerDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly cache: FactCache;
  readonly server: KnownServer;
  readonly clientIdentifier: string;
  readonly plexTvUrl: string;
}

export interface WatchedServer {
  readonly media: MediaServer;
  sessions(): ServerSessions;
  start(): Promise<void>;
  stop(patienceMs: number): Promise<void>;
}

export function watchServer(deps: WatchServerDeps): WatchedServer {
  const { db, clock, log, server } = deps;
  const linkLog = createLinkLog({ db, clock, log, server });
  const plexTv = createPlexTv({
    baseUrl: deps.plexTvUrl,
    token: server.token,
    clientIdentifier: deps.clientIdentifier,
    clock,
    log,
  });
  let isStopped = false;
  let refreshing: Promise<void> | null = null;

  const monitor = createServerMonitor({
    db,
    cache: deps.cache,
    clock,
    log,
    server,
    readList: (signal, again) => describe(signal, again),
    onHeard: linkLog.onHeard,
  });

  const refresh = (): void => {
    if (isStopped) return;
    refreshing ??= refreshAll()
      .catch((error: unknown) =>
        log.warn({ server: server.name, reason: describeError(error) }, 'libraries and people could not be refreshed'),
      )
      .finally(() => {
        refreshing = null;
      });
  };

  async function refreshAll(): Promise<void> {
    const about = await link.media.about();
    if (about.ok) {
      const problem = await learnAbout(db, server.id, about.value);
      if (problem !== null) log.warn({ server: server.name }, problem);
    }
    const accounts = await plexTv.accounts();
    if (accounts.ok) await saveAccounts(db, server.id, accounts.value);
    const libraries = await link.media.libraries();
    if (libraries.ok) await saveLibraries(db, server.id, libraries.value);
  }

  const link: ServerLink = openServerLink({
    server: { id: server.id, name: server.name, url: server.url, token: server.token },
    clientIdentifier: deps.clientIdentifier,
    clock,
    log,
    handlers: {
      onNotification: (notification) => monitor.onNotification(notification),
      onConnected() {
        monitor.onConnected();
        refresh();
      },
      onLink(state) {
        linkLog.onLink(state);
        monitor.onLink(state.state);
      },
    },
  });
  const describe = createDescribedSessions(link.media, clock);
  const cancelRefresh = clock.every(REFRESH_MS, refresh);

  return {
    media: link.media,
    sessions: monitor.sessions,
    async start() {
      await linkLog.begin();
      await monitor.restore();
    },
    async stop(patienceMs) {
      isStopped = true;
      cancelRefresh();
      await link.close();
      await monitor.stop(patienceMs);
      await linkLog.stop();
      await refreshing;
    },
  };
}
