import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mediaCode } from '#history/blocks/columns.ts';
import { columnsOf, type TestPlay } from '#history/blocks/columns-testing.ts';
import { choosePlays, type PlayChoice, type ViewingUnit, viewingsOf } from './viewings.ts';

const FROM = 1_000_000_000;
const plays = columnsOf([
  { start: FROM - 100, stop: FROM - 1 },
  { start: FROM - 100, stop: FROM, users: 2 },
  { start: FROM + 50, stop: null },
  { start: FROM + 10, stop: FROM + 20, libraries: 0, mediaType: 'episode' },
  { start: FROM + 30, stop: FROM + 25, mediaType: 'track' },
]);

describe('which plays are looked at', () => {
  test.each<[string, PlayChoice, number[]]>([
    ['the border belongs to the window, a play without an end does not', { fromS: FROM }, [1, 3, 4]],
    ['everything that ended', { fromS: -1e15 }, [0, 1, 3, 4]],
    ['nothing', { fromS: 1e15 }, []],
    ['of a person', { fromS: 0, users: new Set([2]) }, [1]],
    ['of nobody', { fromS: 0, users: new Set() }, []],
    ['in no library', { fromS: 0, libraries: new Set([0]) }, [3]],
    ['of kinds', { fromS: 0, media: [mediaCode('track'), mediaCode('episode')] }, [3, 4]],
    ['ended until a moment', { fromS: 0, endedUntilS: FROM + 20 }, [0, 1, 3]],
    ['begun from a moment on', { fromS: 0, startedFromS: FROM + 10 }, [3, 4]],
    ['begun before a moment', { fromS: 0, startedBeforeS: FROM + 10 }, [0, 1]],
  ])('%s', (_name, choice, expected) => {
    expect([...choosePlays(plays, choice)]).toEqual(expected);
  });
});

const viewed = (given: readonly TestPlay[], unit: ViewingUnit, bucketOf?: (index: number) => number) => {
  const columns = columnsOf(given);
  const { first, last, bucket, watchedMs } = viewingsOf(columns, choosePlays(columns, { fromS: 0 }), unit, bucketOf);
  return [...first].map((index, at) => ({ first: index, last: last[at], bucket: bucket[at], ms: watchedMs[at] }));
};

describe('what counts once', () => {
  const resumed = [
    { ids: 10, watchedMs: 1 },
    { ids: 11, watchedMs: 20 },
    { ids: 12, watchGroups: 10, watchedMs: 300 },
    { ids: 14, watchGroups: 10, watchedMs: 4_000 },
  ];

  test('the lowest id says what it was, the highest ended it, all were watched', () => {
    expect(viewed(resumed, 'group')).toEqual([
      { first: 0, last: 3, bucket: 0, ms: 4_301 },
      { first: 1, last: 1, bucket: 0, ms: 20 },
    ]);
  });

  test('ungrouped, every play is a viewing', () => {
    expect(viewed(resumed, 'play').map(({ ms }) => ms)).toEqual([1, 20, 300, 4_000]);
  });

  test('in several buckets it counts in each of them, with what was watched in it', () => {
    const bucketOf = (index: number): number => [7, 7, 8, 7][index] ?? 0;
    expect(viewed(resumed, 'group', bucketOf)).toEqual([
      { first: 0, last: 3, bucket: 7, ms: 4_001 },
      { first: 1, last: 1, bucket: 7, ms: 20 },
      { first: 2, last: 2, bucket: 8, ms: 300 },
    ]);
  });

  test('a viewing that began before the window is one as well', () => {
    const later = [
      { ids: 500, watchGroups: 3, watchedMs: 1 },
      { ids: 501, watchGroups: 4, watchedMs: 2 },
      { ids: 502, watchGroups: 3, watchedMs: 4 },
    ];
    expect(viewed(later, 'group').map(({ ms }) => ms)).toEqual([5, 2]);
  });

  test('ids may be far apart and negative', () => {
    const apart = [
      { ids: -2_000_000_000, watchedMs: 1 },
      { ids: 5, watchGroups: -2_000_000_000, watchedMs: 2 },
      { ids: 2_000_000_000, watchGroups: 5, watchedMs: 4 },
    ];
    expect(viewed(apart, 'group').map(({ ms }) => ms)).toEqual([3, 4]);
  });

  test('nothing makes nothing', () => {
    expect(viewed([], 'group')).toEqual([]);
  });
});

test('it groups as a map does', () => {
  const play = fc.record({
    gap: fc.integer({ min: 1, max: 400 }),
    back: fc.nat(30),
    bucket: fc.nat(2),
    ms: fc.nat(99),
  });
  fc.assert(
    fc.property(fc.array(play, { maxLength: 120 }), (given) => {
      let id = 0;
      const ids = given.map(({ gap }) => {
        id += gap;
        return id;
      });
      const groups = ids.map((own, index) => ids[index - (given[index]?.back ?? 0)] ?? own - 7);
      const expected = new Map<string, number>();
      for (const [index, { bucket, ms }] of given.entries()) {
        const key = `${groups[index]} ${bucket}`;
        expected.set(key, (expected.get(key) ?? 0) + ms);
      }
      const rows = given.map(({ ms }, index) => ({
        ids: ids[index] ?? 0,
        watchGroups: groups[index] ?? 0,
        watchedMs: ms,
      }));
      const found = viewed(rows, 'group', (index) => given[index]?.bucket ?? 0);
      expect(found.map(({ ms }) => ms)).toEqual([...expected.values()]);
    }),
  );
});
