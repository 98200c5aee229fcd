/** The rules that decide when a stream is worth an announcement. Pure; settings are handed in. */
import type { EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { MediaType } from '#contract/enums.ts';
import { isWatched, percentOf, watchedPercent } from '#history/watched.ts';
import type { Marker } from '#plex/facts.ts';

/** The settings that decide. */
export type Rules = Pick<
  Settings,
  | 'bufferThreshold'
  | 'bufferWaitSeconds'
  | 'watchedMarker'
  | 'movieWatchedPercent'
  | 'tvWatchedPercent'
  | 'musicWatchedPercent'
>;

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** Is the `count`-th stall the one to warn of, when the last warning was at `warnedAt` (monitoring notes 4.4)? */
export function warnsOfBuffering(count: number, warnedAt: EpochMs | null, at: EpochMs, rules: Rules): boolean {
  const since = warnedAt === null ? 0 : seconds(at) - seconds(warnedAt);
  return (count >= rules.bufferThreshold && since === 0) || since >= rules.bufferWaitSeconds;
}

/** The same for a stall that a list shows after a reconnect (monitoring notes 4.9). */
export function warnsOfListedBuffering(count: number, warnedAt: EpochMs | null, at: EpochMs, rules: Rules): boolean {
  if (rules.bufferThreshold === 0) return false;
  const since = seconds(at) - seconds(warnedAt ?? 0);
  return count === rules.bufferThreshold || (count > rules.bufferThreshold && since > rules.bufferWaitSeconds);
}

interface Position {
  readonly mediaType: MediaType;
  readonly viewOffsetMs: number;
  readonly durationMs: number | null;
}

/** Whether the position decides at all; else only reaching the credits does. */
const isByPosition = ({ watchedMarker }: Rules): boolean =>
  watchedMarker === 'percent' || watchedMarker === 'earlier_of_both';

/** Does this position make a stream watched, markers aside (monitoring notes 4.7)? */
export function isWatchedAt(position: Position, rules: Rules): boolean {
  return isByPosition(rules) && isWatched({ ...position, credits: { firstMs: null, finalMs: null } }, rules);
}

/** The same where only the list was read: whole percents, of films, episodes and tracks (monitoring notes 4.9). */
export function isWatchedInList({ mediaType, viewOffsetMs, durationMs }: Position, rules: Rules): boolean {
  if (mediaType !== 'movie' && mediaType !== 'episode' && mediaType !== 'track') return false;
  return isByPosition(rules) && percentOf(viewOffsetMs, durationMs) >= watchedPercent(mediaType, rules);
}

/** Does reaching this marker make a stream watched (monitoring notes 4.6)? */
export function isWatchedBy(marker: Marker, rules: Rules): boolean {
  if (marker.type !== 'credits') return false;
  if (rules.watchedMarker === 'final_credits') return marker.isFinal;
  return rules.watchedMarker !== 'percent' && marker.isFirst;
}
