import { describe, expect, test } from 'vitest';
import { columnsOf, type TestPlay } from '#history/blocks/columns-testing.ts';
import { BY_DELIVERY, BY_MEDIA, type Series } from './graph-series.ts';
import { topEntries } from './graphs.ts';
import type { RankedBy } from './ranking.ts';
import { choosePlays, viewingsOf } from './viewings.ts';

const entries = (given: readonly TestPlay[], series: Series, by: RankedBy = 'plays') => {
  const plays = columnsOf(given);
  const viewings = viewingsOf(plays, choosePlays(plays, { fromS: 0 }), 'group');
  return topEntries(plays, viewings, 'platforms', { by, series }).map(({ key, total, values }) => [
    key,
    total,
    ...values,
  ]);
};

describe('the busiest', () => {
  const given: readonly TestPlay[] = [
    { platforms: -1, mediaType: 'episode', watchedMs: 1, decision: 'copy' },
    { platforms: -1, mediaType: 'movie', watchedMs: 2, decision: 'transcode' },
    { platforms: -1, mediaType: 'episode', isLive: true, watchedMs: 4, decision: null },
    { platforms: 7, mediaType: 'track', watchedMs: 100, decision: 'direct play' },
    { platforms: 7, mediaType: 'clip', watchedMs: 200, decision: 'direct play' },
    { platforms: 9, isDescribed: false, watchedMs: 900 },
    { platforms: 8, isStreamDescribed: false, watchedMs: 10 },
  ];

  test('by media: TV, films, music, Live TV; clips count in the total only', () => {
    expect(entries(given, BY_MEDIA)).toEqual([
      [-1, 3, 1, 1, 0, 1],
      [7, 2, 0, 0, 1, 0],
      [8, 1, 0, 1, 0, 0],
    ]);
  });

  test('by what was watched', () => {
    expect(entries(given, BY_MEDIA, 'watchedMs').map(([key]) => key)).toEqual([7, 8, -1]);
  });

  test('by delivery, which needs a description of the stream only', () => {
    expect(entries(given, BY_DELIVERY)).toEqual([
      [-1, 3, 0, 1, 1],
      [7, 2, 2, 0, 0],
      [9, 1, 1, 0, 0],
    ]);
  });

  test('a viewing counts where its first play was', () => {
    const moved: readonly TestPlay[] = [
      { ids: 1, platforms: 1, watchedMs: 5, mediaType: 'movie' },
      { ids: 2, platforms: 2, watchedMs: 6, mediaType: 'movie', watchGroups: 1 },
    ];
    expect(entries(moved, BY_MEDIA, 'watchedMs')).toEqual([[1, 11, 0, 11, 0, 0]]);
  });
});
