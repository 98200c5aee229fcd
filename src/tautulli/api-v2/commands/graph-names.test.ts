import { expect, test } from 'vitest';
import { dayNames, hourNames, monthNames, weekdayNames, weekOrder } from './graph-names.ts';

test('days go over the end of a month and the change of the clocks', () => {
  expect(dayNames(Date.parse('2026-02-27') / 86_400_000, 3)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(dayNames(Date.parse('2026-03-07') / 86_400_000, 2)).toEqual(['2026-03-07', '2026-03-08']);
});

test('months go over the end of a year', () => {
  expect(monthNames(2025 * 12 + 10, 4)).toEqual(['Nov 2025', 'Dec 2025', 'Jan 2026', 'Feb 2026']);
});

test('hours have two digits', () => {
  expect([hourNames().length, hourNames()[0], hourNames()[23]]).toEqual([24, '00', '23']);
});

test('weeks begin as people are used to', () => {
  expect(weekdayNames(false)[0]).toBe('Sunday');
  expect(weekdayNames(true)).toEqual(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']);
  expect(weekOrder([0, 1, 2, 3, 4, 5, 6], true)).toEqual([1, 2, 3, 4, 5, 6, 0]);
});
