/** Keeps whether a server is up and reachable from outside, and tells when that changes (monitoring notes 8). */
import type { EpochMs } from '#clock';
import { DEFAULT_SETTINGS, type Settings } from '#config/settings.ts';
import type { Answer } from '#plex/facts.ts';
import type { UpdateChannel } from '#plex/parse-downloads.ts';
import type { RemoteAccess } from '#plex/parse-server-state.ts';
import { describeError } from '#problem';
import { createLedger, type Ledger, type LedgerDeps } from './ledger.ts';
import { afterRestart, NEVER_CONNECTED, type Outage, type OutageEvent, onOutageEvent } from './outage.ts';
import type { LifeRow } from './queries.ts';
import {
  isNoNews,
  NEVER_TOLD,
  onRemoteEvent,
  type RemoteEvent,
  type RemoteState,
  remoteFacts,
} from './remote-access.ts';
import { serverAnnouncement } from './server-facts.ts';

export interface StatesDeps extends LedgerDeps {
  readonly settings: () => Promise<Settings>;
  readonly channel: (settings: Settings) => UpdateChannel;
  /** Whether the owner wants the server to be reachable from outside. */
  readonly publishes: (signal: AbortSignal) => Promise<Answer<boolean>>;
  readonly remoteAccess: (signal: AbortSignal) => Promise<Answer<RemoteAccess>>;
  /** Called when an outage is told. */
  readonly onDown: () => void;
}

export interface States {
  /** Goes on from what was stored; to be called once, before anything else. */
  begin(stored: LifeRow | null, lastHeardAt: EpochMs | null): Promise<void>;
  /** Notifications arrive, or do not any more. */
  onListening(isListening: boolean): void;
  onReachability(isReachable: boolean): void;
  /** To be called about once a second. */
  tick(): void;
  /** Resolves when everything that happened so far is dealt with and committed. */
  idle(): Promise<void>;
  stop(patienceMs: number): Promise<void>;
}

export const createStates = (deps: StatesDeps): States => new Keeper(deps);

const MS = 1_000;

class Keeper implements States {
  private readonly deps: StatesDeps;
  private readonly ledger: Ledger;
  private readonly stopping = new AbortController();
  private outage: Outage = NEVER_CONNECTED;
  private remote: RemoteState = NEVER_TOLD;
  private settings: Settings = DEFAULT_SETTINGS;
  /** One event after another. */
  private queue: Promise<void> = Promise.resolve();
  private isTicking = false;

  constructor(deps: StatesDeps) {
    this.deps = deps;
    this.ledger = createLedger(deps);
  }

  async begin(stored: LifeRow | null, lastHeardAt: EpochMs | null): Promise<void> {
    const { serverDownSeconds } = await this.currentSettings();
    if (stored === null) return;
    this.outage = afterRestart(outageOf(stored), {
      lastHeardAt,
      now: this.deps.clock.now(),
      afterMs: serverDownSeconds * MS,
    });
    this.remote = remoteOf(stored);
  }

  onListening(isListening: boolean): void {
    const at = this.deps.clock.now();
    this.enqueue((settings) => this.feedOutage({ kind: isListening ? 'connected' : 'lost', at }, settings));
  }

  onReachability(isReachable: boolean): void {
    const at = this.deps.clock.now();
    this.enqueue((settings) => this.askRemote(isReachable, at, settings));
  }

  tick(): void {
    const isWaiting = [this.outage, this.remote].some((one) => one.downSince !== null && one.announcedAt === null);
    if (!isWaiting || this.isTicking) return;
    this.isTicking = true;
    this.enqueue((settings) => {
      this.isTicking = false;
      const at = this.deps.clock.now();
      this.feedOutage({ kind: 'tick', at, afterMs: settings.serverDownSeconds * MS }, settings);
      this.feedRemote({ kind: 'tick', at, afterMs: settings.remoteAccessDownSeconds * MS }, settings);
    });
  }

  async idle(): Promise<void> {
    await this.queue;
    await this.ledger.idle();
  }

  async stop(patienceMs: number): Promise<void> {
    this.stopping.abort();
    await this.queue;
    await this.ledger.stop(patienceMs);
  }

  /** A database that is away must not cost an event: then the settings are as they were. */
  private async currentSettings(): Promise<Settings> {
    try {
      this.settings = await this.deps.settings();
    } catch (error) {
      const { log, server } = this.deps;
      log.debug(
        { server: server.name, reason: describeError(error) },
        'settings cannot be read; the last ones are used',
      );
    }
    return this.settings;
  }

  private enqueue(act: (settings: Settings) => void | Promise<void>): void {
    this.queue = this.queue
      .then(async () => {
        if (!this.stopping.signal.aborted) await act(await this.currentSettings());
      })
      .catch((error: unknown) => {
        this.isTicking = false;
        const { log, server } = this.deps;
        log.warn(
          { server: server.name, reason: describeError(error) },
          'the state of the server cannot be followed now',
        );
      });
  }

  private feedOutage(event: OutageEvent, settings: Settings): void {
    const { state, tell } = onOutageEvent(this.outage, event);
    if (state === this.outage && tell === null) return;
    this.outage = state;
    const { at } = event;
    const serverId = this.deps.server.id;
    const channel = this.deps.channel(settings);
    this.ledger.write(
      {
        isUp: state.isUp,
        downSince: dateOf(state.downSince),
        downAnnouncedAt: dateOf(state.announcedAt),
      },
      tell === null ? [] : [serverAnnouncement({ trigger: tell, at, serverId, channel })],
    );
    if (tell === 'on_intdown') this.deps.onDown();
  }

  private async askRemote(isReachable: boolean, at: EpochMs, settings: Settings): Promise<void> {
    const { signal } = this.stopping;
    const publishes = await this.deps.publishes(signal);
    if (!publishes.ok || !publishes.value || isNoNews(this.remote, isReachable)) return;
    const access = await this.deps.remoteAccess(signal);
    if (access.ok) this.feedRemote({ kind: 'told', at, isReachable, access: access.value }, settings);
  }

  private feedRemote(event: RemoteEvent, settings: Settings): void {
    const { state, tell } = onRemoteEvent(this.remote, event);
    if (state === this.remote && tell === null) return;
    this.remote = state;
    const { at } = event;
    const serverId = this.deps.server.id;
    const channel = this.deps.channel(settings);
    this.ledger.write(
      {
        isRemoteUp: state.isUp,
        remoteDownSince: dateOf(state.downSince),
        remoteDownAnnouncedAt: dateOf(state.announcedAt),
        remoteAccess: state.access,
      },
      tell === null
        ? []
        : [serverAnnouncement({ trigger: tell.trigger, at, serverId, channel, facts: remoteFacts(tell.access) })],
    );
  }
}

const dateOf = (at: EpochMs | null): Date | null => (at === null ? null : new Date(at));
const msOf = (at: Date | null): EpochMs | null => at?.getTime() ?? null;

const outageOf = (row: LifeRow): Outage => ({
  isUp: row.isUp,
  downSince: msOf(row.downSince),
  announcedAt: msOf(row.downAnnouncedAt),
});

const remoteOf = (row: LifeRow): RemoteState => ({
  isUp: row.isRemoteUp,
  downSince: msOf(row.remoteDownSince),
  announcedAt: msOf(row.remoteDownAnnouncedAt),
  access: row.remoteAccess,
});
