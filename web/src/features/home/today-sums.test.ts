import { expect, test } from 'vitest';
import { changePercent, todaySpan } from './today-sums.ts';

test('today is compared with the same part of the same weekday', () => {
  const now = new Date(2026, 10, 25, 14, 3, 20).getTime();
  const { from, compareFrom, compareTo } = todaySpan(now);
  expect(new Date(from)).toEqual(new Date(2026, 10, 25));
  expect(new Date(compareFrom)).toEqual(new Date(2026, 10, 18));
  expect(new Date(compareTo)).toEqual(new Date(2026, 10, 18, 14, 0));
});

test.each([
  [42, 40, 5],
  [30, 40, -25],
  [40, 40, 0],
  [3, 0, null],
])('%d after %d is %s', (value, before, expected) => {
  expect(changePercent(value, before)).toBe(expected);
});
