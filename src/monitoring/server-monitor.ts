/** Watches one server: feeds the reducer with what is heard and has its decisions performed. */
import type { Cancel, Clock, EpochMs } from '#clock';
import type { SettingOverrides } from '#config/settings.ts';
import type { LinkState } from '#contract/enums.ts';
import type { ServerId, SessionKey } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { FactCache } from '#history/fact-cache.ts';
import type { Log } from '#log';
import type { SessionAnswer } from '#plex/described-sessions.ts';
import type { Answer, PlexNotification } from '#plex/facts.ts';
import { type Effect, type Fact, NO_SESSIONS, type ServerSessions } from './draft.ts';
import { reduce } from './reduce.ts';
import { restoreSessions } from './restore.ts';
import { createSaver, type Saver } from './saver.ts';

const TICK_MS = 1_000;
/** How often the list is read though nothing was heard of: covers lost notifications (monitoring notes, quirk Q1). */
const RECONCILE_MS = 30_000;
/** A player that is not listed yet is looked for this often. */
const LOOK_AGAIN_MS = 5_000;
/** Wall time that runs this much off the steady clock has been set. */
const CLOCK_JUMP_MS = 5_000;
/** After a (re)connect the list has to be this old before silence means anything. */
const SETTLED_MS = 60_000;

export interface ServerMonitorDeps {
  readonly db: Db;
  readonly cache: FactCache;
  readonly clock: Clock;
  readonly log: Log;
  readonly server: { readonly id: ServerId; readonly name: string };
  /** Settings the environment has decided. */
  readonly overrides?: SettingOverrides | undefined;
  /** Reads who is playing; `again` hands in the same answer with more known about it. */
  readonly readList: (signal: AbortSignal, again: (list: SessionAnswer) => void) => Promise<Answer<SessionAnswer>>;
  /** Called after every complete answer. */
  readonly onHeard: (at: EpochMs) => void;
}

export interface ServerMonitor {
  /** Continues with the sessions that were live at the last commit. */
  restore(): Promise<void>;
  onNotification(notification: PlexNotification): void;
  /** The notification socket is open (again): the list decides what happened meanwhile. */
  onConnected(): void;
  /** How well the server can be heard: while not `ok`, reports may be missed. */
  onLink(state: LinkState): void;
  sessions(): ServerSessions;
  /** Stops listening and writes what is left, waiting `patienceMs` at most. */
  stop(patienceMs: number): Promise<void>;
}

export function createServerMonitor(deps: ServerMonitorDeps): ServerMonitor {
  return new Monitor(deps);
}

class Monitor implements ServerMonitor {
  private readonly deps: ServerMonitorDeps;
  private readonly saver: Saver;
  private readonly stopping = new AbortController();
  private readonly timers: Cancel[] = [];
  private state: ServerSessions = NO_SESSIONS;
  private wall: EpochMs;
  private mono: number;
  private isLinked = false;
  private connectedAt: EpochMs = 0;
  private listAskedAt = Number.NEGATIVE_INFINITY;
  private isReading = false;
  private readAgain = false;

  constructor(deps: ServerMonitorDeps) {
    this.deps = deps;
    this.wall = deps.clock.now();
    this.mono = deps.clock.monotonic();
    this.saver = createSaver({
      ...deps,
      serverId: deps.server.id,
      serverName: deps.server.name,
      current: (key: SessionKey) => this.state.live.get(key),
    });
  }

  async restore(): Promise<void> {
    const { db, clock, server } = this.deps;
    const restored = await restoreSessions(db, server.id);
    for (const { session, rowId } of restored) this.saver.adopt(session.sessionKey, rowId);
    this.state = { ...NO_SESSIONS, live: new Map(restored.map(({ session }) => [session.sessionKey, session])) };
    this.timers.push(clock.every(TICK_MS, () => this.tick()));
    this.timers.push(clock.every(RECONCILE_MS, () => this.isLinked && this.readList()));
  }

  sessions = (): ServerSessions => this.state;

  onNotification(notification: PlexNotification): void {
    if (notification.kind !== 'playing') return;
    const at = this.now();
    for (const report of notification.reports) this.feed({ kind: 'report', at, report });
  }

  onConnected(): void {
    this.isLinked = true;
    this.connectedAt = this.now();
    this.readList();
  }

  onLink(state: LinkState): void {
    this.isLinked = state === 'ok' || state === 'degraded';
    if (state !== 'ok') this.feed({ kind: 'link-lost', at: this.now() });
  }

  async stop(patienceMs: number): Promise<void> {
    this.stopping.abort();
    for (const cancel of this.timers) cancel();
    await this.saver.drain(patienceMs);
  }

  /** Wall time; a jump against the steady clock is a fact of its own. */
  private now(): EpochMs {
    const { clock, log, server } = this.deps;
    const wall = clock.now();
    const mono = clock.monotonic();
    const jump = wall - this.wall - (mono - this.mono);
    this.wall = wall;
    this.mono = mono;
    if (Math.abs(jump) > CLOCK_JUMP_MS) {
      log.warn(
        { server: server.name, seconds: Math.round(jump / 1000) },
        'the clock of this machine jumped; running streams are timed by their position until they report',
      );
      this.feed({ kind: 'clock-jump', at: wall, byMs: jump });
    }
    return wall;
  }

  private feed(fact: Fact): void {
    const step = reduce(this.state, fact);
    this.state = step.state;
    for (const effect of step.effects) this.perform(effect, fact);
  }

  private perform(effect: Effect, cause: Fact): void {
    switch (effect.do) {
      case 'read-list':
        if (cause.kind !== 'tick' || this.deps.clock.monotonic() - this.listAskedAt >= LOOK_AGAIN_MS) this.readList();
        break;
      case 'save':
        this.saver.save(effect.sessionKey, effect.urgent);
        break;
      case 'close':
        this.saver.close(effect.closed);
        break;
      case 'announce':
        this.deps.log.debug(
          {
            server: this.deps.server.name,
            sessionKey: effect.session.sessionKey,
            title: effect.session.listed?.item.fullTitle,
            transition: effect.transition,
          },
          'session changed',
        );
        break;
    }
  }

  private tick(): void {
    const at = this.now();
    this.feed({ kind: 'tick', at, isCurrent: this.isLinked && at - this.connectedAt >= SETTLED_MS });
    this.saver.nudge();
  }

  /** Reads the list now, or once more when it is being read already: that answer may be older than the wish. */
  private readList(): void {
    if (this.stopping.signal.aborted) return;
    if (this.isReading) {
      this.readAgain = true;
      return;
    }
    this.isReading = true;
    this.listOnce().catch((error: unknown) =>
      this.deps.log.error({ server: this.deps.server.name, err: error }, 'reading the session list failed'),
    );
  }

  private take(list: SessionAnswer, askedAt: EpochMs): void {
    if (!this.stopping.signal.aborted) this.feed({ kind: 'list', at: this.now(), askedAt, ...list });
  }

  private async listOnce(): Promise<void> {
    try {
      const askedAt = this.now();
      this.listAskedAt = this.deps.clock.monotonic();
      const answer = await this.deps.readList(this.stopping.signal, (list) => this.take(list, askedAt));
      // Unknown is never zero: an answer that failed says nothing about who is playing.
      if (!answer.ok || this.stopping.signal.aborted) return;
      this.deps.onHeard(this.now());
      this.take(answer.value, askedAt);
    } finally {
      this.isReading = false;
      if (this.readAgain) {
        this.readAgain = false;
        this.readList();
      }
    }
  }
}
