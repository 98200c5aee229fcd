/**
 * A live session and the arithmetic of its times. Pure: no clock, no I/O; every moment is handed in.
 *
 * What counts as watched is what was observed. While the server can be heard, the time between two reports is taken as
 * it is. Over an outage, a restart, a clock that was set, a silence of minutes or a player that stands still, only as
 * much counts as the position in the item moved on. So none of them stretches a play.
 */
import type { EpochMs } from '#clock';
import type { EndedReason, SessionState } from '#contract/enums.ts';
import type { RatingKey, SessionKey } from '#contract/ids.ts';
import type { ListedSession, StreamFacts } from '#plex/facts.ts';
import type { Happening } from './happening.ts';

/** Players report every 10 s; after three missed reports what a list shows decides whether one still plays. */
export const TRUSTED_SILENCE_MS = 30_000;

/** A stream nobody reported on for this long is over; no stall that lasts longer counts as watched. */
export const SILENT_AFTER_MS = 5 * 60_000;

/** A stream that plays on is confirmed when the last confirmation is older than this (monitoring notes 4.3, 5a). */
export const CONFIRM_AFTER_MS = 60_000;

/** A stop this close to the end is the end (monitoring notes 4.5). */
export const NEAR_END_MS = 10_000;

/** A point of certainty before a stretch in which we could not observe. */
export interface Anchor {
  readonly at: EpochMs;
  readonly watchedMs: number;
  readonly viewOffsetMs: number;
}

/**
 * The session as it was when something about it was confirmed last: a change of state, or a minute of playing (monitoring
 * notes 4.4). A play that another one replaces without a stop ends here (monitoring notes 4.8).
 */
export interface Confirmed extends Anchor {
  readonly state: SessionState;
  readonly pausedMs: number;
}

/** One way of delivery; a number stands for a stored description. */
export interface Delivery {
  /** Milliseconds after the start. */
  readonly atMs: number;
  readonly stream: StreamFacts | number;
}

/** A marker the stream is about to reach. */
export interface MarkerTimer {
  /** Counted from 1. */
  readonly number: number;
  readonly dueAt: EpochMs;
}

export interface LiveSession {
  readonly sessionKey: SessionKey;
  readonly ratingKey: RatingKey | null;
  /** The key in the player's reports, which may be another than the list's. */
  readonly reportedKey: RatingKey | null;
  readonly liveUuid: string | null;
  /** Of the last report, or of the list when it was opened. */
  readonly transcodeId: string | null;
  /** The latest description; null for a stored session whose description was lost. */
  readonly listed: ListedSession | null;
  /** When the list that showed it last was asked for. */
  readonly listedAt: EpochMs;
  readonly machineId: string | null;
  readonly durationMs: number | null;
  readonly state: SessionState;
  readonly stateSince: EpochMs;
  readonly startedAt: EpochMs;
  readonly lastSeenAt: EpochMs;
  /** When its player reported last; 0: never yet. */
  readonly reportedAt: EpochMs;
  readonly viewOffsetMs: number;
  readonly viewOffsetAt: EpochMs;
  readonly watchedMs: number;
  readonly pausedMs: number;
  /** Since a pause was reported, through stalls in it; null while none is. */
  readonly pausedSince: EpochMs | null;
  readonly bufferCount: number;
  readonly bufferWarnedAt: EpochMs | null;
  /** It was announced as watched. */
  readonly isWatched: boolean;
  /** Number of the marker it is in or about to reach, counted from 1; 0 outside of all. */
  readonly marker: number;
  readonly markerTimers: readonly MarkerTimer[];
  readonly confirmed: Confirmed;
  /** What waits for the list before it is told. */
  readonly happenings: readonly Happening[];
  /** How many announcements there were. */
  readonly announced: number;
  /** Every way it was delivered, in turn; never empty. */
  readonly deliveries: readonly Delivery[];
  /** Set while observation was interrupted; cleared by the first report after it. */
  readonly anchor: Anchor | null;
  /** First moment a complete list did not contain it; null while it is listed. */
  readonly missingSince: EpochMs | null;
  /** When it ended, if it is missing because it has. */
  readonly goneAt: EpochMs | null;
  /** It was out of sight for a while, and has not reported since. */
  readonly gap: Gap | null;
  /** Another state than was reported, which a list showed: since when, as far as can be told. */
  readonly shown: { readonly state: SessionState; readonly at: EpochMs } | null;
}

/** What was known before a stretch of seconds in which nothing came through, and how long that was. */
export interface Gap extends Anchor {
  readonly lengthMs: number;
}

/** A session that is over, ready to be recorded. */
export interface ClosedSession {
  readonly session: LiveSession;
  readonly stoppedAt: EpochMs;
  readonly endedReason: EndedReason;
}

export const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** How long a time without a report may count as watched, by the state in which it passed. */
function countedUpTo(session: LiveSession, at: EpochMs): number {
  if (session.state === 'playing') return SILENT_AFTER_MS;
  // Found paused, and no report has said so yet: it may just as well have played until a moment ago.
  if (session.state === 'paused') return TRUSTED_SILENCE_MS;
  // A stall is part of watching; one that never ends is not.
  return at - session.stateSince <= SILENT_AFTER_MS ? TRUSTED_SILENCE_MS : 0;
}

/** Watched time gained since the last observation, in milliseconds. */
function watchedGain(session: LiveSession, at: EpochMs, viewOffsetMs: number): number {
  const elapsed = at - session.lastSeenAt;
  const moved = viewOffsetMs - session.viewOffsetMs;
  if (elapsed < 0) return session.state === 'playing' ? clamp(moved, 0, TRUSTED_SILENCE_MS) : 0;
  const trusted = countedUpTo(session, at);
  if (elapsed <= trusted) return elapsed;
  return session.state === 'paused' ? trusted : clamp(moved, 0, elapsed);
}

/** Brings the times up to `at`, when the player's position was `viewOffsetMs`. The state stays as it was. */
export function observe(session: LiveSession, at: EpochMs, viewOffsetMs: number): LiveSession {
  const { anchor, pausedSince } = session;
  const elapsed = Math.max(0, at - session.lastSeenAt);
  const watchedMs =
    pausedSince !== null
      ? session.watchedMs
      : anchor === null
        ? session.watchedMs + watchedGain(session, at, viewOffsetMs)
        : anchor.watchedMs + clamp(viewOffsetMs - anchor.viewOffsetMs, 0, Math.max(0, at - anchor.at));
  return {
    ...session,
    watchedMs: Math.max(session.watchedMs, watchedMs),
    pausedMs: session.pausedMs + (pausedSince === null ? 0 : elapsed),
    viewOffsetMs,
    viewOffsetAt: at,
    lastSeenAt: at,
    missingSince: null,
    goneAt: null,
    shown: null,
  };
}

/** Changes the state at `at`; the times must be up to date. A pause lasts through stalls until it plays again. */
export function enter(session: LiveSession, state: SessionState, at: EpochMs): LiveSession {
  const pausedSince =
    state === 'paused' ? (session.pausedSince ?? at) : state === 'playing' ? null : session.pausedSince;
  if (session.state === state && session.pausedSince === pausedSince) return session;
  const stateSince = session.state === state ? session.stateSince : at;
  return { ...session, state, stateSince, pausedSince };
}

/** Everything about it is as it is at `at`; `viewOffsetMs` is the position that is remembered. */
export function confirm(session: LiveSession, at: EpochMs, viewOffsetMs: number): LiveSession {
  const { state, watchedMs, pausedMs } = observe(session, at, session.viewOffsetMs);
  return { ...session, confirmed: { at, state, viewOffsetMs, watchedMs, pausedMs } };
}

/** From now on only the player's position is evidence, until it reports again. */
export function lostSight(session: LiveSession): LiveSession {
  if (session.anchor !== null) return session;
  const { lastSeenAt, watchedMs, viewOffsetMs } = session;
  return { ...session, anchor: { at: lastSeenAt, watchedMs, viewOffsetMs } };
}

/**
 * The server went out of hearing at `at`. Until then the stream went on as reported, unless it had been silent for too
 * long; that is when it ends should it not come back (monitoring notes 8.1).
 */
export function lostLink(session: LiveSession, at: EpochMs): LiveSession {
  // One that is missing has ended before.
  if (session.anchor !== null || session.missingSince !== null) return session;
  const until = clamp(at, session.lastSeenAt, session.lastSeenAt + SILENT_AFTER_MS);
  const { viewOffsetMs, viewOffsetAt } = session;
  const seen = { ...observe(session, until, viewOffsetMs), viewOffsetAt };
  const { state: confirmedState, viewOffsetMs: confirmedOffset } = session.confirmed;
  const confirmed = confirm(seen, until, confirmedOffset);
  const lost = lostSight({ ...confirmed, confirmed: { ...confirmed.confirmed, state: confirmedState } });
  if (lost.anchor === null || session.state !== 'playing') return lost;
  return { ...lost, anchor: { ...lost.anchor, viewOffsetMs: viewOffsetMs + until - viewOffsetAt } };
}

export const regainedSight = (session: LiveSession): LiveSession =>
  session.anchor === null ? session : { ...session, anchor: null };

/**
 * The clock jumped by `byMs` and reads `at` now (it was set, or the machine slept). What played in between is unknown:
 * the position will tell. A pause just goes on. No moment may lie in the future.
 */
export function jumpClock(session: LiveSession, at: EpochMs, byMs: number): LiveSession {
  const moved = {
    ...session,
    startedAt: Math.min(session.startedAt, at),
    stateSince: Math.min(session.stateSince + byMs, at),
    listedAt: Math.min(session.listedAt, at),
    reportedAt: Math.min(session.reportedAt, at),
    markerTimers: session.markerTimers.map((timer) => ({ ...timer, dueAt: timer.dueAt + byMs })),
    confirmed: { ...session.confirmed, at: Math.min(session.confirmed.at, at) },
  };
  if (session.pausedSince !== null) {
    return { ...moved, lastSeenAt: at, viewOffsetAt: at, pausedSince: Math.min(session.pausedSince + byMs, at) };
  }
  const unseen = lostSight({
    ...moved,
    lastSeenAt: Math.min(session.lastSeenAt, at),
    viewOffsetAt: Math.min(session.viewOffsetAt, at),
  });
  return unseen.anchor === null
    ? unseen
    : { ...unseen, anchor: { ...unseen.anchor, at: Math.min(unseen.anchor.at, at) } };
}

/** The position a stop is recorded with: the end, when it is that close (monitoring notes 4.5). */
export function stopOffset(viewOffsetMs: number, durationMs: number | null): number {
  return durationMs !== null && durationMs > 0 && durationMs - viewOffsetMs <= NEAR_END_MS ? durationMs : viewOffsetMs;
}

/** The session as it was confirmed last: all that is certain of one that was never said to have stopped. */
export function asConfirmed(session: LiveSession): LiveSession {
  const { at, ...rest } = session.confirmed;
  return { ...session, ...rest, viewOffsetAt: at, lastSeenAt: at };
}

/** A session as the list shows it, live since `startedAt`. */
export function openSession(listed: ListedSession, startedAt: EpochMs, at: EpochMs): LiveSession {
  // Between the player's first report and the list it played.
  const watchedMs = clamp(at - startedAt, 0, TRUSTED_SILENCE_MS);
  return {
    sessionKey: listed.sessionKey,
    ratingKey: listed.item.ratingKey,
    reportedKey: null,
    liveUuid: listed.liveUuid,
    transcodeId: listed.transcoder?.id ?? null,
    listed,
    listedAt: at,
    machineId: listed.player.machineId,
    durationMs: listed.item.durationMs,
    state: listed.state,
    stateSince: startedAt,
    startedAt,
    lastSeenAt: at,
    reportedAt: 0,
    viewOffsetMs: listed.viewOffsetMs,
    viewOffsetAt: at,
    watchedMs,
    pausedMs: 0,
    pausedSince: null,
    bufferCount: 0,
    bufferWarnedAt: null,
    isWatched: false,
    marker: 0,
    markerTimers: [],
    confirmed: { at, state: listed.state, viewOffsetMs: listed.viewOffsetMs, watchedMs, pausedMs: 0 },
    happenings: [],
    announced: 0,
    deliveries: [{ atMs: 0, stream: listed.stream }],
    anchor: null,
    missingSince: null,
    goneAt: null,
    gap: null,
    shown: null,
  };
}
