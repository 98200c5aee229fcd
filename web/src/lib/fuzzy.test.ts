import { expect, test } from 'vitest';
import { fuzzyMatch } from './fuzzy.ts';

test.each([
  ['The Salt Meridian Anna', 'salt', true],
  ['The Salt Meridian Anna', 'anna sal', true],
  ['Chloé Martin', 'chloe', true],
  ['History', 'hsty', true],
  ['Switch density', 'salt', false],
  ['History', 'x', false],
  ['History', '', true],
])('%s / %s', (text, query, expected) => {
  expect(fuzzyMatch(text, query)).toBe(expected);
});
