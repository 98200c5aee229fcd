import { expect, test } from 'vitest';
import { epochSeconds, keyValue, withKept } from './old-values.ts';

test.each([
  ['12', 12],
  ['0', 0],
  ['007', '007'],
  ['', ''],
  ['1234567890123456', '1234567890123456'],
  ['/library/x', '/library/x'],
  [null, null],
])('the key %j is written %j', (key, expected) => {
  expect(keyValue(key)).toBe(expected);
});

test('moments are whole seconds, also before 1970', () => {
  expect([epochSeconds(new Date(1_999)), epochSeconds(new Date(-1))]).toEqual([1, -1]);
});

test.each([
  [null, { a: 1, b: null }],
  ['text', { a: 1, b: null }],
  [{ b: '' }, { a: 1, b: '' }],
  [
    { c: 5, a: null },
    { a: null, b: null },
  ],
  [{ a: { deep: 1 } }, { a: 1, b: null }],
])('what an import kept (%j) wins where the row has it', (kept, expected) => {
  expect(withKept({ a: 1, b: null }, kept)).toEqual(expected);
});
