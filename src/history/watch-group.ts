import type { Settings } from '#config/settings.ts';
import type { MediaType } from '#contract/enums.ts';
import type { WatchGroupId } from '#contract/ids.ts';
import { type Credits, isWatched } from './watched.ts';

/** What the rule needs to know of the play before: same person and item, or for live TV the person's latest live play. */
export interface PlayBefore {
  readonly watchGroupId: WatchGroupId;
  readonly viewOffsetMs: number;
  readonly credits: Credits;
  readonly guid: string | null;
  readonly startedAtMs: number;
}

export interface NewPlay {
  readonly mediaType: MediaType;
  readonly isLive: boolean;
  readonly viewOffsetMs: number;
  readonly durationMs: number | null;
  readonly guid: string | null;
  readonly startedAtMs: number;
}

const LIVE_WINDOW_MS = 24 * 3_600_000;

/**
 * Which watch group a new play belongs to; null: a new one (monitoring notes 7.1).
 * A play that goes on where an unwatched one ended joins its group. For live TV: the same programme within a day.
 */
export function groupOf(play: NewPlay, before: PlayBefore | null, settings: Settings): WatchGroupId | null {
  if (before === null) return null;
  if (play.isLive) {
    const isRecent = play.startedAtMs - before.startedAtMs <= LIVE_WINDOW_MS;
    return isRecent && play.guid !== null && before.guid === play.guid ? before.watchGroupId : null;
  }
  const wasWatched = isWatched(
    {
      mediaType: play.mediaType,
      viewOffsetMs: before.viewOffsetMs,
      durationMs: play.durationMs,
      credits: before.credits,
    },
    settings,
  );
  return !wasWatched && before.viewOffsetMs <= play.viewOffsetMs ? before.watchGroupId : null;
}
