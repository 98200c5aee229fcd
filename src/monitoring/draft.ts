/** The state of the reducer, the facts it takes and the effects it asks for; and a draft to change the state in. */
import type { EpochMs } from '#clock';
import type { EndedReason } from '#contract/enums.ts';
import type { RatingKey, SessionKey } from '#contract/ids.ts';
import type { ListedSession, PlaybackReport } from '#plex/facts.ts';
import type { ClosedSession, LiveSession } from './session.ts';

/** A player that reported while we had no description of its session. */
export interface Waiting {
  readonly since: EpochMs;
  readonly report: PlaybackReport;
  readonly reportedAt: EpochMs;
}

export interface ServerSessions {
  readonly live: ReadonlyMap<SessionKey, LiveSession>;
  readonly waiting: ReadonlyMap<SessionKey, Waiting>;
  /** When a session stopped, so that a list asked for before does not open it again. */
  readonly stopped: ReadonlyMap<SessionKey, { readonly at: EpochMs; readonly ratingKey: RatingKey | null }>;
}

export type Fact =
  | { readonly kind: 'report'; readonly at: EpochMs; readonly report: PlaybackReport }
  /** An answer of the server. `askedAt`: what happened after this moment is not in it. */
  | {
      readonly kind: 'list';
      readonly at: EpochMs;
      readonly askedAt: EpochMs;
      readonly sessions: readonly ListedSession[];
      /** Sessions that are there but could not be read. */
      readonly unreadable: readonly SessionKey[];
      /** False when entries without a key could not be read: then absence proves nothing. */
      readonly isComplete: boolean;
    }
  | { readonly kind: 'link-lost'; readonly at: EpochMs }
  /** `isCurrent`: the server can be heard and its list was read lately, so silence means something. */
  | { readonly kind: 'tick'; readonly at: EpochMs; readonly isCurrent: boolean }
  /** The machine's clock was set, or it slept: `at` is the new time, `byMs` how far it jumped (negative: back). */
  | { readonly kind: 'clock-jump'; readonly at: EpochMs; readonly byMs: number };

export type Transition = 'start' | 'pause' | 'resume' | 'buffer' | 'error' | 'change' | 'stop' | 'lost';

export type Effect =
  /** The description of a session is missing or old: read the list. */
  | { readonly do: 'read-list' }
  /** `urgent`: something a person would notice; otherwise it may wait for the next heartbeat. */
  | { readonly do: 'save'; readonly sessionKey: SessionKey; readonly urgent: boolean }
  | { readonly do: 'close'; readonly closed: ClosedSession }
  | { readonly do: 'announce'; readonly transition: Transition; readonly session: LiveSession; readonly at: EpochMs };

export interface Step {
  readonly state: ServerSessions;
  readonly effects: readonly Effect[];
}

export const NO_SESSIONS: ServerSessions = { live: new Map(), waiting: new Map(), stopped: new Map() };

/** Copies of the maps, made only when written to, and the effects gathered so far. */
export class Draft {
  readonly effects: Effect[] = [];
  private live: ReadonlyMap<SessionKey, LiveSession>;
  private waiting: ReadonlyMap<SessionKey, Waiting>;
  private stopped: ServerSessions['stopped'];

  constructor(state: ServerSessions) {
    this.live = state.live;
    this.waiting = state.waiting;
    this.stopped = state.stopped;
  }

  get = (key: SessionKey): LiveSession | undefined => this.live.get(key);
  waitingFor = (key: SessionKey): Waiting | undefined => this.waiting.get(key);
  stoppedAt = (key: SessionKey) => this.stopped.get(key);
  sessions = (): readonly LiveSession[] => [...this.live.values()];
  waitingKeys = (): readonly [SessionKey, Waiting][] => [...this.waiting];

  put(session: LiveSession): void {
    if (this.live.get(session.sessionKey) !== session) this.live = new Map(this.live).set(session.sessionKey, session);
  }

  /** Stores the session and asks for it to be saved. */
  save(session: LiveSession, urgent: boolean): void {
    this.put(session);
    this.effects.push({ do: 'save', sessionKey: session.sessionKey, urgent });
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

  announce(transition: Transition, session: LiveSession, at: EpochMs): void {
    this.effects.push({ do: 'announce', transition, session, at });
  }

  needList(): void {
    if (!this.effects.some((effect) => effect.do === 'read-list')) this.effects.push({ do: 'read-list' });
  }

  close(session: LiveSession, stoppedAt: EpochMs, endedReason: EndedReason, at: EpochMs): void {
    const live = new Map(this.live);
    live.delete(session.sessionKey);
    this.live = live;
    this.stopped = new Map(this.stopped).set(session.sessionKey, { at, ratingKey: session.ratingKey });
    this.effects.push({
      do: 'close',
      closed: { session, stoppedAt: Math.max(stoppedAt, session.startedAt), endedReason },
    });
    this.announce(endedReason === 'lost' || endedReason === 'silent' ? 'lost' : 'stop', session, at);
  }

  forgetStopped(before: EpochMs): void {
    if ([...this.stopped.values()].every((entry) => entry.at >= before)) return;
    this.stopped = new Map([...this.stopped].filter(([, entry]) => entry.at >= before));
  }

  done(): Step {
    return { state: { live: this.live, waiting: this.waiting, stopped: this.stopped }, effects: this.effects };
  }
}
