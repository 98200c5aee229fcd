import { describe, expect, test } from 'vitest';
import { columnsOf } from '#history/blocks/columns-testing.ts';
import { dayText } from '#history/blocks/local-calendar.ts';
import { TIME_SCALES, type TimeScale, windowOf } from './time-scale.ts';

const timeZone = 'America/New_York';
const ms = (text: string): number => Date.parse(text);
// In New York it is still the evening of 10 March.
const now = ms('2026-03-11T02:30:00Z');

describe('windows', () => {
  test('the last of so many days is today, the window begins so many times 24 hours ago', () => {
    const { fromS, first, buckets } = windowOf('day', { now, timeZone, range: 30 });
    expect([dayText(first), buckets, fromS]).toEqual(['2026-02-09', 30, now / 1000 - 30 * 86_400]);
  });

  test('months are shown as they are in the zone, and begin in UTC', () => {
    const { fromS, first, buckets } = windowOf('month', { now, timeZone, range: 12 });
    expect([first, buckets, fromS]).toEqual([2025 * 12 + 3, 12, ms('2025-03-01T00:00:00Z') / 1000]);
  });

  test('on the last evening of a month UTC is a month ahead', () => {
    const { fromS, first } = windowOf('month', { now: ms('2026-04-01T01:00:00Z'), timeZone, range: 1 });
    expect([first, fromS]).toEqual([2026 * 12 + 2, ms('2026-03-01T00:00:00Z') / 1000]);
  });

  test.each<[TimeScale, number, number]>([
    ['day', -3, 0],
    ['day', 1e12, 36_525],
    ['month', 1e12, 1_200],
    ['weekday', 3, 7],
    ['hour', 3, 24],
  ])('%s, range %d', (scale, range, buckets) => {
    expect(windowOf(scale, { now, timeZone, range }).buckets).toBe(buckets);
  });
});

describe('in which bucket a play is', () => {
  const bucket = (scale: TimeScale, range: number, start: string): number => {
    const plays = columnsOf([{ start: ms(start) / 1000 }]);
    return TIME_SCALES[scale](plays, windowOf(scale, { now, timeZone, range }), timeZone)(0);
  };

  test.each<[string, TimeScale, number, string, number]>([
    ['today', 'day', 30, '2026-03-11T02:00:00Z', 29],
    ['the first day', 'day', 30, '2026-02-09T05:00:00Z', 0],
    ['a day of the window that is not shown', 'day', 30, '2026-02-09T04:59:59Z', 30],
    ['tomorrow', 'day', 30, '2026-03-11T04:00:00Z', 30],
    ['the day the clocks go forward has 23 hours', 'day', 3, '2026-03-09T03:59:59Z', 0],
    ['and the next begins behind it', 'day', 3, '2026-03-09T04:00:00Z', 1],
    ['a Sunday that is Monday in UTC', 'weekday', 30, '2026-03-09T02:00:00Z', 0],
    ['a Saturday', 'weekday', 30, '2026-03-07T17:00:00Z', 6],
    ['eleven in the evening', 'hour', 30, '2026-03-09T03:30:00Z', 23],
    ['this month', 'month', 2, '2026-03-01T05:00:00Z', 1],
    ['the month before, in the zone', 'month', 2, '2026-03-01T04:59:59Z', 0],
    ['a month of the window that is not shown', 'month', 2, '2026-02-01T04:59:59Z', 2],
  ])('%s', (_name, scale, range, start, expected) => {
    expect(bucket(scale, range, start)).toBe(expected);
  });
});
