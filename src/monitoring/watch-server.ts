/** One server under watch: its link, its sessions, its life, and what it and plex.tv say about libraries and people. */
import type { OnNewLibraries } from '#catalogue/save-libraries.ts';
import type { Cancel, Clock } from '#clock';
import type { SecretBox } from '#config/secret-box.ts';
import type { Settings } from '#config/settings.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import type { FactCache } from '#history/fact-cache.ts';
import type { Log } from '#log';
import { createDescribedSessions, type DescribedSessions, type SessionAnswer } from '#plex/described-sessions.ts';
import type { Answer, LinkFacts, PlexNotification } from '#plex/facts.ts';
import type { MediaServer } from '#plex/media-server.ts';
import type { Network } from '#plex/network.ts';
import { isOn, preference, remoteAccess } from '#plex/parse-server-state.ts';
import { createPlexTv } from '#plex/plex-tv.ts';
import { openServerLink, type ServerLink } from '#plex/server-link.ts';
import { describeError } from '#problem';
import type { ServerSessions } from './draft.ts';
import { createLinkLog, type LinkLog } from './link-log.ts';
import { lastHeard } from './queries.ts';
import { type KnownServer, learnAbout } from './queries-servers.ts';
import { type Additions, createAdditions } from './recently-added/announce-additions.ts';
import { type Acquaintance, createAcquaintance } from './server-life/acquaintance.ts';
import type { Observe } from './server-life/jobs.ts';
import { loadLife } from './server-life/queries.ts';
import { createReadings, type Readings } from './server-life/readings.ts';
import { createStates, type States } from './server-life/states.ts';
import { createServerMonitor, type ServerMonitor } from './server-monitor.ts';

const TICK_MS = 1_000;

export interface WatchServerDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly box: SecretBox;
  readonly cache: FactCache;
  readonly server: KnownServer;
  readonly clientIdentifier: string;
  readonly plexTvUrl: string;
  readonly network: Network;
  /** The settings now. */
  readonly settings: () => Promise<Settings>;
  readonly onNewLibraries: OnNewLibraries;
  readonly observe?: Observe | undefined;
}

/** What can be read at any time. */
export type Reading = 'people' | 'libraries' | 'token' | 'update';

export interface WatchedServer {
  /** Undefined until `start`. */
  media(): MediaServer | undefined;
  sessions(): ServerSessions;
  /** Reads them now, whatever is due; whether that succeeded. */
  readAnew(what: Reading): Promise<boolean>;
  start(): Promise<void>;
  stop(patienceMs: number): Promise<void>;
}

export function watchServer(deps: WatchServerDeps): WatchedServer {
  return new Watch(deps);
}

class Watch implements WatchedServer {
  private readonly deps: WatchServerDeps;
  private readonly linkLog: LinkLog;
  private readonly states: States;
  private readonly readings: Readings;
  private readonly acquaintance: Acquaintance;
  private readonly additions: Additions;
  private readonly monitor: ServerMonitor;
  private readonly timers: Cancel[] = [];
  private link: ServerLink | null = null;
  private describe: DescribedSessions | null = null;
  private learning: Promise<void> | null = null;
  private isListening = false;
  /** Whether the address leads to the server it is meant to lead to, as far as we know. */
  private isGenuine = true;

  constructor(deps: WatchServerDeps) {
    const { cache, settings } = deps;
    this.deps = deps;
    this.linkLog = createLinkLog(deps);
    this.readings = createReadings({
      ...deps,
      plexTv: createPlexTv({ ...deps, baseUrl: deps.plexTvUrl, token: deps.server.token }),
      media: this.media,
      isHeard: () => this.isHeard(),
      onPeople: () => cache.users.clear(),
    });
    this.states = createStates({
      ...deps,
      channel: this.readings.channel,
      publishes: (signal) => this.publishes(signal),
      remoteAccess: async (signal) => (await this.media()?.ask(remoteAccess, signal)) ?? NOT_LINKED,
      onDown: () => void this.readings.token(),
    });
    this.acquaintance = createAcquaintance({
      ...deps,
      readPeople: this.readings.people,
      readLibraries: this.readings.libraries,
    });
    this.additions = createAdditions({
      ...deps,
      settings,
      describe: async (keys, signal) => (await this.media()?.metadata(keys, signal)) ?? NOT_LINKED,
    });
    this.monitor = createServerMonitor({
      ...deps,
      readList: (signal, again) => this.readList(signal, again),
      readItem: async (key, signal) => (await this.media()?.metadata([key], signal, 0)) ?? NOT_LINKED,
      meet: (accounts) => this.acquaintance.meet(accounts),
      onHeard: this.linkLog.onHeard,
    });
  }

  media = (): MediaServer | undefined => this.link?.media;
  readAnew = (what: Reading): Promise<boolean> => this.readings[what]();
  sessions = (): ServerSessions => this.monitor.sessions();

  async start(): Promise<void> {
    const { db, clock, server } = this.deps;
    const heardAt = await lastHeard(db, server.id);
    const life = await loadLife(db, server.id);
    await this.linkLog.begin();
    await this.states.begin(life, heardAt);
    await this.readings.begin(life);
    // Before anything is heard, or the first list would be overwritten by what was known before.
    await this.monitor.restore();
    this.link = this.openLink();
    this.describe = createDescribedSessions(this.link.media, clock);
    this.timers.push(clock.every(TICK_MS, () => this.tick()));
  }

  async stop(patienceMs: number): Promise<void> {
    for (const cancel of this.timers) cancel();
    await this.link?.close();
    await this.monitor.stop(patienceMs);
    await Promise.all([
      this.states.stop(patienceMs),
      this.readings.stop(patienceMs),
      this.additions.stop(patienceMs),
      this.linkLog.stop(),
      this.learning,
    ]);
  }

  private openLink(): ServerLink {
    return openServerLink({
      ...this.deps,
      handlers: {
        onNotification: (notification) => this.onNotification(notification),
        onConnected: (isListening) => {
          this.monitor.onConnected(isListening);
          this.learn();
        },
        onInterrupted: () => this.monitor.onInterrupted(),
        onListening: (isListening) => {
          this.isListening = isListening;
          this.monitor.onListening(isListening);
          this.states.onListening(isListening);
        },
        onLink: (state) => this.onLink(state),
      },
    });
  }

  private onNotification(notification: PlexNotification): void {
    if (notification.kind === 'timeline') this.additions.onChanges(notification.changes);
    if (notification.kind === 'reachability') this.states.onReachability(notification.isReachable);
    this.monitor.onNotification(notification);
  }

  private onLink(link: LinkFacts): void {
    this.linkLog.onLink(link);
    this.monitor.onLink(link.state);
    // One that never listened here may have been up before a restart.
    if (!this.isListening && link.state !== 'connecting' && link.state !== 'ok') this.states.onListening(false);
  }

  private tick(): void {
    this.states.tick();
    this.readings.tick();
    this.additions.tick();
  }

  private isHeard(): boolean {
    const state = this.link?.link().state;
    return this.isGenuine && (state === 'ok' || state === 'degraded');
  }

  private async readList(signal: AbortSignal, again: (list: SessionAnswer) => void): Promise<Answer<SessionAnswer>> {
    const answer = (await this.describe?.(signal, again)) ?? NOT_LINKED;
    if (answer.ok) this.acquaintance.see(answer.value.sessions);
    return answer;
  }

  private async publishes(signal: AbortSignal): Promise<Answer<boolean>> {
    const answer = (await this.media()?.ask(preference('PublishServerOnPlexOnlineKey'), signal)) ?? NOT_LINKED;
    return answer.ok ? { ok: true, value: isOn(answer.value) } : answer;
  }

  /** Reads what the server says about itself, at every connect: it may have been updated, or be another one. */
  private learn(): void {
    const { log, server } = this.deps;
    this.learning ??= this.learnNow()
      .catch((error: unknown) =>
        log.warn({ server: server.name, reason: describeError(error) }, 'what the server is cannot be saved'),
      )
      .finally(() => {
        this.learning = null;
      });
  }

  private async learnNow(): Promise<void> {
    const { db, log, server } = this.deps;
    const about = await this.link?.media.about();
    if (about?.ok !== true) return;
    const problem = await inTransaction(db, (tx) => learnAbout(tx, server.id, about.value));
    this.isGenuine = problem === null;
    if (problem !== null) log.warn({ server: server.name }, problem);
  }
}

const NOT_LINKED = { ok: false, reason: 'aborted', problem: 'the server is not being watched yet' } as const;
