import { expect, test } from 'vitest';
import { moved, PARTS, readOrder, shownOrNot } from './arrangement.ts';

test.each<[unknown, readonly string[] | null]>([
  [undefined, null],
  ['today', null],
  [[], []],
  [
    ['added', 'today'],
    ['added', 'today'],
  ],
  [['added', 'gone', 7, 'added'], ['added']],
])('%j is read as %j', (kept, expected) => {
  expect(readOrder(PARTS, kept)).toEqual(expected);
});

test('moving stays inside the list', () => {
  expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
});

test('what is shown again comes last, what is hidden leaves', () => {
  expect(shownOrNot(['a', 'b'], 'c', true)).toEqual(['a', 'b', 'c']);
  expect(shownOrNot(['a', 'b'], 'a', true)).toEqual(['b', 'a']);
  expect(shownOrNot(['a', 'b'], 'a', false)).toEqual(['b']);
});
