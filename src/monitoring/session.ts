/**
 * A live session and the arithmetic of its times. Pure: no clock, no I/O; every moment is handed in.
 *
 * What counts as watched is what was observed. Between two reports less than TRUSTED_SILENCE_MS apart the time is taken
 * as it is; over anything longer (downtime, lost events, a clock that was set) only as much as the position in the item
 * moved on. So neither an outage nor a clock jump stretches a play.
 */
import type { EpochMs } from '#clock';
import type { EndedReason, SessionState } from '#contract/enums.ts';
import type { RatingKey, SessionKey } from '#contract/ids.ts';
import type { ListedSession } from '#plex/facts.ts';

/** Players report every 10 s; three missed reports mean that we do not know what happened in between. */
export const TRUSTED_SILENCE_MS = 30_000;

/** A stop this close to the end is the end (monitoring notes 4.5). */
export const NEAR_END_MS = 10_000;

/** A point of certainty before a stretch in which we could not observe. */
export interface Anchor {
  readonly at: EpochMs;
  readonly watchedMs: number;
  readonly viewOffsetMs: number;
}

export interface LiveSession {
  readonly sessionKey: SessionKey;
  readonly ratingKey: RatingKey | null;
  readonly liveUuid: string | null;
  readonly transcodeId: string | null;
  /** The latest description; null for a session restored from the database until it is listed again. */
  readonly listed: ListedSession | null;
  readonly machineId: string | null;
  readonly durationMs: number | null;
  readonly state: SessionState;
  readonly startedAt: EpochMs;
  readonly lastSeenAt: EpochMs;
  readonly viewOffsetMs: number;
  readonly viewOffsetAt: EpochMs;
  readonly watchedMs: number;
  readonly pausedMs: number;
  readonly pausedSince: EpochMs | null;
  readonly bufferCount: number;
  /** Set while observation was interrupted; cleared by the first report after it. */
  readonly anchor: Anchor | null;
  /** First moment a complete list did not contain it; null while it is listed. */
  readonly missingSince: EpochMs | null;
}

/** A session that is over, ready to be recorded. */
export interface ClosedSession {
  readonly session: LiveSession;
  readonly stoppedAt: EpochMs;
  readonly endedReason: EndedReason;
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** Watched time gained since the last observation, in milliseconds. */
function watchedGain(session: LiveSession, at: EpochMs, viewOffsetMs: number): number {
  const elapsed = at - session.lastSeenAt;
  const moved = viewOffsetMs - session.viewOffsetMs;
  if (session.state === 'playing' && elapsed >= 0 && elapsed <= TRUSTED_SILENCE_MS) return elapsed;
  if (session.state === 'playing') return clamp(moved, 0, elapsed < 0 ? TRUSTED_SILENCE_MS : elapsed);
  // A buffering player may have played on before it reported again; its position tells.
  if (session.state === 'buffering') return clamp(moved, 0, Math.max(0, elapsed));
  return 0;
}

/** Brings the times up to `at`, when the player's position was `viewOffsetMs`. The state stays as it was. */
export function observe(session: LiveSession, at: EpochMs, viewOffsetMs: number): LiveSession {
  const { anchor } = session;
  const watchedMs =
    anchor !== null && session.state !== 'paused'
      ? anchor.watchedMs + clamp(viewOffsetMs - anchor.viewOffsetMs, 0, Math.max(0, at - anchor.at))
      : session.watchedMs + watchedGain(session, at, viewOffsetMs);
  const pausedGain = session.state === 'paused' ? Math.max(0, at - session.lastSeenAt) : 0;
  return {
    ...session,
    watchedMs: Math.max(session.watchedMs, watchedMs),
    pausedMs: session.pausedMs + pausedGain,
    viewOffsetMs,
    viewOffsetAt: at,
    lastSeenAt: at,
    missingSince: null,
  };
}

/** Changes the state at `at`; the times must be up to date. */
export function enter(session: LiveSession, state: SessionState, at: EpochMs): LiveSession {
  if (session.state === state) return session;
  return { ...session, state, pausedSince: state === 'paused' ? at : null };
}

/** From now on only the player's position is evidence, until it reports again. */
export function lostSight(session: LiveSession): LiveSession {
  if (session.anchor !== null || session.state === 'paused') return session;
  return {
    ...session,
    anchor: { at: session.lastSeenAt, watchedMs: session.watchedMs, viewOffsetMs: session.viewOffsetMs },
  };
}

export const regainedSight = (session: LiveSession): LiveSession =>
  session.anchor === null ? session : { ...session, anchor: null };

/**
 * The clock jumped by `byMs` and reads `at` now (it was set, or the machine slept). What played in between is unknown:
 * the position will tell. A pause just goes on. No moment may lie in the future.
 */
export function jumpClock(session: LiveSession, at: EpochMs, byMs: number): LiveSession {
  const startedAt = Math.min(session.startedAt, at);
  if (session.state === 'paused') {
    return {
      ...session,
      startedAt,
      lastSeenAt: at,
      viewOffsetAt: at,
      pausedSince: session.pausedSince === null ? null : Math.min(session.pausedSince + byMs, at),
    };
  }
  const past = {
    ...session,
    startedAt,
    lastSeenAt: Math.min(session.lastSeenAt, at),
    viewOffsetAt: Math.min(session.viewOffsetAt, at),
  };
  const unseen = lostSight(past);
  return unseen.anchor === null
    ? unseen
    : { ...unseen, anchor: { ...unseen.anchor, at: Math.min(unseen.anchor.at, at) } };
}

/** The position a stop is recorded with: the end, when it is that close (monitoring notes 4.5). */
export function stopOffset(viewOffsetMs: number, durationMs: number | null): number {
  return durationMs !== null && durationMs > 0 && durationMs - viewOffsetMs <= NEAR_END_MS ? durationMs : viewOffsetMs;
}

/** A session as the list shows it, live since `startedAt`. */
export function openSession(listed: ListedSession, startedAt: EpochMs, at: EpochMs): LiveSession {
  return {
    sessionKey: listed.sessionKey,
    ratingKey: listed.item.ratingKey,
    liveUuid: listed.liveUuid,
    transcodeId: listed.transcoder?.id ?? null,
    listed,
    machineId: listed.player.machineId,
    durationMs: listed.item.durationMs,
    state: listed.state,
    startedAt,
    lastSeenAt: at,
    viewOffsetMs: listed.viewOffsetMs,
    viewOffsetAt: at,
    // Between the player's first report and the list it played, if it plays now.
    watchedMs: listed.state === 'playing' ? clamp(at - startedAt, 0, TRUSTED_SILENCE_MS) : 0,
    pausedMs: listed.state === 'paused' ? Math.max(0, at - startedAt) : 0,
    pausedSince: listed.state === 'paused' ? startedAt : null,
    bufferCount: 0,
    anchor: null,
    missingSince: null,
  };
}
