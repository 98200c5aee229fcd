import { expect, test } from 'vitest';
import type { PlaysSeries, SeriesLine } from '#contract/statistics.ts';
import { habitsOf, percentOf, placeOfMost } from './habit.ts';

const line = (name: string | null, values: number[]): SeriesLine => ({
  id: null,
  name,
  total: values.reduce((sum, value) => sum + value, 0),
  values,
});
const series = (buckets: number, lines: SeriesLine[], others: PlaysSeries['others'] = null): PlaysSeries => ({
  ...{ by: 'hour', split: 'none', metric: 'plays', from: '', until: '' },
  ...{ buckets: Array.from({ length: buckets }, (_, at) => String(at)), lines, others },
});

test('hours and weekdays add up all lines and what is left over; weeks begin on Monday', () => {
  const habit = habitsOf(
    series(3, [line('direct play', [1, 2, 0]), line('weird', [0, 0, 4])]),
    series(7, [line('movie', [5, 1, 0, 0, 0, 0, 0])], { lines: 2, total: 3, values: [0, 0, 3, 0, 0, 0, 0] }),
    series(7, [line('Films', [0, 1, 0, 0, 0, 0, 0])]),
  );
  expect(habit).toMatchObject({ plays: 7, hours: [1, 2, 4], weekdays: [1, 3, 0, 0, 0, 0, 5] });
  expect(habit.decisions).toEqual([
    { decision: 'direct play', plays: 3 },
    { decision: null, plays: 4 },
  ]);
  expect(habit.libraries).toEqual([{ id: null, name: 'Films', plays: 1 }]);
});

test.each([
  [[0, 0], -1],
  [[], -1],
  [[1, 3, 3], 1],
])('the most of %o stands at %i', (values, place) => {
  expect(placeOfMost(values)).toBe(place);
});

test('a part of nothing is nothing', () => {
  expect(percentOf(1, 0)).toBe(0);
  expect(percentOf(1, 3)).toBe(33);
});
