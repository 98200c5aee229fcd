/**
 * Stretches of seconds in which neither a report nor a list came through. When they are over, the player's position tells
 * what happened in them: one that got on by less than the time was paused. Pure.
 */
import type { EpochMs } from '#clock';
import { certainUntil, playedUntil } from './estimates.ts';
import { type Gap, type LiveSession, TRUSTED_SILENCE_MS } from './session.ts';

/** While nothing is heard a list comes every second. */
const SHORTEST_GAP_MS = 2_500;
/** In a longer one a jump back looks like a pause too easily. */
const LONGEST_GAP_MS = 15_000;
/** A position and the moment it was reported at belong together this well. */
const INEXACT_MS = 1_000;

/** Notes that the session was out of sight before the list of `at`. Of several gaps only the last can be judged. */
export function noteGap(session: LiveSession, at: EpochMs, brokenAt: EpochMs | null): Gap | null {
  const from = certainUntil(session, brokenAt);
  if (session.anchor !== null || at - from < SHORTEST_GAP_MS) return session.gap;
  if (at - from > LONGEST_GAP_MS) return null;
  const { watchedMs, viewOffsetMs } = playedUntil(session, from);
  return { at: from, watchedMs, viewOffsetMs, lengthMs: at - from };
}

/**
 * The session at its first report after a gap: watched as long as its position moved on, unless that contradicts what was
 * seen around the gap; then somebody jumped, and the time counts as it seemed.
 */
export function closeGap(session: LiveSession, at: EpochMs): LiveSession {
  const { gap, anchor, watchedMs, pausedMs, viewOffsetMs } = session;
  if (gap === null) return session;
  const closed = { ...session, gap: null };
  const moved = viewOffsetMs - gap.viewOffsetMs;
  const unpaused = gap.watchedMs + moved;
  const isLikely = moved >= 0 && Math.abs(watchedMs - unpaused) <= gap.lengthMs + INEXACT_MS;
  const isLate = at - gap.at > gap.lengthMs + TRUSTED_SILENCE_MS;
  if (!isLikely || isLate || anchor !== null || moved > at - gap.at + INEXACT_MS) return closed;
  return { ...closed, watchedMs: unpaused, pausedMs: Math.max(0, pausedMs + watchedMs - unpaused) };
}
