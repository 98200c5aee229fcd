import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '#config/settings.ts';
import type { MediaType } from '#contract/enums.ts';
import type { WatchGroupId } from '#contract/ids.ts';
import { whyNotRecorded } from './recordable.ts';
import { groupOf, type PlayBefore } from './watch-group.ts';
import { type Credits, isWatched, percentOf } from './watched.ts';

const with_ = (over: Partial<Settings>): Settings => ({ ...DEFAULT_SETTINGS, ...over });

describe('percentOf', () => {
  test.each([
    [0, 100, 0],
    [50, 0, 0],
    [50, null, 0],
    [5, 1000, 0],
    [15, 1000, 2],
    [25, 1000, 2],
    [35, 1000, 4],
    [1, 3, 33],
    [2, 3, 67],
    [110, 100, 110],
  ])('%d of %s is %d', (offset, duration, expected) => {
    expect(percentOf(offset, duration)).toBe(expected);
  });
});

describe('isWatched', () => {
  const DURATION = 6_543_210;
  const credits = { firstMs: 5_000_000, finalMs: 6_200_000 };
  const none = { firstMs: null, finalMs: null };
  test.each<[Settings['watchedMarker'], MediaType, number, Credits, boolean]>([
    ['percent', 'movie', 5_561_728, none, false],
    ['percent', 'movie', 5_561_729, none, true],
    ['percent', 'movie', 5_100_000, credits, false],
    ['final_credits', 'movie', 6_199_999, credits, false],
    ['final_credits', 'movie', 6_200_000, credits, true],
    ['final_credits', 'movie', 5_561_729, none, true],
    ['first_credits', 'episode', 4_999_999, credits, false],
    ['first_credits', 'episode', 5_000_000, credits, true],
    ['earlier_of_both', 'episode', 5_000_000, credits, true],
    ['earlier_of_both', 'episode', 5_561_729, { firstMs: 6_000_000, finalMs: null }, true],
    ['earlier_of_both', 'track', 5_561_728, none, false],
    ['earlier_of_both', 'photo', DURATION, none, false],
  ])('%s: %s at %d', (watchedMarker, mediaType, viewOffsetMs, known, expected) => {
    expect(isWatched({ mediaType, viewOffsetMs, durationMs: DURATION, credits: known }, with_({ watchedMarker }))).toBe(
      expected,
    );
  });

  test('without a duration nothing counts', () => {
    expect(isWatched({ mediaType: 'movie', viewOffsetMs: 1, durationMs: null, credits: none }, DEFAULT_SETTINGS)).toBe(
      false,
    );
  });
});

describe('whyNotRecorded', () => {
  const base = {
    mediaType: 'movie',
    ratingKey: '101',
    watchedMs: 120_000,
    durationMs: 200_000,
    keepsHistory: true,
  } as const;
  test.each<
    [string, Partial<Parameters<typeof whyNotRecorded>[0]>, Partial<Settings>, ReturnType<typeof whyNotRecorded>]
  >([
    ['a film of exactly the limit', {}, {}, null],
    ['just under', { watchedMs: 119_000 }, {}, 'too_short'],
    ['rounded to the second', { watchedMs: 119_600 }, {}, null],
    ['no limit', { watchedMs: 0 }, { ignoreIntervalSeconds: 0 }, null],
    ['a track is not under the limit of films', { mediaType: 'track', watchedMs: 15_000 }, {}, null],
    ['a skipped track', { mediaType: 'track', watchedMs: 14_000 }, { ignoreIntervalSeconds: 0 }, 'too_short'],
    ['a track without a length', { mediaType: 'track', watchedMs: 1_000, durationMs: null }, {}, null],
    ['a trailer', { mediaType: 'clip' }, {}, 'not_library_media'],
    ['a photo', { mediaType: 'photo' }, {}, 'not_library_media'],
    ['something without a number', { ratingKey: 'x1' }, {}, 'not_library_media'],
    ['something without a key', { ratingKey: null }, {}, 'not_library_media'],
    ['history switched off', { keepsHistory: false }, {}, 'history_off'],
  ])('%s', (_name, over, settings, expected) => {
    expect(whyNotRecorded({ ...base, ...over }, with_(settings))).toBe(expected);
  });
});

describe('groupOf', () => {
  const earlier = (over: Partial<PlayBefore> = {}): PlayBefore => ({
    watchGroupId: 7 as WatchGroupId,
    viewOffsetMs: 600_000,
    credits: { firstMs: null, finalMs: null },
    guid: 'g',
    startedAtMs: 0,
    ...over,
  });
  const next = {
    mediaType: 'movie',
    isLive: false,
    viewOffsetMs: 900_000,
    durationMs: 6_000_000,
    guid: 'g',
    startedAtMs: 3_600_000,
  } as const;
  test.each<[string, PlayBefore | null, Partial<Parameters<typeof groupOf>[0]>, number | null]>([
    ['nothing before', null, {}, null],
    ['goes on', earlier(), {}, 7],
    ['the same position joins', earlier({ viewOffsetMs: 900_000 }), {}, 7],
    ['begins anew', earlier({ viewOffsetMs: 900_001 }), {}, null],
    ['after a watched play', earlier({ viewOffsetMs: 5_200_000 }), { viewOffsetMs: 5_900_000 }, null],
    [
      'after the credits began',
      earlier({ viewOffsetMs: 4_000_000, credits: { firstMs: 3_900_000, finalMs: null } }),
      { viewOffsetMs: 4_100_000 },
      null,
    ],
    ['the same programme within a day', earlier(), { isLive: true, viewOffsetMs: 0 }, 7],
    ['another programme', earlier({ guid: 'h' }), { isLive: true }, null],
    ['the same programme a week later', earlier(), { isLive: true, startedAtMs: 7 * 86_400_000 }, null],
  ])('%s', (_name, prev, over, expected) => {
    expect(groupOf({ ...next, ...over }, prev, DEFAULT_SETTINGS)).toBe(expected);
  });
});
