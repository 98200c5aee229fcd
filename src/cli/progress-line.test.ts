import { describe, expect, test } from 'vitest';
import type { ImportProgressView } from '#contract/imports.ts';
import { bar, progressLine } from './progress-line.ts';
import type { Rate } from './progress-rate.ts';

const loading: ImportProgressView = {
  stage: 'load',
  what: 'session_history',
  done: 2,
  total: 6,
  rowsDone: 420_000,
  rowsTotal: 1_000_000,
};
const RATE: Rate = { perSecond: 51_200, secondsLeft: 11.3 };
const NO_RATE: Rate = { perSecond: null, secondsLeft: null };
const copying = { ...loading, stage: 'copy', what: 'copy', done: 0, rowsDone: 2 ** 29, rowsTotal: 2 ** 30 } as const;
const comparing = { ...loading, stage: 'verify', what: 'months', done: 4, rowsDone: 0, rowsTotal: null } as const;

describe('the line of progress', () => {
  test.each<[string, ImportProgressView, Rate, number, string]>([
    [
      'all of it',
      loading,
      RATE,
      160,
      '3/6 reading session_history  [##########--------------]   42 %  420,000 of 1,000,000 rows  51,200 rows/s  11 s left',
    ],
    [
      'while nothing is known',
      loading,
      NO_RATE,
      90,
      '3/6 reading session_history  [##########--------------]   42 %  420,000 of 1,000,000 rows',
    ],
    ['narrow', loading, RATE, 80, '3/6 reading session_history  [##########--------------]   42 %  11 s left'],
    ['very narrow', loading, RATE, 50, '3/6 reading session_history   42 %  11 s left'],
    ['hardly a line', loading, RATE, 10, '3/6 readin'],
    [
      'bytes',
      copying,
      { perSecond: 2 ** 28, secondsLeft: 2 },
      120,
      '1/6 copying  [############------------]   50 %  512 MB of 1.0 GB  256 MB/s  2 s left',
    ],
    ['a step without a count', comparing, NO_RATE, 120, '5/6 comparing months'],
    [
      'the end',
      { ...loading, rowsDone: 1_000_001 },
      { perSecond: 0, secondsLeft: 0 },
      120,
      '3/6 reading session_history  [########################]  100 %  1,000,001 of 1,000,000 rows',
    ],
  ])('%s', (_name, progress, rate, columns, line) => {
    expect(progressLine(progress, rate, 1, columns)).toBe(line);
    expect(line.length).toBeLessThanOrEqual(columns);
  });

  test.each([
    [0, '[----]'],
    [0.49, '[#---]'],
    [0.99, '[###-]'],
    [1, '[####]'],
  ])('a bar at %d', (share, text) => {
    expect(bar(share, 4)).toBe(text);
  });
});
