import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Numbering } from './numbering.ts';

const numbered = (keys: readonly number[], expected = 0): number[] => {
  const numbering = new Numbering(expected);
  return keys.map((key) => numbering.numberOf(key));
};

test('keys get numbers as they come, the same one again', () => {
  expect(numbered([7, 5, 7, 0, 5, 9])).toEqual([0, 1, 0, 2, 1, 3]);
});

test('keys that differ in their high half only are different', () => {
  expect(numbered([1, 2 ** 32 + 1, 2 ** 52 + 1, 1])).toEqual([0, 1, 2, 0]);
});

test('it numbers as a map does, however many keys were expected', () => {
  const key = fc.oneof(fc.nat(300), fc.maxSafeNat());
  fc.assert(
    fc.property(fc.array(key, { maxLength: 400 }), fc.nat(500), (keys, expected) => {
      const map = new Map<number, number>();
      for (const one of keys) if (!map.has(one)) map.set(one, map.size);
      expect(numbered(keys, expected)).toEqual(keys.map((one) => map.get(one)));
    }),
  );
});

test('many keys in a row', () => {
  const keys = Array.from({ length: 100_000 }, (_, index) => 2 ** 31 + index);
  expect(numbered(keys)).toEqual(keys.map((_, index) => index));
});
