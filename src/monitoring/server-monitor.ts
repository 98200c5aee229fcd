/** Watches one server: feeds the reducer with what is heard and has its decisions performed. */
import type { Cancel, Clock, EpochMs } from '#clock';
import { DEFAULT_SETTINGS, type Settings } from '#config/settings.ts';
import type { LinkState } from '#contract/enums.ts';
import type { RatingKey, ServerId, SessionKey } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { FactCache } from '#history/fact-cache.ts';
import type { Log } from '#log';
import type { SessionAnswer } from '#plex/described-sessions.ts';
import type { AccountFacts, Answer, DescribedItem, PlexNotification } from '#plex/facts.ts';
import { type Effect, type Fact, NO_SESSIONS, type ServerSessions } from './draft.ts';
import { describeClosed } from './final-item.ts';
import { Hearing } from './hearing.ts';
import { ListReader } from './list-reader.ts';
import { reduce } from './reduce.ts';
import { restoreSessions } from './restore.ts';
import type { Rules } from './rules.ts';
import { createSaver, type Saver } from './saver.ts';
import type { ClosedSession, LiveSession } from './session.ts';

const TICK_MS = 1_000;
/** How often it is asked whether the list has to be read because nothing was heard. */
const LOOK_MS = 500;
/** A server that is away is asked for its list for this long; then only when its notifications are tried again. */
const EAGER_MS = 5 * 60_000;
/** How often the list is read though nothing was heard of: covers lost notifications (monitoring notes, quirk Q1). */
const RECONCILE_MS = 30_000;
/** A list that was too early is read again after this time. */
const LOOK_AGAIN_MS = 1_000;
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
  /** The settings now. */
  readonly settings: () => Promise<Settings>;
  /** Reads who is playing; `again` hands in the same answer with more known about it. */
  readonly readList: (signal: AbortSignal, again: (list: SessionAnswer) => void) => Promise<Answer<SessionAnswer>>;
  /** Reads one item as it is described now. */
  readonly readItem: (key: RatingKey, signal: AbortSignal) => Promise<Answer<readonly DescribedItem[]>>;
  /** Looks for people nobody knows yet; resolves when they may be known. */
  readonly meet: (accounts: readonly AccountFacts[]) => Promise<void>;
  /** Called after every complete answer. */
  readonly onHeard: (at: EpochMs) => void;
}

export interface ServerMonitor {
  /** Continues with the sessions that were live at the last commit. */
  restore(): Promise<void>;
  onNotification(notification: PlexNotification): void;
  /**
   * The notification socket is open (again): the list decides what happened meanwhile. `isListening` false: it is not,
   * but the server can be asked.
   */
  onConnected(isListening?: boolean): void;
  /** The notification socket was closed, and may soon be open again. */
  onInterrupted(): void;
  /** Whether notifications come; false when trying again did not help. */
  onListening(isListening: boolean): void;
  /** How well the server can be heard. */
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
  private readonly lists: ListReader;
  private readonly stopping = new AbortController();
  private readonly timers: Cancel[] = [];
  private state: ServerSessions = NO_SESSIONS;
  private wall: EpochMs;
  private mono: number;
  private readonly hearing = new Hearing();
  private isLinked = false;
  private isAway = false;
  private connectedAt: EpochMs = 0;
  private rules: Rules = DEFAULT_SETTINGS;

  constructor(deps: ServerMonitorDeps) {
    this.deps = deps;
    this.wall = deps.clock.now();
    this.mono = deps.clock.monotonic();
    this.saver = createSaver({
      ...deps,
      serverId: deps.server.id,
      serverName: deps.server.name,
      current: (key: SessionKey) => this.state.live.get(key),
      meet: (sessions) => this.meet(sessions),
      describe: (closed) => this.describe(closed),
    });
    this.lists = new ListReader({
      clock: deps.clock,
      now: () => this.now(),
      signal: this.stopping.signal,
      readList: deps.readList,
      isKnown: (key) => this.state.live.has(key),
      onList: (list, askedAt, isFirst) => this.take(list, askedAt, isFirst),
      onFailure: (askedAt) => this.feed({ kind: 'no-list', at: this.now(), askedAt }),
      onError: (err) => deps.log.error({ server: deps.server.name, err }, 'reading the session list failed'),
    });
  }

  async restore(): Promise<void> {
    const { db, clock, server, settings } = this.deps;
    this.rules = await settings();
    const restored = await restoreSessions(db, server.id);
    for (const { session, rowId } of restored) this.saver.adopt(session.sessionKey, rowId);
    this.state = { ...NO_SESSIONS, live: new Map(restored.map(({ session }) => [session.sessionKey, session])) };
    this.timers.push(clock.every(TICK_MS, () => this.tick()));
    this.timers.push(clock.every(LOOK_MS, () => this.look()));
    this.timers.push(clock.every(RECONCILE_MS, () => this.isLinked && this.lists.read()));
  }

  sessions = (): ServerSessions => this.state;

  onNotification(notification: PlexNotification): void {
    if (notification.kind !== 'playing') return;
    const at = this.now();
    if (this.hearing.heard(at, this.state.live.size)) this.lists.read('now');
    for (const report of notification.reports) this.feed({ kind: 'report', at, report });
  }

  onConnected(isListening = true): void {
    const at = this.now();
    this.isLinked = true;
    this.connectedAt = at;
    if (isListening) this.hearing.opened(at);
    // A server that was away and does not send notifications yet may not list everybody yet.
    if (this.isAway && !isListening) this.lists.read('now');
    else this.lists.connected();
  }

  onInterrupted(): void {
    this.hearing.closed(this.now());
  }

  onListening(isListening: boolean): void {
    this.isAway = !isListening;
  }

  onLink(state: LinkState): void {
    this.isLinked = state === 'ok' || state === 'degraded';
    // While one of socket and list works, what plays is known well enough.
    if (!this.isLinked && state !== 'connecting') this.feed({ kind: 'link-lost', at: this.now() });
  }

  async stop(patienceMs: number): Promise<void> {
    this.feed({ kind: 'farewell', at: this.now() });
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
      this.hearing.jumped(wall);
      this.feed({ kind: 'clock-jump', at: wall, byMs: jump });
    }
    return wall;
  }

  private feed(fact: Fact): void {
    const step = reduce(this.state, fact, this.rules);
    this.state = step.state;
    for (const effect of step.effects) this.perform(effect, fact);
  }

  private perform(effect: Effect, cause: Fact): void {
    switch (effect.do) {
      case 'read-list':
        // Who has just begun may be gone soon.
        if (cause.kind !== 'tick' || this.lists.age() >= LOOK_AGAIN_MS)
          this.lists.read(this.state.waiting.size > 0 ? 'now' : 'soon');
        break;
      case 'save':
        this.saver.save(effect.sessionKey, effect.urgent);
        break;
      case 'close':
        this.saver.close(effect.closed);
        break;
      case 'announce':
        this.saver.announce(effect.sessionKey, effect.note);
        this.deps.log.debug(
          {
            server: this.deps.server.name,
            sessionKey: effect.sessionKey,
            title: effect.note.moment.listed.item.fullTitle,
            trigger: effect.note.trigger,
          },
          'something happened to a stream',
        );
        break;
    }
  }

  private tick(): void {
    const at = this.now();
    const isCurrent = this.isLinked && at - this.connectedAt >= SETTLED_MS;
    this.feed({ kind: 'tick', at, isCurrent, isAway: this.isAway });
    this.saver.nudge();
    this.deps.settings().then(
      (settings) => {
        this.rules = settings;
      },
      () => undefined, // The database is away: the last ones hold.
    );
  }

  /** Reads the list when nothing was heard for too long, and while nothing can be heard. */
  private look(): void {
    const at = this.now();
    const { live, waiting } = this.state;
    const patience = this.hearing.patienceMs(at, live.size + waiting.size);
    if (patience === null || this.lists.age() < patience || this.hearing.quietMs(at) < patience) return;
    if (this.isLinked || at - this.hearing.closedAt() < EAGER_MS) this.lists.read();
  }

  private take(list: SessionAnswer, askedAt: EpochMs, isFirst: boolean): void {
    if (this.stopping.signal.aborted) return;
    const at = this.now();
    this.deps.onHeard(at);
    const brokenAt = this.hearing.brokenAt();
    this.feed({ kind: 'list', at, askedAt, isFirst, ...list, brokenAt, isAway: this.isAway });
    if (list.isComplete) this.hearing.listed(askedAt);
  }

  private meet(sessions: readonly LiveSession[]): Promise<void> {
    const accounts = sessions.flatMap(({ listed }) => (listed === null ? [] : [listed.account]));
    return this.deps.meet(accounts);
  }

  private async describe(closed: ClosedSession): Promise<ClosedSession | null> {
    if (this.stopping.signal.aborted) return closed;
    try {
      const settings = await this.deps.settings();
      return await describeClosed(closed, settings, (key) => this.deps.readItem(key, this.stopping.signal));
    } catch {
      return closed;
    }
  }
}
