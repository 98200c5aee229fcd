import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { columnsOf, everyIndex } from '#history/blocks/columns-testing.ts';
import { countsAsWatched, latestPlays, newestPlays } from './last-watched.ts';

test('the latest play of every viewing of films and episodes', () => {
  const plays = columnsOf([
    { ids: 1, mediaType: 'movie' },
    { ids: 2, mediaType: 'track' },
    { ids: 3, mediaType: 'episode', isDescribed: false },
    { ids: 4, mediaType: 'episode' },
    { ids: 5, mediaType: 'movie', watchGroups: 1 },
  ]);
  expect([...latestPlays(plays, { fromS: 0 }, 'group')]).toEqual([4, 3]);
  expect([...latestPlays(plays, { fromS: 0 }, 'play')]).toEqual([0, 3, 4]);
});

test.each([0, 1, 2, 5, 50, 1_000])('the newest %d plays', (count) => {
  const plays = columnsOf(Array.from({ length: 300 }, (_, index) => ({ start: 1_700_000_000 + ((index * 89) % 120) })));
  const byStart = Array.from(plays.ids).sort(
    (a, b) => (plays.startedS[b - 1] ?? 0) - (plays.startedS[a - 1] ?? 0) || b - a,
  );
  expect(newestPlays(plays, everyIndex(300), count)).toEqual(byStart.slice(0, count));
});

describe('what counts as watched', () => {
  const shown = (viewOffsetMs: number | null, durationMs: number | null, creditsFirstMs: number | null = null) =>
    ({
      play: { viewOffsetMs, durationMs },
      item: { mediaType: 'movie', creditsFirstMs, creditsFinalMs: null },
    }) as unknown as Parameters<typeof countsAsWatched>[0];

  test.each([
    ['to the percentage', shown(850, 1_000), true],
    ['a little less', shown(849, 1_000), false],
    ['to the credits', shown(700, 1_000, 700), true],
    ['without a position', shown(null, 1_000), false],
    ['what has no length, such as Live TV', shown(0, null), true],
  ])('%s', (_name, play, expected) => {
    expect(countsAsWatched(play, DEFAULT_SETTINGS)).toBe(expected);
  });
});
