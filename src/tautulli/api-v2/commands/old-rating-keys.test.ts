import { expect, test } from 'vitest';
import type { KnownItem } from '#history/old-keys.ts';
import { keyTree } from './old-rating-keys.ts';

const item = (changes: Record<string, unknown>): KnownItem =>
  ({
    ratingKey: '3',
    parentRatingKey: '2',
    grandparentRatingKey: '1',
    title: 'Title',
    parentTitle: 'Album',
    grandparentTitle: 'The Artist',
    mediaIndex: 1,
    parentMediaIndex: 1,
    importedValues: null,
    ...changes,
  }) as unknown as KnownItem;

test('a show by the numbers of its seasons and episodes; what came later counts', () => {
  const items = [
    item({}),
    item({ ratingKey: '4', mediaIndex: 2 }),
    item({ ratingKey: '9' }),
    item({ ratingKey: '8', parentRatingKey: '7', parentMediaIndex: 0 }),
  ];
  expect(keyTree(items, 'season')).toEqual({
    '0': {
      rating_key: 1,
      children: {
        '0': { rating_key: 7, children: { '1': { rating_key: 8 } } },
        '1': { rating_key: 2, children: { '1': { rating_key: 9 }, '2': { rating_key: 4 } } },
      },
    },
  });
});

test('an artist by lower-case titles', () => {
  expect(keyTree([item({})], 'track')).toEqual({
    'the artist': { rating_key: 1, children: { album: { rating_key: 2, children: { '1': { rating_key: 3 } } } } },
  });
});

test('a film, and nothing', () => {
  expect(keyTree([item({})], 'movie')).toEqual({ '0': { rating_key: 3 } });
  expect(keyTree([], 'show')).toEqual({});
});

test('titles that are names of everything', () => {
  const tree = keyTree([item({ grandparentTitle: '__proto__', parentTitle: 'constructor' })], 'artist');
  expect(JSON.stringify(tree)).toBe(
    '{"__proto__":{"rating_key":1,"children":{"constructor":{"rating_key":2,"children":{"1":{"rating_key":3}}}}}}',
  );
});
