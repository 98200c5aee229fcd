/** One server under watch: its link, its sessions, and what it and plex.tv say about libraries and people. */

import { saveLibraries } from '#catalogue/save-libraries.ts';
import type { Cancel, Clock } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import type { FactCache } from '#history/fact-cache.ts';
import type { Log } from '#log';
import { createDescribedSessions, type DescribedSessions } from '#plex/described-sessions.ts';
import type { MediaServer } from '#plex/media-server.ts';
import type { Network } from '#plex/network.ts';
import { createPlexTv, type PlexTv } from '#plex/plex-tv.ts';
import { openServerLink, type ServerLink } from '#plex/server-link.ts';
import { describeError } from '#problem';
import { saveAccounts } from '#users/save-accounts.ts';
import type { ServerSessions } from './draft.ts';
import { createLinkLog, type LinkLog } from './link-log.ts';
import { type KnownServer, learnAbout } from './queries-servers.ts';
import { createServerMonitor, type ServerMonitor } from './server-monitor.ts';

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
  readonly network: Network;
  /** The settings now. */
  readonly settings: () => Promise<Settings>;
}

export interface WatchedServer {
  /** Undefined until `start`. */
  media(): MediaServer | undefined;
  sessions(): ServerSessions;
  start(): Promise<void>;
  stop(patienceMs: number): Promise<void>;
}

export function watchServer(deps: WatchServerDeps): WatchedServer {
  return new Watch(deps);
}

class Watch implements WatchedServer {
  private readonly deps: WatchServerDeps;
  private readonly linkLog: LinkLog;
  private readonly plexTv: PlexTv;
  private readonly monitor: ServerMonitor;
  private readonly timers: Cancel[] = [];
  private link: ServerLink | null = null;
  private describe: DescribedSessions | null = null;
  private refreshing: Promise<void> | null = null;
  private isStopped = false;

  constructor(deps: WatchServerDeps) {
    const { db, cache, clock, log, server, plexTvUrl, clientIdentifier, network } = deps;
    this.deps = deps;
    this.linkLog = createLinkLog({ db, clock, log, server });
    this.plexTv = createPlexTv({ baseUrl: plexTvUrl, token: server.token, clientIdentifier, clock, log, network });
    this.monitor = createServerMonitor({
      db,
      cache,
      clock,
      log,
      server,
      settings: deps.settings,
      readItem: async (key, signal) => (await this.media()?.metadata([key], signal)) ?? NOT_LINKED,
      meet: async () => undefined,
      readList: async (signal, again) => (await this.describe?.(signal, again)) ?? NOT_LINKED,
      onHeard: this.linkLog.onHeard,
    });
  }

  media = (): MediaServer | undefined => this.link?.media;
  sessions = (): ServerSessions => this.monitor.sessions();

  async start(): Promise<void> {
    await this.linkLog.begin();
    // Before anything is heard, or the first list would be overwritten by what was known before.
    await this.monitor.restore();
    this.link = this.openLink();
    this.describe = createDescribedSessions(this.link.media, this.deps.clock);
    this.timers.push(this.deps.clock.every(REFRESH_MS, () => this.refresh()));
  }

  async stop(patienceMs: number): Promise<void> {
    this.isStopped = true;
    for (const cancel of this.timers) cancel();
    await this.link?.close();
    await this.monitor.stop(patienceMs);
    await this.linkLog.stop();
    await this.refreshing;
  }

  private openLink(): ServerLink {
    const { server, clientIdentifier, clock, log, network } = this.deps;
    return openServerLink({
      server,
      clientIdentifier,
      clock,
      log,
      network,
      handlers: {
        onNotification: (notification) => this.monitor.onNotification(notification),
        onConnected: () => {
          this.monitor.onConnected();
          this.refresh();
        },
        onLink: (state) => {
          this.linkLog.onLink(state);
          this.monitor.onLink(state.state);
        },
      },
    });
  }

  private refresh(): void {
    if (this.isStopped) return;
    const { log, server } = this.deps;
    this.refreshing ??= this.refreshAll()
      .catch((error: unknown) =>
        log.warn({ server: server.name, reason: describeError(error) }, 'libraries and people could not be refreshed'),
      )
      .finally(() => {
        this.refreshing = null;
      });
  }

  private async refreshAll(): Promise<void> {
    const { db, log, server } = this.deps;
    const about = await this.link?.media.about();
    if (about?.ok) {
      const problem = await learnAbout(db, server.id, about.value);
      if (problem !== null) log.warn({ server: server.name }, problem);
    }
    const accounts = await this.plexTv.accounts();
    if (accounts.ok) await saveAccounts(db, server.id, accounts.value);
    const libraries = await this.link?.media.libraries();
    if (libraries?.ok) await saveLibraries(db, server.id, libraries.value);
  }
}

const NOT_LINKED = { ok: false, reason: 'aborted', problem: 'the server is not being watched yet' } as const;
