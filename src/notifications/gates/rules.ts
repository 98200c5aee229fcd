/** What holds a notification back, whichever agent wants it (notification notes 6). Pure. */
import type { Settings } from '#config/settings.ts';
import type { MediaType } from '#contract/enums.ts';
import type { StreamTrigger } from '../announce.ts';

export interface StreamState {
  readonly mediaType: MediaType;
  readonly viewOffsetMs: number;
  readonly durationMs: number | null;
}

/** Rounded to whole percents, halves to the even one; 0 when either is unknown or nothing. */
export function percentOf(viewOffsetMs: number, durationMs: number | null): number {
  if (durationMs === null || durationMs <= 0) return 0;
  const exact = (100 * viewOffsetMs) / durationMs;
  const below = Math.floor(exact);
  return exact - below === 0.5 ? below + (below % 2) : Math.round(exact);
}

const ALMOST_ALL = 99;

type MediaSettings = Pick<Settings, 'notifyStopAfterWatched' | 'movieWatchedPercent' | 'tvWatchedPercent'>;

/** Whether something that happened to a stream of this kind of media is told at all. */
export function passesMediaRule(trigger: StreamTrigger, stream: StreamState, settings: MediaSettings): boolean {
  const { mediaType } = stream;
  if (mediaType === 'track') return true;
  if (mediaType !== 'movie' && mediaType !== 'episode' && mediaType !== 'clip') return false;
  if (settings.notifyStopAfterWatched) return true;
  const percent = percentOf(stream.viewOffsetMs, stream.durationMs);
  if (trigger === 'on_resume') return percent < ALMOST_ALL;
  if (trigger !== 'on_stop') return true;
  if (mediaType === 'movie') return percent < settings.movieWatchedPercent;
  return mediaType === 'episode' && percent < settings.tvWatchedPercent;
}
