import { expect, test } from 'vitest';
import type { MediaType } from '#contract/enums.ts';
import { derivedCases } from '#plex/testing.ts';
import { isWatched, type WatchedRule } from './watched.ts';

const MARKERS: readonly WatchedRule['watchedMarker'][] = [
  'percent',
  'final_credits',
  'first_credits',
  'earlier_of_both',
];

interface Percents {
  readonly movie: number;
  readonly tv: number;
  readonly music: number;
}

test.each(derivedCases('watched'))(
  '$media_type at $view_offset of $duration, rule $watched_marker, credits $credits_first $credits_final',
  (one) => {
    const { movie, tv, music } = (one.percents ?? { movie: 85, tv: 85, music: 85 }) as Percents;
    const play = {
      mediaType: one.media_type as MediaType,
      viewOffsetMs: Number(one.view_offset),
      durationMs: one.duration === null ? null : Number(one.duration),
      credits: {
        firstMs: one.credits_first as number | null,
        finalMs: one.credits_final as number | null,
      },
    };
    const settings: WatchedRule = {
      movieWatchedPercent: movie,
      tvWatchedPercent: tv,
      musicWatchedPercent: music,
      watchedMarker: MARKERS[Number(one.watched_marker)] ?? 'percent',
    };
    expect(isWatched(play, settings)).toBe(one.result);
  },
);
