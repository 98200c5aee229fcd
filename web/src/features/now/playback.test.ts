import { expect, test } from 'vitest';
import type { SessionView } from '#contract/activity.ts';
import { makeWorld } from '../../../dev/world.ts';
import { aheadPart, endsAtMs, isStarting, pausedForMs, playedPart, positionMs } from './playback.ts';
import { totals } from './totals.ts';

const NOW = Date.UTC(2026, 10, 24, 16, 5);
const MINUTE = 60_000;
const world = makeWorld('demo', () => NOW);
const [movie, , paused, live, , starting] = [...world.sessions.values()] as [
  SessionView,
  SessionView,
  SessionView,
  SessionView,
  SessionView,
  SessionView,
];

test('a playing stream moves on by the clock, never beyond its end, never backwards', () => {
  expect(positionMs(movie, NOW)).toBe(72 * MINUTE);
  expect(positionMs(movie, NOW + MINUTE)).toBe(73 * MINUTE);
  expect(positionMs(movie, NOW - MINUTE)).toBe(72 * MINUTE);
  expect(positionMs(movie, NOW + 600 * MINUTE)).toBe(146 * MINUTE);
});

test('a paused stream stands still and knows since when', () => {
  expect(positionMs(paused, NOW + MINUTE)).toBe(18 * MINUTE);
  expect(pausedForMs(paused, NOW)).toBe(4.4 * MINUTE);
  expect(pausedForMs(movie, NOW)).toBeNull();
  expect(endsAtMs(paused, NOW)).toBeNull();
});

test('the end is as far away as there is left to play', () => {
  expect(endsAtMs(movie, NOW)).toBe(NOW + 74 * MINUTE);
  expect(endsAtMs(live, NOW)).toBeNull();
});

test('parts: played, converted, and none for live television', () => {
  expect(playedPart(movie, NOW)).toBeCloseTo(72 / 146);
  expect(playedPart(live, NOW)).toBeNull();
  expect(aheadPart(movie)).toBeCloseTo(0.64);
  expect(aheadPart(paused)).toBeNull();
});

test('buffering before anything was seen is starting', () => {
  expect(isStarting(starting)).toBe(true);
  expect(isStarting({ ...starting, watchedMs: 1 })).toBe(false);
});

test('totals count what is live, by where it goes, and say what is unknown', () => {
  const sessions = [movie, paused].map((view) => ({ view, ending: null }));
  const unknown = { view: { ...movie, network: { ...movie.network, bandwidthKbps: null } }, ending: null };
  const ended = { view: movie, ending: { stoppedAt: '', percentComplete: 1, playId: null, endedAtMs: NOW } };
  expect(totals([...sessions, unknown, ended])).toEqual({
    streams: 3,
    transcodes: 2,
    lanKbps: 0,
    wanKbps: 20_800,
    unknownRates: 1,
  });
});

test('a stream that only an import knows stands still, has no end, and does not count', () => {
  const imported = { ...movie, isConfirmed: false };
  expect(positionMs(imported, NOW + MINUTE)).toBe(movie.viewOffsetMs);
  expect(endsAtMs(imported, NOW)).toBeNull();
  expect(pausedForMs({ ...paused, isConfirmed: false }, NOW)).toBeNull();
  expect(totals([{ view: imported, ending: null }]).streams).toBe(0);
});
