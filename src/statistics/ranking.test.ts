import { describe, expect, test } from 'vitest';
import { columnsOf, type TestPlay } from '#history/blocks/columns-testing.ts';
import type { RankedBy } from './ranking.ts';
import { type RankingName, rankings } from './rankings.ts';

const lines = (given: readonly TestPlay[], name: RankingName, by: RankedBy = 'plays') => {
  const plays = columnsOf(given);
  const found = rankings(plays, { names: [name], choice: { fromS: 0 }, unit: 'group', by }).get(name) ?? [];
  return found.map(({ shown, ...totals }) => ({ id: plays.ids[shown], ...totals }));
};
const ids = (...given: Parameters<typeof lines>) => lines(...given).map(({ id }) => id);

describe('the order of a ranking', () => {
  const films: readonly TestPlay[] = [
    { ids: 1, titles: 1, users: 1, start: 100, stop: 200 },
    { ids: 2, titles: 1, users: 1, start: 300, stop: 400 },
    { ids: 3, titles: 2, users: 1, start: 150, stop: 9_000 },
    { ids: 4, titles: 3, users: 2, start: 160, stop: 260 },
    { ids: 5, titles: 3, users: 3, start: 120, stop: 220 },
  ];

  test('by plays, then by the newest start of what is shown', () => {
    expect(lines(films, 'top_movies')).toEqual([
      { id: 2, plays: 2, watchedMs: 200_000, people: 0 },
      { id: 4, plays: 2, watchedMs: 200_000, people: 0 },
      { id: 3, plays: 1, watchedMs: 8_850_000, people: 0 },
    ]);
  });

  test('by what was watched', () => {
    expect(ids(films, 'top_movies', 'watchedMs')).toEqual([3, 2, 4]);
  });

  test('by people before everything else', () => {
    expect(lines(films, 'popular_movies').map(({ id, people }) => [id, people])).toEqual([
      [4, 2],
      [2, 1],
      [3, 1],
    ]);
    expect(ids(films, 'popular_movies', 'watchedMs')).toEqual([4, 3, 2]);
  });

  test('equal in everything, the newest id is first', () => {
    expect(
      ids(
        [
          { titles: 1, start: 5 },
          { titles: 2, start: 5 },
        ],
        'top_movies',
      ),
    ).toEqual([2, 1]);
  });
});

describe('what is shown', () => {
  test('the viewing with the newest start, although an older play of it says what it was', () => {
    const given = [
      { ids: 1, start: 100 },
      { ids: 2, start: 200 },
      { ids: 3, start: 900, watchGroups: 1 },
    ];
    expect(ids(given, 'top_movies')).toEqual([2]);
  });

  test('among equal starts the lowest group', () => {
    const given = [
      { ids: 20, watchGroups: 9, start: 100 },
      { ids: 21, watchGroups: 4, start: 100 },
      { ids: 22, watchGroups: 7, start: 100 },
    ];
    expect(ids(given, 'top_movies')).toEqual([21]);
  });
});

describe('what counts', () => {
  const mixed: readonly TestPlay[] = [
    { ids: 1, mediaType: 'movie', titles: 7, libraries: 0, users: 5, platforms: -9 },
    { ids: 2, mediaType: 'episode', titles: 7, libraries: 2, users: 5, platforms: -9 },
    { ids: 3, mediaType: 'track', titles: 7, libraries: 3, users: 6, platforms: 4, isDescribed: false },
    { ids: 4, mediaType: 'clip', titles: 0, libraries: 2, users: 6, platforms: 4 },
  ];

  test.each<[RankingName, number[]]>([
    ['top_movies', [1]],
    ['top_tv', [2]],
    ['top_music', []],
    ['popular_tv', [2]],
    // What lies in no library is an entry of its own.
    ['top_libraries', [4, 1]],
    ['top_users', [2, 4]],
    // A platform needs no description of the item.
    ['top_platforms', [4, 2]],
  ])('%s', (name, expected) => {
    expect(ids(mixed, name)).toEqual(expected);
  });

  test('a viewing counts where its first play was, with all that was watched', () => {
    const moved = [
      { ids: 1, platforms: 1, watchedMs: 10 },
      { ids: 2, platforms: 2, watchedMs: 5, watchGroups: 1 },
    ];
    expect(lines(moved, 'top_platforms')).toEqual([{ id: 1, plays: 1, watchedMs: 15, people: 0 }]);
  });

  test('a viewing whose first play has no description is gone', () => {
    expect(
      ids(
        [
          { ids: 1, isDescribed: false },
          { ids: 2, watchGroups: 1 },
        ],
        'top_users',
      ),
    ).toEqual([]);
  });
});

test('rankings asked for together are what they are alone', () => {
  const given = Array.from(
    { length: 40 },
    (_, index): TestPlay => ({ titles: index % 7, users: index % 3, libraries: index % 2 }),
  );
  const plays = columnsOf(given);
  const names: RankingName[] = ['top_movies', 'popular_movies', 'top_libraries', 'top_users'];
  const ask = (wanted: RankingName[]) =>
    rankings(plays, { names: wanted, choice: { fromS: 0 }, unit: 'group', by: 'plays' });
  const together = ask(names);
  const places = (found: ReturnType<typeof ask>, name: RankingName) =>
    found.get(name)?.map(({ shown, plays: of }) => [shown, of]);
  for (const name of names) expect(places(together, name)).toEqual(places(ask([name]), name));
});
