import { describe, expect, test } from 'vitest';
import { columnsOf } from '#history/blocks/columns-testing.ts';
import { earliestEnd, nextMidnight, windowHoldsUntil } from './lasting.ts';
import { graphHoldsUntil } from './time-scale.ts';

const DAY_S = 86_400;
const now = Date.parse('2026-03-11T02:30:00.700Z');
const nowS = Math.floor(now / 1000);
const plays = columnsOf(
  [-100, -30, -10].map((days) => ({ start: nowS + days * DAY_S, stop: nowS + days * DAY_S + 60 })),
);

test('the earliest end is that of a play in the window', () => {
  expect(earliestEnd(plays, 0)).toBe(nowS - 100 * DAY_S + 60);
  expect(earliestEnd(plays, nowS - 30 * DAY_S + 60)).toBe(nowS - 30 * DAY_S + 60);
  expect(earliestEnd(plays, nowS - 30 * DAY_S + 61)).toBe(nowS - 10 * DAY_S + 60);
  expect(earliestEnd(plays, nowS)).toBe(Infinity);
  expect(earliestEnd(plays, -1e15)).toBe(nowS - 100 * DAY_S + 60);
});

test('a window holds until the second in which its first play is not in it any more', () => {
  const fromS = (at: number): number => Math.floor(at / 1000) - 30 * DAY_S;
  const until = windowHoldsUntil(now, fromS(now), earliestEnd(plays, fromS(now)));
  expect(until - now).toBe(60_300);
  expect(earliestEnd(plays, fromS(until - 1))).toBe(earliestEnd(plays, fromS(now)));
  expect(earliestEnd(plays, fromS(until))).not.toBe(earliestEnd(plays, fromS(now)));
  expect(windowHoldsUntil(now, nowS, Infinity)).toBe(Infinity);
});

describe('midnight', () => {
  test.each([
    ['America/New_York', '2026-03-11T00:00:00Z', '2026-03-11T02:30:00Z', '2026-03-11T04:00:00Z'],
    ['America/New_York', '', '2026-03-11T12:00:00Z', '2026-03-12T00:00:00Z'],
    ['Asia/Tokyo', '', '2026-03-11T14:59:59Z', '2026-03-11T15:00:00Z'],
    ['UTC', '', '2026-03-11T23:59:59.999Z', '2026-03-12T00:00:00Z'],
    // The clocks go forward at midnight: the day begins at one.
    ['America/Santiago', '', '2025-09-07T03:00:00Z', '2025-09-07T04:00:00Z'],
  ])('%s: %s%s', (zone, _note, at, midnight) => {
    expect(new Date(nextMidnight(Date.parse(at), zone)).toISOString()).toBe(new Date(midnight).toISOString());
  });
});

test('graphs of days end with the window or the day, those of months with the day', () => {
  const query = { now, timeZone: 'America/New_York' };
  const midnight = Date.parse('2026-03-11T04:00:00Z');
  expect(graphHoldsUntil('day', query, nowS - 30 * DAY_S, plays)).toBe((nowS + 61) * 1000);
  expect(graphHoldsUntil('hour', query, nowS - 5 * DAY_S, plays)).toBe(midnight);
  expect(graphHoldsUntil('month', query, nowS - 30 * DAY_S, plays)).toBe(midnight);
});
