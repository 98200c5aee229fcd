import { beforeAll, describe, expect, test } from 'vitest';
import { speakEnglish } from '../testing.ts';
import { ago, bitrate, dayName, duration, playerTime } from './format.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
beforeAll(speakEnglish);

test.each([
  [0, '0:00'],
  [59_999, '0:59'],
  [4 * MINUTE + 7000, '4:07'],
  [HOUR + 12 * MINUTE + 5000, '1:12:05'],
  [-5, '0:00'],
])('%i ms on a player is %s', (ms, expected) => {
  expect(playerTime(ms)).toBe(expected);
});

test.each([
  [30_000, '30 s'],
  [MINUTE, '1 min'],
  [59 * MINUTE + 40_000, '1 h'],
  [72 * MINUTE, '1 h 12 min'],
  [2113 * HOUR, '2,113 h'],
])('%i ms in words is %s', (ms, expected) => {
  expect(duration(ms)).toBe(expected);
});

test.each([
  [null, 'unknown'],
  [912, '912 kbps'],
  [12_400, '12.4 Mbps'],
  [4000, '4 Mbps'],
])('%s kbps is %s', (kbps, expected) => {
  expect(bitrate(kbps)).toBe(expected);
});

describe('moments', () => {
  const now = new Date(2026, 10, 24, 16, 5).getTime();

  test.each([
    [30_000, 'just now'],
    [12 * MINUTE, '12 min ago'],
    [3 * HOUR + 59 * MINUTE, '3 h ago'],
    [23 * HOUR, '23 h ago'],
  ])('%i ms before now', (before, expected) => {
    expect(ago(now - before, now)).toBe(expected);
  });

  test.each([
    [new Date(2026, 10, 24, 0, 1), 'Today'],
    [new Date(2026, 10, 23, 23, 59), 'Yesterday'],
    [new Date(2026, 10, 22, 12, 0), 'Sunday, November 22'],
    [new Date(2025, 10, 22, 12, 0), 'Saturday, November 22, 2025'],
  ])('the day of %s', (at, expected) => {
    expect(dayName(at.getTime(), now)).toBe(expected);
  });

  test('the day before a change of the clocks is still yesterday', () => {
    const monday = new Date(2026, 2, 30, 0, 30).getTime();
    expect(dayName(new Date(2026, 2, 29, 23, 30).getTime(), monday)).toBe('Yesterday');
  });
});
