import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isObject, type Json, membersOf, spacedJson } from './json.ts';

/** The same, written as one would say it. */
function plainly(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (!isObject(value)) return `[${value.map(plainly).join(', ')}]`;
  return `{${membersOf(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${plainly(member)}`)
    .join(', ')}}`;
}

test.each<[value: Json, text: string]>([
  [{ a: 'b, c: "d"', e: [] }, '{"a": "b, c: \\"d\\"", "e": []}'],
  [['\\', '\\"', ',', ':'], '["\\\\", "\\\\\\"", ",", ":"]'],
  [{ left: undefined, here: null }, '{"here": null}'],
  ['a, b', '"a, b"'],
  [1.5, '1.5'],
])('%j', (value, text) => {
  expect(spacedJson(value)).toBe(text);
});

test('whatever the value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(spacedJson(value as Json)).toBe(plainly(value as Json));
    }),
    { numRuns: 500, seed: 7 },
  );
});
