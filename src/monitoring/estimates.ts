/**
 * When something happened that nobody told of: the best guess from what was seen before and after it. Pure.
 *
 * A stream that was there at one moment and gone, paused or replaced at the next look changed in between. The middle is
 * the moment that is off the least. Players report every ten seconds, so of a longer while no more than the half of that
 * is believed; and what was unseen for longer than reports can be missed is not guessed at.
 */
import type { EpochMs } from '#clock';
import type { ListedSession } from '#plex/facts.ts';
import { clamp, type LiveSession, observe, TRUSTED_SILENCE_MS } from './session.ts';

const LONGEST_GUESS_MS = 5_000;
/** Looks that follow each other this closely leave little to guess. */
const CLOSE_MS = 3_000;

const guess = (gap: number): number =>
  gap > 0 && gap <= TRUSTED_SILENCE_MS ? Math.round(Math.min(gap / 2, LONGEST_GUESS_MS)) : 0;

/**
 * Until when the session was certainly as it is known. `brokenAt`: until then its reports would have been heard. A list
 * proves that a player is there, but not for long that it plays without getting on.
 */
export function certainUntil(session: LiveSession, brokenAt: EpochMs | null = null): EpochMs {
  const { state, listed, listedAt, lastSeenAt } = session;
  const isStill = state === 'playing' && listed?.item.isLive !== true && listedAt - lastSeenAt > TRUSTED_SILENCE_MS;
  const heard = brokenAt === null ? lastSeenAt : Math.min(brokenAt, lastSeenAt + TRUSTED_SILENCE_MS);
  return Math.max(lastSeenAt, heard, isStill ? lastSeenAt : listedAt);
}

/** When a session ended that was gone at `at`. */
export function endedBefore(session: LiveSession, at: EpochMs, brokenAt: EpochMs | null): EpochMs {
  const from = certainUntil(session, brokenAt);
  // Where sight was lost altogether, nothing but what was seen counts.
  return session.anchor !== null && from === session.lastSeenAt ? from : from + guess(at - from);
}

/** When a session began that only a list told of; `knownAt`: the list before, which lacked it. */
export function begunBefore(askedAt: EpochMs, knownAt: EpochMs | null, brokenAt: EpochMs | null): EpochMs {
  if (knownAt === null) return askedAt;
  const gap = askedAt - Math.max(knownAt, brokenAt ?? knownAt);
  return brokenAt === null && gap > CLOSE_MS ? askedAt : askedAt - guess(gap);
}

/** When the item a player reports took the place of the one before it, which may have gone unheard for a while. */
export function replacedBefore(session: LiveSession, viewOffsetMs: number, at: EpochMs): EpochMs {
  const unseen = at - certainUntil(session);
  return unseen <= TRUSTED_SILENCE_MS && viewOffsetMs <= unseen ? at - viewOffsetMs : at;
}

/** When the state changed to the one a list shows at `at`. A pause tells by its position how long it had played before. */
export function changedBefore(
  session: LiveSession,
  { state, viewOffsetMs }: Pick<ListedSession, 'state' | 'viewOffsetMs'>,
  at: EpochMs,
  brokenAt: EpochMs | null,
): EpochMs {
  const from = certainUntil(session, brokenAt);
  const moved = viewOffsetMs - session.viewOffsetMs;
  const isTold = session.state === 'playing' && state === 'paused' && moved >= 0;
  return isTold ? clamp(session.viewOffsetAt + moved, from, Math.max(from, at)) : from + guess(at - from);
}

/**
 * When a player reported the position that a list shows at `at`. One that is known already was reported when it was; a
 * player that entered its state at `since` and has got on since reported as long after that as it has got on.
 */
export function positionedBefore(session: LiveSession, viewOffsetMs: number, since: EpochMs, at: EpochMs): EpochMs {
  const moved = viewOffsetMs - session.viewOffsetMs;
  const from = certainUntil(session);
  if (moved < 0) return from + guess(at - from);
  return clamp(since + moved, since, Math.max(since, at));
}

/** The session when it went on as it was until `at`; or as it was at `at`, if it has been seen since. */
export function playedUntil(session: LiveSession, at: EpochMs): LiveSession {
  const { state, viewOffsetMs, viewOffsetAt, lastSeenAt, watchedMs, pausedMs, pausedSince } = session;
  const isPlaying = state === 'playing' && pausedSince === null;
  const offset = Math.max(0, isPlaying ? viewOffsetMs + at - viewOffsetAt : viewOffsetMs);
  if (at >= lastSeenAt) return observe(session, at, offset);
  const seen = lastSeenAt - at;
  return {
    ...session,
    watchedMs: isPlaying ? Math.max(0, watchedMs - seen) : watchedMs,
    pausedMs: pausedSince === null ? pausedMs : Math.max(0, pausedMs - seen),
    viewOffsetMs: offset,
    viewOffsetAt: at,
    lastSeenAt: at,
  };
}
