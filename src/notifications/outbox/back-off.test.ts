import { expect, test } from 'vitest';
import { MAX_ATTEMPTS, nextTry } from './back-off.ts';

const wait = (changes: Partial<Parameters<typeof nextTry>[0]>) =>
  nextTry({ attempts: 1, ageMs: 0, retryAfterMs: null, random: 0.5, ...changes });

test('every wait is longer, until the message is given up after three quarters of an hour', () => {
  const waits = Array.from({ length: MAX_ATTEMPTS }, (_, n) => wait({ attempts: n + 1 }));
  expect(waits).toEqual([10_000, 40_000, 160_000, 640_000, 1_800_000, null]);
});

test.each([
  [0, 8_000],
  [1, 12_000],
])('chance %d makes it %d milliseconds', (random, expected) => {
  expect(wait({ random })).toBe(expected);
});

test.each([
  ['a shorter wish changes nothing', 5_000, 0, 10_000],
  ['a longer one is granted', 120_000, 0, 120_000],
  ['news that would be too old is given up', 7_200_001, 0, null],
  ['news that is too old is given up', null, 7_200_000, null],
])('%s', (_what, retryAfterMs, ageMs, expected) => {
  expect(wait({ retryAfterMs, ageMs })).toBe(expected);
});
