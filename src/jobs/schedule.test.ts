import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { TASK_NAMES } from '#contract/tasks.ts';
import { type LastRun, nextRunAt, SCHEDULE } from './schedule.ts';
import { viewOf } from './task-desk.ts';

const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;
const run = (over: Partial<LastRun> = {}): LastRun => ({
  startedAt: NOW - HOUR / 2,
  finishedAt: NOW - HOUR / 2 + 1_000,
  hasFailed: false,
  ...over,
});

test.each<[string, number | null, LastRun | null, number | null]>([
  ['switched off', null, run(), null],
  ['never run: now', HOUR, null, 0],
  ['one interval after it began', HOUR, run(), NOW + HOUR / 2],
  ['overdue', HOUR, run({ startedAt: NOW - 3 * HOUR }), NOW - 2 * HOUR],
  ['after a failure soon', HOUR, run({ hasFailed: true }), NOW - HOUR / 2 + 1_000 + 300_000],
  ['after a failure sooner, when it is due sooner', 60_000, run({ hasFailed: true }), NOW - HOUR / 2 + 61_000],
  ['a clock that was set back delays nothing', HOUR, run({ startedAt: NOW + HOUR }), 0],
])('%s', (_name, everyMs, last, expected) => {
  expect(nextRunAt(everyMs, last, NOW)).toBe(expected);
});

test('every task is on the schedule, and follows its setting', () => {
  expect(Object.keys(SCHEDULE).sort()).toEqual([...TASK_NAMES].sort());
  expect(SCHEDULE.people.everyMs({ ...DEFAULT_SETTINGS, refreshUsersIntervalHours: 3 })).toBe(3 * HOUR);
  expect(SCHEDULE['plex-release'].everyMs(DEFAULT_SETTINGS)).toBeNull();
  expect(SCHEDULE['plex-release'].everyMs({ ...DEFAULT_SETTINGS, watchPlexUpdates: true })).toBe(24 * HOUR);
});

test('a task is shown with how it goes now and how it went', () => {
  const row = {
    id: 1,
    job: 'people',
    state: 'done' as const,
    startedAt: new Date(NOW - HOUR),
    finishedAt: new Date(NOW - HOUR + 5_000),
    progress: { subject: 'Attic' },
    problem: null,
  };
  const running = {
    ...row,
    id: 2,
    state: 'running' as const,
    finishedAt: null,
    progress: { done: 1, total: 3, at: 'x' },
  };
  expect(viewOf('people', DEFAULT_SETTINGS, [running, row], NOW)).toMatchObject({
    isRunning: true,
    isWaiting: false,
    everyMs: 12 * HOUR,
    setting: 'refreshUsersIntervalHours',
    nextRunAt: new Date(NOW + 11 * HOUR).toISOString(),
    runs: [
      { id: 2, subject: null, progress: { done: 1, total: 3, at: 'x' } },
      { id: 1, subject: 'Attic', progress: null },
    ],
  });
});
