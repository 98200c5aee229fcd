import { describe, expect, test } from 'vitest';
import { Problem } from '#problem';
import { compareVersions, judgeVersion } from './tautulli-version.ts';

describe('versions are compared by their numbers', () => {
  test.each([
    ['v2.9.0', 'v2.17.0', -1],
    ['v2.17.10', 'v2.17.2', 1],
    ['v2.7.0-beta', 'v2.7.0', -1],
    ['v2.7.0', '2.7.0', 0],
    ['v1.0', 'v1.0.0', 0],
    ['v3.0.0', 'v2.99.99', 1],
    ['master', 'v2.7.0', Number.NaN],
  ])('%s and %s', (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign);
  });
});

describe('a version is judged', () => {
  test.each([
    [null, 0],
    ['v2.6.10', 0],
    ['v2.17.2', 0],
    ['v2.17.2-beta', 0],
    ['v2.17.3', 1],
    ['v2.17.9-beta', 1],
    ['abc1234', 1],
  ])('%s: %i warnings', (version, warnings) => {
    expect(judgeVersion(version, false)).toHaveLength(warnings);
  });

  test.each(['v2.18.0-beta', 'v3.0.0'])('%s is refused unless allowed', (version) => {
    expect(() => judgeVersion(version, false)).toThrow(Problem);
    expect(judgeVersion(version, true)).toHaveLength(1);
  });
});
