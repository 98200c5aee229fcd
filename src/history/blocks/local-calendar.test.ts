import { describe, expect, test } from 'vitest';
import { dayText, localCalendar, monthStartUtc, weekdayOf } from './local-calendar.ts';

const at = (text: string): number => Date.parse(text) / 1000;

describe('the wall clock', () => {
  test.each([
    ['America/New_York', '2026-03-08T04:59:59Z', '2026-03-07', 23],
    ['America/New_York', '2026-03-08T05:00:00Z', '2026-03-08', 0],
    // Clocks go forward: 02:00 becomes 03:00.
    ['America/New_York', '2026-03-08T06:59:59Z', '2026-03-08', 1],
    ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08', 3],
    ['America/New_York', '2026-03-09T03:59:59Z', '2026-03-08', 23],
    ['America/New_York', '2026-03-09T04:00:00Z', '2026-03-09', 0],
    // Clocks go back: the hour from 01:00 to 02:00 happens twice.
    ['America/New_York', '2025-11-02T05:30:00Z', '2025-11-02', 1],
    ['America/New_York', '2025-11-02T06:30:00Z', '2025-11-02', 1],
    ['America/New_York', '2025-11-02T07:00:00Z', '2025-11-02', 2],
    ['America/New_York', '2025-11-03T04:59:59Z', '2025-11-02', 23],
    ['America/New_York', '2025-11-03T05:00:00Z', '2025-11-03', 0],
    ['UTC', '2025-11-03T04:59:59Z', '2025-11-03', 4],
    ['Asia/Kolkata', '2025-12-31T18:29:59Z', '2025-12-31', 23],
    ['Asia/Kolkata', '2025-12-31T18:30:00Z', '2026-01-01', 0],
    // Half an hour of summer time.
    ['Australia/Lord_Howe', '2026-04-04T14:45:00Z', '2026-04-05', 1],
    ['America/New_York', '1969-12-31T23:00:00Z', '1969-12-31', 18],
  ])('%s %s', (timeZone, moment, day, hour) => {
    const calendar = localCalendar(timeZone);
    expect([dayText(calendar.dayOf(at(moment))), calendar.hourOf(at(moment))]).toEqual([day, hour]);
  });

  test('moments may come in any order', () => {
    const { dayOf } = localCalendar('Europe/Berlin');
    const moments = ['2026-07-01T22:30:00Z', '2026-01-01T22:30:00Z', '2026-07-01T22:30:00Z', '2025-12-31T23:30:00Z'];
    expect(moments.map((moment) => dayText(dayOf(at(moment))))).toEqual([
      '2026-07-02',
      '2026-01-01',
      '2026-07-02',
      '2026-01-01',
    ]);
  });
});

test('months in the zone, and where they begin in UTC', () => {
  const { monthOf } = localCalendar('America/New_York');
  expect(monthOf(at('2026-03-01T04:59:59Z'))).toBe(2026 * 12 + 1);
  expect(monthOf(at('2026-03-01T05:00:00Z'))).toBe(2026 * 12 + 2);
  expect(monthStartUtc(2026 * 12 + 2)).toBe(at('2026-03-01T00:00:00Z'));
});

test.each([
  ['1970-01-01', 4],
  ['2026-03-08', 0],
  ['2026-03-14', 6],
  ['1969-12-28', 0],
])('the weekday of %s', (day, weekday) => {
  expect(weekdayOf(at(`${day}T00:00:00Z`) / 86_400)).toBe(weekday);
});
