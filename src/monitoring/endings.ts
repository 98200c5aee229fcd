/** How streams end that were not said to have stopped. Pure. */
import type { EpochMs } from '#clock';
import type { Draft } from './draft.ts';
import { playedUntil } from './estimates.ts';
import { isWatchedInList } from './rules.ts';
import { asConfirmed, type LiveSession, stopOffset } from './session.ts';

/** A session that vanished from the list without a word is given this long for its stop report to arrive. */
const MISSING_GRACE_MS = 3_000;
/** A server that was away may list nobody yet: the list at its return decides, or that no return comes (twice 30 s). */
const AWAY_GRACE_MS = 60_000;

/** Has it been missing for so long that no stop report will come? */
export const isMissed = ({ missingSince }: LiveSession, at: EpochMs, isAway: boolean): boolean =>
  missingSince !== null && at - missingSince >= (isAway ? AWAY_GRACE_MS : MISSING_GRACE_MS);

/**
 * The session was gone when we looked, and ended at `endedAt`, in the state and at the position it was seen in last;
 * after an interruption at the position that was confirmed last (monitoring notes 4.9).
 */
export function endLost(draft: Draft, session: LiveSession, endedAt: EpochMs, at: EpochMs): void {
  const seen = draft.tell(session, false);
  const told = {
    ...playedUntil(seen, endedAt),
    viewOffsetMs: seen.anchor === null ? seen.viewOffsetMs : seen.confirmed.viewOffsetMs,
    viewOffsetAt: seen.viewOffsetAt,
  };
  const { listed, durationMs, viewOffsetMs, state, watchedMs, pausedMs } = told;
  const isWatched =
    listed !== null &&
    !told.isWatched &&
    isWatchedInList({ mediaType: listed.item.mediaType, viewOffsetMs, durationMs }, draft.rules);
  const moment = { at, state, viewOffsetMs, watchedMs, pausedMs, stoppedAt: endedAt, marker: null };
  const last = isWatched ? { ...draft.announce(told, 'on_watched', moment), isWatched } : told;
  draft.close(last, endedAt, 'lost', at);
}

/** When an item that plays on is over. */
const runsOutAt = ({ state, listed, durationMs, viewOffsetMs, viewOffsetAt }: LiveSession): EpochMs =>
  state === 'playing' && listed?.item.isLive !== true && durationMs !== null && durationMs > 0
    ? viewOffsetAt + Math.max(0, durationMs - viewOffsetMs)
    : Number.POSITIVE_INFINITY;

/** Another item took over the session at `nextAt` without a stop: the old one went on until then, or to its end. */
export function endReplaced(draft: Draft, session: LiveSession, nextAt: EpochMs, at: EpochMs): void {
  const endedAt = Math.max(Math.min(nextAt, runsOutAt(session)), session.startedAt);
  const told = playedUntil(draft.tell(session, true), endedAt);
  const last = { ...told, viewOffsetMs: stopOffset(told.viewOffsetMs, told.durationMs) };
  draft.close(last, endedAt, 'replaced', at);
}

/** Everybody was silent about a stream that is listed (monitoring notes 4.10). */
export function endSilent(draft: Draft, session: LiveSession, at: EpochMs): void {
  const last = asConfirmed(draft.tell(session, true));
  draft.close(last, last.lastSeenAt, 'silent', at);
}
