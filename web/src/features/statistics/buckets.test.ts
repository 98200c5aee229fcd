import { describe, expect, test } from 'vitest';
import { fittingScale, gathered, weekdayOrder, weekendBands, weekOf, weeksOf } from './buckets.ts';

test.each([
  [1, 'day'],
  [90, 'day'],
  [365, 'week'],
  [2000, 'month'],
  [null, 'month'],
])('%s days are divided by %s', (days, scale) => {
  expect(fittingScale(days)).toBe(scale);
});

describe('weeks', () => {
  test.each([
    ['2026-11-25', 1, '2026-11-23'],
    ['2026-11-23', 1, '2026-11-23'],
    ['2026-11-22', 1, '2026-11-16'],
    ['2026-11-22', 7, '2026-11-22'],
    ['2026-11-25', 6, '2026-11-21'],
  ])('%s, of weeks that begin on %i, is of the week of %s', (day, first, week) => {
    expect(weekOf(day, first)).toBe(week);
  });

  test('gather the values of their days', () => {
    const { weeks, placeOf } = weeksOf(['2026-11-21', '2026-11-22', '2026-11-23'], 1);
    expect(weeks).toEqual(['2026-11-16', '2026-11-23']);
    expect(gathered([1, 2, 4], placeOf, 2, 'sum')).toEqual([3, 4]);
    expect(gathered([1, 2, 4], placeOf, 2, 'max')).toEqual([2, 4]);
  });

  test('begin with the day of the calendar', () => {
    expect(weekdayOrder(1)).toEqual([1, 2, 3, 4, 5, 6, 0]);
    expect(weekdayOrder(7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

test('weekends are bands', () => {
  expect(weekendBands(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-28'])).toEqual([
    { kind: 'weekend', from: 1, to: 2 },
    { kind: 'weekend', from: 4, to: 4 },
  ]);
});
