/** The state of the reducer, the facts it takes and the effects it asks for; and a draft to change the state in. */
import type { EpochMs } from '#clock';
import type { EndedReason } from '#contract/enums.ts';
import type { RatingKey, SessionKey } from '#contract/ids.ts';
import type { StreamTrigger } from '#notifications/announce.ts';
import type { ListedSession, PlaybackReport } from '#plex/facts.ts';
import type { Happening, Note } from './happening.ts';
import { isWatchedBy, type Rules } from './rules.ts';
import type { ClosedSession, LiveSession } from './session.ts';

/** A player that reported while we had no description of its session. */
export interface Waiting {
  readonly since: EpochMs;
  readonly report: PlaybackReport;
  readonly reportedAt: EpochMs;
  /** What a list showed is doubtful: it is asked for again though nothing more is reported. */
  readonly isExpected: boolean;
}

export interface ServerSessions {
  readonly live: ReadonlyMap<SessionKey, LiveSession>;
  readonly waiting: ReadonlyMap<SessionKey, Waiting>;
  /** When a session stopped, so that a list asked for before does not open it again. */
  readonly stopped: ReadonlyMap<SessionKey, { readonly at: EpochMs; readonly ratingKey: RatingKey | null }>;
  /** When the latest complete list was asked for; null before the first. */
  readonly knownAt: EpochMs | null;
}

/** An answer of the server. `askedAt`: what happened after this moment is not in it. */
export interface ListFact {
  readonly kind: 'list';
  readonly at: EpochMs;
  readonly askedAt: EpochMs;
  readonly sessions: readonly ListedSession[];
  /** Sessions that are there but could not be read. */
  readonly unreadable: readonly SessionKey[];
  /** False when entries without a key could not be read: then absence proves nothing. */
  readonly isComplete: boolean;
  /** The first one after the server could be heard (again). */
  readonly isFirst: boolean;
  /** Since when reports may have been missed; null: all were heard. */
  readonly brokenAt?: EpochMs | null;
  /** Notifications do not come, and did not come back when they were asked for again and again. */
  readonly isAway?: boolean;
}

export type Fact =
  | { readonly kind: 'report'; readonly at: EpochMs; readonly report: PlaybackReport }
  | ListFact
  /** Who plays could not be learned. */
  | { readonly kind: 'no-list'; readonly at: EpochMs; readonly askedAt: EpochMs }
  | { readonly kind: 'link-lost'; readonly at: EpochMs }
  /** `isCurrent`: the server can be heard and its list was read lately, so silence means something. */
  | { readonly kind: 'tick'; readonly at: EpochMs; readonly isCurrent: boolean; readonly isAway?: boolean }
  /** The machine's clock was set, or it slept: `at` is the new time, `byMs` how far it jumped (negative: back). */
  | { readonly kind: 'clock-jump'; readonly at: EpochMs; readonly byMs: number }
  /** Nothing more will be heard: what waits is told now. */
  | { readonly kind: 'farewell'; readonly at: EpochMs };

export type Effect =
  /** The description of a session is missing or old: read the list. */
  | { readonly do: 'read-list' }
  /** `urgent`: something a person would notice; otherwise it may wait for the next heartbeat. */
  | { readonly do: 'save'; readonly sessionKey: SessionKey; readonly urgent: boolean }
  | { readonly do: 'close'; readonly closed: ClosedSession }
  /** Comes before the save or the close it belongs to. */
  | { readonly do: 'announce'; readonly sessionKey: SessionKey; readonly note: Note };

export interface Step {
  readonly state: ServerSessions;
  readonly effects: readonly Effect[];
}

export const NO_SESSIONS: ServerSessions = {
  live: new Map(),
  waiting: new Map(),
  stopped: new Map(),
  knownAt: null,
};

/** Copies of the maps, made only when written to, and the effects gathered so far. */
export class Draft {
  readonly effects: Effect[] = [];
  readonly rules: Rules;
  private live: ReadonlyMap<SessionKey, LiveSession>;
  private waiting: ReadonlyMap<SessionKey, Waiting>;
  private stopped: ServerSessions['stopped'];
  private knownAt: EpochMs | null;

  constructor(state: ServerSessions, rules: Rules) {
    this.rules = rules;
    this.live = state.live;
    this.waiting = state.waiting;
    this.stopped = state.stopped;
    this.knownAt = state.knownAt;
  }

  get = (key: SessionKey): LiveSession | undefined => this.live.get(key);
  waitingFor = (key: SessionKey): Waiting | undefined => this.waiting.get(key);
  stoppedAt = (key: SessionKey) => this.stopped.get(key);
  completeAt = (): EpochMs | null => this.knownAt;
  sessions = (): readonly LiveSession[] => [...this.live.values()];
  waitingKeys = (): readonly [SessionKey, Waiting][] => [...this.waiting];

  put(session: LiveSession): void {
    if (this.live.get(session.sessionKey) !== session) this.live = new Map(this.live).set(session.sessionKey, session);
  }

  /** Stores the session and asks for it to be saved: with what happened to it, or else when that is told. */
  save(session: LiveSession, urgent: boolean): void {
    this.put(session);
    const isHeldBack = session.happenings.some(({ trigger }) => trigger !== null);
    this.effects.push({ do: 'save', sessionKey: session.sessionKey, urgent: urgent && !isHeldBack });
  }

  wait(key: SessionKey, waiting: Waiting): void {
    this.waiting = new Map(this.waiting).set(key, waiting);
  }

  stopWaiting(key: SessionKey): void {
    if (!this.waiting.has(key)) return;
    const next = new Map(this.waiting);
    next.delete(key);
    this.waiting = next;
  }

  /**
   * Announces what happened to the session, and answers it as it then is. A session without a description, which only a
   * damaged row leaves behind, has nothing to say.
   */
  announce(session: LiveSession, trigger: StreamTrigger, told: Told): LiveSession {
    const { listed, startedAt, durationMs, bufferCount, isWatched } = session;
    if (listed === null) return session;
    const { at, ...rest } = told;
    const moment = {
      sessionKey: session.sessionKey,
      listed,
      startedAt,
      durationMs,
      bufferCount,
      isWatched: isWatched || trigger === 'on_watched',
      ...rest,
    };
    const number = session.announced + 1;
    this.effects.push({ do: 'announce', sessionKey: session.sessionKey, note: { number, trigger, at, moment } });
    return { ...session, announced: number };
  }

  /** Tells what waited for the list. What is said of markers is dropped when the stream is not listed any more. */
  tell(session: LiveSession, isListed: boolean): LiveSession {
    let told: LiveSession = { ...session, happenings: [] };
    for (const happening of session.happenings) {
      if (happening.marker === null || isListed) told = this.tellOne(told, happening);
    }
    return told;
  }

  private tellOne(session: LiveSession, { trigger, ...happened }: Happening): LiveSession {
    const { at, viewOffsetMs, watchedMs, pausedMs, marker } = happened;
    const state = happened.state === 'stopped' ? session.state : happened.state;
    const confirmed = { ...session, confirmed: { at, state, viewOffsetMs, watchedMs, pausedMs } };
    const told = { ...happened, stoppedAt: null };
    const announced = trigger === null ? confirmed : this.announce(confirmed, trigger, told);
    const isNowWatched = marker !== null && !announced.isWatched && isWatchedBy(marker, this.rules);
    if (!isNowWatched) return announced;
    return { ...this.announce(announced, 'on_watched', { ...told, marker: null }), isWatched: true };
  }

  needList(): void {
    if (!this.effects.some((effect) => effect.do === 'read-list')) this.effects.push({ do: 'read-list' });
  }

  /** Ends a session of which everything that happened was told. `at`: when that was learned. */
  close(session: LiveSession, stoppedAt: EpochMs, endedReason: EndedReason, at: EpochMs): void {
    const live = new Map(this.live);
    live.delete(session.sessionKey);
    this.live = live;
    this.stopped = new Map(this.stopped).set(session.sessionKey, { at, ratingKey: session.ratingKey });
    const end = Math.max(stoppedAt, session.startedAt);
    const { state, viewOffsetMs, watchedMs, pausedMs } = session;
    const last = this.announce(session, 'on_stop', {
      at,
      state,
      viewOffsetMs,
      watchedMs,
      pausedMs,
      stoppedAt: end,
      marker: null,
    });
    this.effects.push({ do: 'close', closed: { session: last, stoppedAt: end, endedReason } });
  }

  forgetStopped(before: EpochMs): void {
    if ([...this.stopped.values()].every((entry) => entry.at >= before)) return;
    this.stopped = new Map([...this.stopped].filter(([, entry]) => entry.at >= before));
  }

  /** A complete list was asked for at `askedAt`. */
  complete(askedAt: EpochMs): void {
    this.knownAt = askedAt;
  }

  done(): Step {
    const { live, waiting, stopped, knownAt, effects } = this;
    return { state: { live, waiting, stopped, knownAt }, effects };
  }
}

/** What an announcement says beside what is known of the stream. */
type Told = Omit<Happening, 'trigger'> & { readonly stoppedAt: EpochMs | null };
