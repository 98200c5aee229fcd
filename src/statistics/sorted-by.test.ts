import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortedBy } from './sorted-by.ts';

const expected = (values: Int32Array, indexes: Int32Array): number[] =>
  [...indexes].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));

test.each([
  ['nothing', [], []],
  ['one', [5], [0]],
  ['equal ones as they were', [3, 1, 3, 1], [3, 2, 1, 0]],
  ['below zero', [0, -5, 5, -2_147_483_648, 2_147_483_647], [0, 1, 2, 3, 4]],
])('%s', (_name, values, indexes) => {
  const column = Int32Array.from(values);
  expect([...sortedBy(column, Int32Array.from(indexes))]).toEqual(expected(column, Int32Array.from(indexes)));
});

test.each([
  ['small', { min: 0, max: 50 }],
  ['of a year', { min: 0, max: 31_536_000 }],
  ['of any size', { min: -2_147_483_648, max: 2_147_483_647 }],
])('many values, %s', (_name, range) => {
  fc.assert(
    fc.property(fc.array(fc.integer(range), { minLength: 1_000, maxLength: 3_000, size: 'max' }), (values) => {
      const column = Int32Array.from(values);
      const indexes = Int32Array.from(values.keys()).reverse();
      expect([...sortedBy(column, indexes)]).toEqual(expected(column, indexes));
    }),
    { numRuns: 5 },
  );
});
