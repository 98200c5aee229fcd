import { describe, expect, test } from 'vitest';
import { columnsOf, everyIndex, type TestPlay } from '#history/blocks/columns-testing.ts';
import { listedPeaks, peaksOf } from './concurrency.ts';

const T = 1_700_000_000;
const stream = (from: number, until: number, more: TestPlay = {}): TestPlay => ({
  start: T + from,
  stop: T + until,
  ...more,
});
const any = (...streams: TestPlay[]) => {
  const peak = peaksOf(columnsOf(streams), everyIndex(streams.length)).any;
  return peak === null ? null : [peak.count, peak.startedS - T, peak.stoppedS - T];
};

describe('the most streams at the same time', () => {
  test.each<[string, TestPlay[], number[] | null]>([
    ['none', [], null],
    ['one', [stream(0, 10)], [1, 0, 10]],
    ['one behind the other, the last counts', [stream(0, 10), stream(20, 30)], [1, 20, 30]],
    ['two that overlap', [stream(0, 10), stream(5, 15)], [2, 5, 10]],
    ['a stop comes before a start in the same second', [stream(0, 10), stream(10, 20)], [1, 10, 20]],
    ['of equal peaks the latest', [stream(0, 10), stream(5, 15), stream(20, 30), stream(25, 35)], [2, 25, 30]],
    ['a lower one later changes nothing', [stream(0, 10), stream(5, 15), stream(40, 50)], [2, 5, 10]],
    ['three, begun in the same second', [stream(5, 9), stream(5, 10), stream(5, 11)], [3, 5, 9]],
    [
      'the order of the rows does not matter',
      [stream(25, 35), stream(0, 10), stream(20, 30), stream(5, 15)],
      [2, 25, 30],
    ],
    ['without a length, alone', [stream(5, 5)], null],
    ['without a length, among others', [stream(0, 10), stream(5, 5)], [1, 5, 10]],
  ])('%s', (_name, streams, expected) => {
    expect(any(...streams)).toEqual(expected);
  });
});

test('every way of delivery has a peak of its own', () => {
  const plays = columnsOf([
    stream(0, 10, { decision: 'transcode' }),
    stream(1, 10, { decision: 'transcode' }),
    stream(2, 10, { decision: 'direct play' }),
    stream(3, 10, { decision: null }),
    stream(4, 10, { isStreamDescribed: false }),
    stream(-90, -50, { decision: 'copy' }),
  ]);
  const peaks = listedPeaks(plays, { fromS: T - 20 });
  expect(peaks.map(({ decision, peak }) => [decision, peak?.count ?? null])).toEqual([
    ['any', 4],
    ['transcode', 2],
    ['copy', null],
    ['direct play', 1],
  ]);
});

test('so many streams that they are sorted by digits', () => {
  const streams = Array.from({ length: 3_000 }, (_, index) =>
    stream((index * 7_919) % 3_000, ((index * 7_919) % 3_000) + 10),
  );
  expect(any(...streams)?.[0]).toBe(10);
});
