import type { Settings } from '#config/settings.ts';
import type { MediaType } from '#contract/enums.ts';

/** Tracks heard for less than this are skips (monitoring notes 6, step 7), but for those without a length (quirk Q10). */
const SHORTEST_TRACK_SECONDS = 15;
const NO_LENGTH_MS = 30;

export type NotRecorded = 'not_library_media' | 'too_short' | 'history_off';

export interface Candidate {
  readonly mediaType: MediaType;
  readonly ratingKey: string | null;
  readonly watchedMs: number;
  readonly durationMs: number | null;
  /** The person's and the library's keep-history switches. */
  readonly keepsHistory: boolean;
}

/** Why a finished session is not worth a record, or null when it is (monitoring notes 6, steps 4 to 8). */
export function whyNotRecorded(candidate: Candidate, settings: Settings): NotRecorded | null {
  const { mediaType, ratingKey } = candidate;
  const isMedia = mediaType === 'movie' || mediaType === 'episode' || mediaType === 'track';
  if (!isMedia || ratingKey === null || !/^\d+$/.test(ratingKey)) return 'not_library_media';
  // Whole seconds, as people set the limits: a play of 3.98 s is one of 4 s.
  const seconds = Math.round(candidate.watchedMs / 1000);
  if (mediaType === 'track') {
    if (seconds < SHORTEST_TRACK_SECONDS && (candidate.durationMs ?? 0) >= NO_LENGTH_MS) return 'too_short';
  } else if (seconds < settings.ignoreIntervalSeconds) {
    return 'too_short';
  }
  return candidate.keepsHistory ? null : 'history_off';
}
