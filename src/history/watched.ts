import type { Settings } from '#config/settings.ts';
import type { MediaType } from '#contract/enums.ts';

/** What decides whether a play counts as watched. */
export type WatchedRule = Pick<
  Settings,
  'movieWatchedPercent' | 'tvWatchedPercent' | 'musicWatchedPercent' | 'watchedMarker'
>;

/** Where the credits of an item begin, as far as its markers say. */
export interface Credits {
  readonly firstMs: number | null;
  readonly finalMs: number | null;
}

/** The threshold in percent for a media type; 0 means "never counts as watched" (monitoring notes 7.2). */
export function watchedPercent(mediaType: MediaType, settings: WatchedRule): number {
  switch (mediaType) {
    case 'movie':
      return settings.movieWatchedPercent;
    case 'episode':
    case 'clip':
      return settings.tvWatchedPercent;
    case 'track':
      return settings.musicWatchedPercent;
    default:
      return 0;
  }
}

/** Does a play that ended at `viewOffsetMs` of `durationMs` count as watched (monitoring notes 7.2)? */
export function isWatched(
  play: {
    readonly mediaType: MediaType;
    readonly viewOffsetMs: number;
    readonly durationMs: number | null;
    readonly credits: Credits;
  },
  settings: WatchedRule,
): boolean {
  const thresholdMs = (watchedPercent(play.mediaType, settings) / 100) * (play.durationMs ?? 0);
  if (thresholdMs <= 0) return false;
  return play.viewOffsetMs >= watchedFrom(thresholdMs, play.credits, settings);
}

/** Credits at the very beginning are none: `||` on purpose. */
function watchedFrom(thresholdMs: number, credits: Credits, settings: WatchedRule): number {
  switch (settings.watchedMarker) {
    case 'final_credits':
      return credits.finalMs || thresholdMs;
    case 'first_credits':
      return credits.firstMs || thresholdMs;
    case 'earlier_of_both':
      return Math.min(thresholdMs, credits.firstMs || thresholdMs);
    case 'percent':
      return thresholdMs;
  }
}

/** Half-to-even percentage of an offset, 0 when either side is 0 or unknown (derived-fields notes 1). May exceed 100. */
export function percentOf(viewOffsetMs: number, durationMs: number | null): number {
  if (durationMs === null || durationMs === 0 || viewOffsetMs === 0) return 0;
  const exact = (viewOffsetMs / durationMs) * 100;
  const floor = Math.floor(exact);
  if (exact - floor !== 0.5) return Math.round(exact);
  return floor % 2 === 0 ? floor : floor + 1;
}
