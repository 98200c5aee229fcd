import { describe, expect, test } from 'vitest';
import { boundedWidth, columnChoice, isShown, nextSort, tracks, withColumn } from './column.ts';

const NONE = columnChoice(undefined);

describe('what was kept becomes a choice', () => {
  test.each([
    ['nothing', undefined, NONE],
    ['a text', 'x', NONE],
    [
      'other things',
      { hidden: 3, shown: [1, 'a'], widths: { a: '9', b: 7.1, c: 900 } },
      { hidden: [], shown: ['a'], widths: { b: 7, c: 40 } },
    ],
  ])('%s', (_name, kept, expected) => expect(columnChoice(kept)).toEqual(expected));
});

test.each([
  [1, 4],
  [7.3, 7.25],
  [99, 40],
])('a width of %d rem is kept as %d', (rem, kept) => expect(boundedWidth(rem)).toBe(kept));

describe('columns are shown and hidden', () => {
  const usual = { id: 'plays' };
  const optional = { id: 'codec', isOptional: true };
  test('the usual ones until they are hidden', () => {
    expect(isShown(usual, 1, NONE)).toBe(true);
    const hidden = withColumn(NONE, usual, false);
    expect(isShown(usual, 1, hidden)).toBe(false);
    expect(withColumn(hidden, usual, true)).toEqual(NONE);
  });
  test('the optional ones when they are chosen', () => {
    expect(isShown(optional, 1, NONE)).toBe(false);
    const shown = withColumn(NONE, optional, true);
    expect(isShown(optional, 1, shown)).toBe(true);
    expect(withColumn(shown, optional, false)).toEqual(NONE);
  });
  test('the first one always', () => {
    expect(isShown(usual, 0, withColumn(NONE, usual, false))).toBe(true);
  });
});

test.each([
  [
    { by: 'name', order: 'asc' },
    { by: 'plays', order: 'desc' },
  ],
  [
    { by: 'plays', order: 'desc' },
    { by: 'plays', order: 'asc' },
  ],
  [
    { by: 'plays', order: 'asc' },
    { by: 'plays', order: 'desc' },
  ],
] as const)('a head that is pressed while %o asks for %o', (now, next) => {
  expect(nextSort({ sort: { by: 'plays', first: 'desc' } }, now)).toEqual(next);
  expect(nextSort({}, now)).toEqual(now);
});

test('the first column takes what is left', () => {
  const columns = [
    { id: 'a', width: 12 },
    { id: 'b', width: 6 },
  ];
  expect(tracks(columns, { ...NONE, widths: { b: 8 } })).toEqual({ css: 'minmax(12rem, 1fr) 8rem', sum: 20 });
});
