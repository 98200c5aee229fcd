import type { Activity, LiveEvent, ServerView, SessionView } from '#contract/activity.ts';
import type { ApiError } from '../api.ts';

/** How a stream ended, shown for a moment before its card leaves. */
export interface Ending {
  readonly stoppedAt: string;
  readonly percentComplete: number;
  readonly playId: number | null;
  /** By this page's clock, epoch milliseconds. */
  readonly endedAtMs: number;
}

/** A stream that is live, or was a moment ago. */
export interface LiveSession {
  readonly view: SessionView;
  readonly ending: Ending | null;
}

/** Everything the app knows about now. */
export interface LiveState {
  /** False until the first snapshot: "unknown" is not "nobody". */
  readonly isKnown: boolean;
  /** In the order they started; those that ended stay for a moment. */
  readonly sessions: readonly LiveSession[];
  readonly servers: readonly ServerView[];
  readonly lastPlay: Activity['lastPlay'];
  /** Server clock minus this machine's clock, in milliseconds. */
  readonly offsetMs: number;
  /** True from 10 s after the event stream was lost until it is back. */
  readonly isStale: boolean;
  /** When the data shown was true, epoch milliseconds of this machine. */
  readonly heardAtMs: number;
  /** Why nothing could be loaded yet. */
  readonly problem: ApiError | null;
}

/** How long an ended stream stays visible. */
export const ENDED_VISIBLE_MS = 5000;

export const UNKNOWN: LiveState = {
  isKnown: false,
  sessions: [],
  servers: [],
  lastPlay: null,
  offsetMs: 0,
  isStale: false,
  heardAtMs: 0,
  problem: null,
};

const byStart = (a: LiveSession, b: LiveSession): number =>
  a.view.startedAt.localeCompare(b.view.startedAt) || a.view.id - b.view.id;

function snapshot(state: LiveState, activity: Activity, nowMs: number): LiveState {
  const live = new Set(activity.sessions.map((session) => session.id));
  const leaving = state.sessions.filter(({ view, ending }) => ending !== null && !live.has(view.id));
  const sessions = [...activity.sessions.map((view) => ({ view, ending: null })), ...leaving].sort(byStart);
  const offsetMs = Date.parse(activity.at) - nowMs;
  const { servers, lastPlay } = activity;
  return { ...state, isKnown: true, sessions, servers, lastPlay, offsetMs, problem: null };
}

function upsert(state: LiveState, view: SessionView): LiveState {
  const isKnown = state.sessions.some((session) => session.view.id === view.id);
  const sessions = isKnown
    ? state.sessions.map((session) => (session.view.id === view.id ? { view, ending: null } : session))
    : [...state.sessions, { view, ending: null }].sort(byStart);
  return { ...state, sessions };
}

function end(state: LiveState, event: LiveEvent & { type: 'session-ended' }, nowMs: number): LiveState {
  const ended = state.sessions.find((session) => session.view.id === event.sessionId);
  if (!ended) return state;
  const { stoppedAt, percentComplete, playId, viewOffsetMs } = event;
  const ending: Ending = { stoppedAt, percentComplete, playId, endedAtMs: nowMs };
  const view = { ...ended.view, viewOffsetMs, viewOffsetAt: stoppedAt };
  const sessions = state.sessions.map((session) => (session === ended ? { view, ending } : session));
  const last = { userName: view.user.name, title: view.item.fullTitle, stoppedAt, percentComplete };
  return { ...state, sessions, lastPlay: playId === null ? state.lastPlay : { id: playId, ...last } };
}

function putServer(state: LiveState, server: ServerView): LiveState {
  const isKnown = state.servers.some(({ id }) => id === server.id);
  const servers = isKnown
    ? state.servers.map((known) => (known.id === server.id ? server : known))
    : [...state.servers, server];
  return { ...state, servers };
}

/** The state after a live event; `nowMs` is this machine's clock. A recorded play changes nothing here: the history reads it. */
export function applyEvent(state: LiveState, event: LiveEvent, nowMs: number): LiveState {
  switch (event.type) {
    case 'snapshot':
      return snapshot(state, event.activity, nowMs);
    case 'session':
      return upsert(state, event.session);
    case 'session-ended':
      return end(state, event, nowMs);
    case 'server':
      return putServer(state, event.server);
    case 'server-removed':
      return { ...state, servers: state.servers.filter(({ id }) => id !== event.serverId) };
    default:
      return state;
  }
}

/** Lets go of streams that ended long enough ago; the same state when there is none. */
export function dropEnded(state: LiveState, nowMs: number): LiveState {
  const sessions = state.sessions.filter(
    ({ ending }) => ending === null || nowMs - ending.endedAtMs < ENDED_VISIBLE_MS,
  );
  return sessions.length === state.sessions.length ? state : { ...state, sessions };
}
