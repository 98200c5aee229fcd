import { describe, expect, test } from 'vitest';
import { ORIGIN_S, type PlayColumns, UNKNOWN } from '../blocks/columns.ts';
import { columnsOf, everyIndex, type TestPlay } from '../blocks/columns-testing.ts';
import {
  type FigureName,
  groupRows,
  havePlaysWithoutTime,
  playRows,
  type TableRows,
  watchedTime,
} from './table-rows.ts';

const MINUTE = 60_000;
const start = 1_772_000_000;
const ms = (seconds: number): number => (start + seconds - ORIGIN_S) * 1000;

const figures = (plays: PlayColumns, table: TableRows, name: FigureName): number[] => {
  const into = new Float64Array(table.rows.length);
  table.figure(name, plays)(table.rows, into);
  return [...into];
};

const play = (seconds: number, more: TestPlay = {}): TestPlay => ({
  start: start + seconds,
  stop: start + seconds + 60,
  watchedMs: MINUTE,
  ...more,
});

describe('a viewing', () => {
  const plays = columnsOf([
    play(0, { watchGroups: 1, offsetsMs: 10, lengthsMs: 100, pausedMs: 5 }),
    play(500, { watchGroups: 2, offsetsMs: 1, lengthsMs: 100 }),
    play(100, { watchGroups: 1, offsetsMs: 60, lengthsMs: 100, fractions: 250_500, pausedMs: 6 }),
    play(200, { watchGroups: 1, offsetsMs: 60, lengthsMs: 100, stop: null }),
  ]);
  const table = groupRows(plays, everyIndex(4));

  test('adds its plays up', () => {
    expect([...table.rows].map(table.keyOf)).toEqual([1, 2]);
    expect(figures(plays, table, 'playCount')).toEqual([3, 1]);
    expect(figures(plays, table, 'watched')).toEqual([3 * MINUTE, MINUTE]);
    expect(figures(plays, table, 'paused')).toEqual([11, 0]);
    expect(figures(plays, table, 'firstStart')).toEqual([ms(0), ms(500)]);
    expect(figures(plays, table, 'lastStart')).toEqual([ms(200), ms(500)]);
    expect(figures(plays, table, 'lastStop')).toEqual([ms(160) + 500, ms(560)]);
  });

  test('is what its furthest play was, among equals the first', () => {
    expect([...table.rows].map((row) => table.best?.[row])).toEqual([3, 2]);
    expect(figures(plays, table, 'percent')).toEqual([60, 1]);
  });

  test('has the plays that were chosen', () => {
    const chosen = groupRows(plays, Int32Array.of(0, 1));
    expect([figures(plays, chosen, 'playCount'), [...chosen.rows].map((row) => chosen.best?.[row])]).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  test('may have a number far from the others', () => {
    const apart = columnsOf([
      play(0, { watchGroups: -2_000_000_000 }),
      play(1, { watchGroups: 2_000_000_000 }),
      play(2, { watchGroups: -2_000_000_000 }),
    ]);
    const rows = groupRows(apart, everyIndex(3));
    expect([[...rows.rows].map(rows.keyOf), figures(apart, rows, 'playCount')]).toEqual([
      [-2_000_000_000, 2_000_000_000],
      [2, 1],
    ]);
  });
});

test.each<[string, [offset: number, length: number][], best: number]>([
  [
    'without a position it has barely begun',
    [
      [UNKNOWN, 100],
      [0, 100],
    ],
    0,
  ],
  [
    'without a length it is a millisecond long',
    [
      [50, 100],
      [1, UNKNOWN],
    ],
    1,
  ],
  [
    'nothing is known where it has no length at all',
    [
      [5, 0],
      [0, 100],
    ],
    1,
  ],
  [
    'of several of which nothing is known the last',
    [
      [5, 0],
      [7, 0],
      [6, 0],
    ],
    2,
  ],
])('how far a play got: %s', (_name, all, best) => {
  const plays = columnsOf(
    all.map(([offsetsMs, lengthsMs], index) => play(index, { watchGroups: 1, offsetsMs, lengthsMs })),
  );
  const table = groupRows(plays, everyIndex(all.length));
  expect((table.best?.[table.rows[0] ?? 0] ?? 0) - 1).toBe(best);
});

test('a play whose end is no moment lasted nothing but its pauses', () => {
  const plays = columnsOf([
    play(0),
    { start: 0, stop: 0, watchedMs: 7, pausedMs: 3 },
    { start: 0, stop: null, watchedMs: 7, pausedMs: 2 },
  ]);
  expect(havePlaysWithoutTime(plays)).toBe(true);
  expect(watchedTime(plays, everyIndex(3))).toBe(MINUTE - 5);
  expect(figures(plays, playRows(plays, everyIndex(3)), 'watched')).toEqual([MINUTE, -3, -2]);
  expect(havePlaysWithoutTime(columnsOf([play(0), play(1, { stop: null })]))).toBe(false);
});

test('plays are rows of their own', () => {
  const plays = columnsOf([play(0, { ids: 5 }), play(10, { ids: 9, stop: null })]);
  const table = playRows(plays, everyIndex(2));
  expect([[...table.rows].map(table.keyOf), table.best, figures(plays, table, 'lastStop')]).toEqual([
    [5, 9],
    null,
    [ms(60), -Infinity],
  ]);
});
