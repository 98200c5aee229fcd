import { expect, test } from 'vitest';
import { createReferences } from './references.ts';

test('without recorded references, plays of one item in a row are one viewing', () => {
  const references = createReferences(false);
  const plays = [
    [1, 7, 10, 1],
    [2, 7, 10, 1],
    [3, 8, 10, 3],
    [4, 7, 10, 1],
    [5, 7, 11, 5],
    [6, 7, 10, 6],
    [7, 8, 10, 3],
    [8, null, 10, 8],
  ] as const;
  for (const [id, user_id, rating_key, expected] of plays)
    expect([id, references.of(id, { user_id, rating_key })]).toEqual([id, expected]);
});

test('recorded references are taken as they are', () => {
  const references = createReferences(true);
  expect([5, '5', '', null, 'x', 0].map((reference_id) => references.of(9, { reference_id }))).toEqual([
    5,
    5,
    null,
    null,
    null,
    0,
  ]);
});
