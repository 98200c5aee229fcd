/** How streams end that were not said to have stopped. Pure. */
import type { EpochMs } from '#clock';
import type { Draft } from './draft.ts';
import { isWatchedInList } from './rules.ts';
import { asConfirmed, type LiveSession } from './session.ts';

/** A session that vanished from the list without a word is given this long for its stop report to arrive. */
const MISSING_GRACE_MS = 3_000;

/** Has it been missing for so long that no stop report will come? */
export const isMissed = ({ missingSince }: LiveSession, at: EpochMs): boolean =>
  missingSince !== null && at - missingSince >= MISSING_GRACE_MS;

/**
 * The session was gone when we looked: it ends when it was seen last, after an interruption at the position that was
 * confirmed last (monitoring notes 4.9).
 */
export function endLost(draft: Draft, session: LiveSession, at: EpochMs): void {
  const seen = draft.tell(session, false);
  const told = seen.anchor === null ? seen : { ...seen, viewOffsetMs: seen.confirmed.viewOffsetMs };
  const { listed, durationMs, viewOffsetMs, state, watchedMs, pausedMs } = told;
  const isWatched =
    listed !== null &&
    !told.isWatched &&
    isWatchedInList({ mediaType: listed.item.mediaType, viewOffsetMs, durationMs }, draft.rules);
  const moment = { at, state, viewOffsetMs, watchedMs, pausedMs, stoppedAt: told.lastSeenAt, marker: null };
  const last = isWatched ? { ...draft.announce(told, 'on_watched', moment), isWatched } : told;
  draft.close(last, last.lastSeenAt, 'lost', at);
}

/**
 * Another item took over the session without a stop: the old one ends where it was confirmed last (monitoring notes 4.8).
 * What live TV reported since may have been of the next programme, which goes by the same key.
 */
export function endReplaced(draft: Draft, session: LiveSession, at: EpochMs): void {
  const told = draft.tell(session, true);
  const last = asConfirmed(session.listed?.item.isLive === true ? { ...told, confirmed: session.confirmed } : told);
  draft.close(last, last.lastSeenAt, 'replaced', at);
}

/** Everybody was silent about a stream that is listed (monitoring notes 4.10). */
export function endSilent(draft: Draft, session: LiveSession, at: EpochMs): void {
  const last = asConfirmed(draft.tell(session, true));
  draft.close(last, last.lastSeenAt, 'silent', at);
}
