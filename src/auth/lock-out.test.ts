import { describe, expect, test } from 'vitest';
import { FAILURES, LOCK_MS, lockedForMs, type Try, WINDOW_MS } from './lock-out.ts';

const NOW = 1_800_000_000_000;
const failed = (agoMs: number): Try => ({ at: NOW - agoMs, isSuccess: false });
const succeeded = (agoMs: number): Try => ({ at: NOW - agoMs, isSuccess: true });
const failures = (count: number, agoMs: number): Try[] => Array.from({ length: count }, () => failed(agoMs));

describe('the lock after failed tries', () => {
  test.each<[string, Try[], number]>([
    ['nothing was tried', [], 0],
    ['one failure less than too many', failures(FAILURES - 1, 1_000), 0],
    ['too many at once', failures(FAILURES, 1_000), LOCK_MS - 1_000],
    ['the lock has just ended', failures(FAILURES, LOCK_MS), 0],
    ['a success in between starts over', [...failures(FAILURES, 2_000), succeeded(1_500), failed(1_000)], 0],
    ['a success before does not help', [...failures(FAILURES, 1_000), succeeded(5_000)], LOCK_MS - 1_000],
    [
      'failures of the same moment as the success count',
      [...failures(FAILURES, 1_000), succeeded(1_000)],
      LOCK_MS - 1_000,
    ],
    [
      'failures long before the last one do not count',
      [...failures(FAILURES - 1, WINDOW_MS + 2_000), failed(1_000)],
      0,
    ],
    ['failures spread over the window do', [...failures(FAILURES - 1, WINDOW_MS), failed(0)], LOCK_MS],
  ])('%s', (_what, tries, expected) => {
    expect(lockedForMs(tries, NOW)).toBe(expected);
  });
});
