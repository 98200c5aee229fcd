/** Where a stream stands among the markers of its item (monitoring notes 4.6). Pure. */
import type { EpochMs } from '#clock';
import type { StreamTrigger } from '#notifications/announce.ts';
import type { Marker } from '#plex/facts.ts';
import type { Happening } from './happening.ts';
import { type LiveSession, observe } from './session.ts';

/** A marker counts from this long before it begins; its announcement then waits for the beginning. */
const AHEAD_MS = 10_000;

const TRIGGERS: ReadonlyMap<string, StreamTrigger> = new Map([
  ['intro', 'on_intro'],
  ['commercial', 'on_commercial'],
  ['credits', 'on_credits'],
]);

/** Reaching a marker, as it is told: the position is that of the marker. */
function markerReached(session: LiveSession, marker: Marker, at: EpochMs): Happening {
  const { state, watchedMs, pausedMs } = observe(session, at, session.viewOffsetMs);
  const trigger = TRIGGERS.get(marker.type) ?? null;
  return { trigger, at, state, viewOffsetMs: marker.startMs, watchedMs, pausedMs, marker };
}

/**
 * The position is `viewOffsetMs`: a marker that was entered is told of, or waited for when it begins within seconds.
 * Each counts once for a visit; outside of all of them every one counts anew. Unknown markers decide nothing.
 */
export function passMarkers(session: LiveSession, viewOffsetMs: number, at: EpochMs): LiveSession {
  const markers = session.listed?.item.markers ?? null;
  if (markers === null) return session;
  const index = markers.findIndex(({ startMs, endMs }) => startMs - AHEAD_MS <= viewOffsetMs && viewOffsetMs <= endMs);
  const marker = markers[index];
  const number = index + 1;
  if (number === session.marker) return session;
  const moved = { ...session, marker: number };
  if (marker === undefined) return moved;
  if (viewOffsetMs >= marker.startMs)
    return { ...moved, happenings: [...session.happenings, markerReached(session, marker, at)] };
  const others = session.markerTimers.filter((timer) => timer.number !== number);
  return { ...moved, markerTimers: [...others, { number, dueAt: at + marker.startMs - viewOffsetMs }] };
}

/** Markers whose waiting time is over at `at` are told of. */
export function fireMarkers(session: LiveSession, at: EpochMs): LiveSession {
  const due = session.markerTimers.filter((timer) => timer.dueAt <= at);
  if (due.length === 0) return session;
  const reached = due.flatMap(({ number, dueAt }) => {
    const marker = session.listed?.item.markers?.[number - 1];
    return marker === undefined ? [] : [markerReached(session, marker, dueAt)];
  });
  return {
    ...session,
    markerTimers: session.markerTimers.filter((timer) => timer.dueAt > at),
    happenings: [...session.happenings, ...reached],
  };
}
