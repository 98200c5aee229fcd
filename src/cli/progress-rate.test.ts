import { describe, expect, test } from 'vitest';
import { rateOf, type Sample, withSample } from './progress-rate.ts';

const samples = (...pairs: [number, number][]): Sample[] => pairs.map(([atMs, done]) => ({ atMs, done }));

describe('the speed of an import', () => {
  test.each<[string, Sample[], number | null, number | null, number | null]>([
    ['nothing yet', [], 100, null, null],
    ['one moment', samples([0, 10]), 100, null, null],
    ['too short', samples([0, 0], [999, 50]), 100, null, null],
    ['steady', samples([0, 0], [1_000, 10], [2_000, 20]), 100, 10, 8],
    ['total unknown', samples([0, 0], [2_000, 20]), null, 10, null],
    ['standing still', samples([0, 20], [2_000, 20]), 100, 0, null],
    ['more than was announced', samples([0, 0], [2_000, 120]), 100, 60, 0],
  ])('%s', (_name, given, total, perSecond, secondsLeft) => {
    expect(rateOf(given, total)).toEqual({ perSecond, secondsLeft });
  });

  test('only the last ten seconds count', () => {
    let kept: readonly Sample[] = [];
    for (let second = 0; second <= 60; second += 1) kept = withSample(kept, { atMs: second * 1_000, done: second });
    expect(kept).toHaveLength(11);
  });

  test('a count that goes back begins anew', () => {
    expect(withSample(samples([0, 5], [1_000, 9]), { atMs: 2_000, done: 0 })).toEqual(samples([2_000, 0]));
  });
});
