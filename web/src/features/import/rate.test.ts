import { expect, test } from 'vitest';
import { ratePerSecond, remainingMs, type Sample, withSample } from './rate.ts';

const after = (...looks: ReadonlyArray<readonly [number, number]>): readonly Sample[] =>
  looks.reduce<readonly Sample[]>((samples, [atMs, done]) => withSample(samples, { atMs, done }), []);

test.each([
  ['nothing seen', after(), null],
  ['one look', after([0, 10]), null],
  ['too soon', after([0, 0], [900, 100]), null],
  ['steady', after([0, 0], [1000, 100], [2000, 200]), 100],
  ['standing still', after([0, 100], [5000, 100]), null],
  ['only the last ten seconds', after([0, 0], [20_000, 1000], [25_000, 2000]), 200],
  ['begun anew', after([0, 500], [2000, 900], [3000, 0], [5000, 40]), 20],
])('%s', (_, samples, expected) => {
  expect(ratePerSecond(samples)).toBe(expected);
});

test.each([
  [50, 100, 10, 5000],
  [50, null, 10, null],
  [50, 100, null, null],
  [120, 100, 10, null],
])('%j of %j at %j', (done, total, rate, expected) => {
  expect(remainingMs(done, total, rate)).toBe(expected);
});
