import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { Marker } from '#plex/facts.ts';
import {
  isWatchedAt,
  isWatchedBy,
  isWatchedInList,
  type Rules,
  warnsOfBuffering,
  warnsOfListedBuffering,
} from './rules.ts';

const rules = (over: Partial<Rules> = {}): Rules => ({ ...DEFAULT_SETTINGS, ...over });

describe('warnings of stalls', () => {
  const AT = 1_000_000;
  const ago = (seconds: number): number => AT - seconds * 1000;
  test.each<[string, count: number, warnedAt: number | null, over: Partial<Rules>, warns: boolean]>([
    ['too few', 2, null, {}, false],
    ['the third of three', 3, null, {}, true],
    ['one more after a warning', 4, ago(10), {}, false],
    ['after the wait', 9, ago(60), {}, true],
    ['a moment before the wait is over', 9, ago(59), {}, false],
    ['the wait counts although there were few', 1, ago(60), {}, true],
    ['no threshold: the first', 1, null, { bufferThreshold: 0 }, true],
    ['no wait: each', 1, null, { bufferWaitSeconds: 0 }, true],
  ])('%s', (_name, count, warnedAt, over, warns) => {
    const rule = rules({ bufferThreshold: 3, bufferWaitSeconds: 60, ...over });
    expect(warnsOfBuffering(count, warnedAt, AT, rule)).toBe(warns);
  });

  test.each<[string, count: number, warnedAt: number | null, threshold: number, warns: boolean]>([
    ['the third of three', 3, null, 3, true],
    ['the fourth, and none was warned of', 4, null, 3, true],
    ['the fourth after a warning', 4, ago(60), 3, false],
    ['the fourth long after one', 4, ago(61), 3, true],
    ['never without a threshold', 3, null, 0, false],
  ])('in a list: %s', (_name, count, warnedAt, bufferThreshold, warns) => {
    const rule = rules({ bufferThreshold, bufferWaitSeconds: 60 });
    expect(warnsOfListedBuffering(count, warnedAt, AT, rule)).toBe(warns);
  });
});

describe('what makes a stream watched', () => {
  const credits = (over: Partial<Marker>): Marker => ({
    id: 1,
    type: 'credits',
    startMs: 0,
    endMs: 1,
    isFirst: false,
    isFinal: false,
    ...over,
  });
  const FIRST = credits({ isFirst: true });
  const FINAL = credits({ isFinal: true });
  test.each<[Rules['watchedMarker'], byPosition: boolean, byFirst: boolean, byFinal: boolean]>([
    ['percent', true, false, false],
    ['final_credits', false, false, true],
    ['first_credits', false, true, false],
    ['earlier_of_both', true, true, false],
  ])('%s', (watchedMarker, byPosition, byFirst, byFinal) => {
    const rule = rules({ watchedMarker });
    const near = { mediaType: 'movie' as const, viewOffsetMs: 90, durationMs: 100 };
    expect(isWatchedAt(near, rule)).toBe(byPosition);
    expect(isWatchedInList(near, rule)).toBe(byPosition);
    expect(isWatchedBy(FIRST, rule)).toBe(byFirst);
    expect(isWatchedBy(FINAL, rule)).toBe(byFinal);
    expect(isWatchedBy({ ...FIRST, type: 'intro' }, rule)).toBe(false);
  });

  test('a position counts exactly, a list in whole percents', () => {
    const almost = { mediaType: 'movie' as const, viewOffsetMs: 846, durationMs: 1000 };
    expect(isWatchedAt(almost, rules())).toBe(false);
    expect(isWatchedInList(almost, rules())).toBe(true);
    expect(isWatchedInList({ ...almost, mediaType: 'clip' }, rules())).toBe(false);
    expect(isWatchedAt({ mediaType: 'clip', viewOffsetMs: 850, durationMs: 1000 }, rules())).toBe(true);
    expect(isWatchedAt({ mediaType: 'photo', viewOffsetMs: 1, durationMs: null }, rules())).toBe(false);
  });
});
