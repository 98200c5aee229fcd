import { expect, test } from 'vitest';
import { isDue } from './jobs.ts';

test.each([
  ['never done', null, true],
  ['a moment ago', 990, false],
  ['exactly one interval ago', 900, true],
  ['long ago', 10, true],
  ['in the future: the clock was set back', 1_100, true],
])('%s', (_name, lastAt, expected) => {
  expect(isDue(lastAt, 100, 1_000)).toBe(expected);
});
