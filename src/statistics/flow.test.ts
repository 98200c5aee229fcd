import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flowOf, type Streams } from './flow.ts';

const streamsOf = (all: readonly (readonly [number, number, number])[]): Streams => ({
  fromS: Int32Array.from(all, ([from]) => from),
  untilS: Int32Array.from(all, ([, until]) => until),
  kbps: Int32Array.from(all, ([, , kbps]) => kbps),
});

/** Second by second. */
function naive(all: readonly (readonly [number, number, number])[], from: number, until: number) {
  const levels: number[] = [];
  for (let at = from; at < until; at++)
    levels.push(all.reduce((sum, [begin, end, kbps]) => (begin <= at && at < end ? sum + kbps : sum), 0));
  const sorted = levels.toSorted((a, b) => b - a);
  const max = Math.max(0, ...levels);
  return {
    average: Math.round(levels.reduce((sum, level) => sum + level, 0) / (until - from)),
    max,
    p95: sorted[Math.floor((until - from) * 0.05 + 1e-9)] ?? 0,
    maxAt: max === 0 ? null : (from + levels.indexOf(max)) * 1000,
  };
}

test('adds up what runs at the same time, as counting second by second does', () => {
  const stream = fc.tuple(
    fc.integer({ min: 0, max: 130 }),
    fc.integer({ min: 0, max: 130 }),
    fc.integer({ min: 1, max: 9 }),
  );
  fc.assert(
    fc.property(fc.array(stream, { maxLength: 8 }), (all) => {
      const bounds = [10, 30, 70, 110];
      const { buckets, whole } = flowOf(streamsOf(all), bounds);
      const expected = bounds.slice(1).map((until, at) => naive(all, bounds[at] ?? 0, until));
      expect(buckets).toEqual(expected.map(({ average, max, p95 }) => ({ average, max, p95 })));
      expect(whole).toMatchObject(naive(all, 10, 110));
    }),
    { numRuns: 300 },
  );
});

test('without streams there is nothing, and without time neither', () => {
  expect(flowOf(streamsOf([]), [0, 60])).toEqual({
    buckets: [{ average: 0, max: 0, p95: 0 }],
    whole: { average: 0, max: 0, p95: 0, maxAt: null, megabytes: 0 },
  });
  expect(flowOf(streamsOf([[0, 50, 8]]), [10]).buckets).toEqual([]);
});
