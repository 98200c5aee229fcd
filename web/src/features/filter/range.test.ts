import { describe, expect, test } from 'vitest';
import { readRange, spanBefore, spanOf, stepped } from './range.ts';

const TODAY = '2026-11-25';

describe('a range in the address', () => {
  test.each([
    [{}, {}],
    [{ range: '30d' }, {}],
    [{ range: '7d' }, { range: '7d' }],
    [{ range: 'sometimes' }, {}],
    [{ range: '7d', from: '2026-01-05' }, { from: '2026-01-05' }],
    [
      { from: '2026-02-01', to: '2026-01-01' },
      { from: '2026-01-01', to: '2026-02-01' },
    ],
    [{ from: 'soon' }, {}],
  ])('%j is read as %j', (raw, expected) => {
    expect(readRange(raw)).toEqual(expected);
  });

  test.each([
    [{}, '2026-10-27', null],
    [{ range: 'today' as const }, '2026-11-25', null],
    [{ range: 'year' as const }, '2026-01-01', null],
    [{ range: 'all' as const }, null, null],
    [{ from: '2026-01-01', to: '2026-01-31' }, '2026-01-01', '2026-01-31'],
  ])('%j begins %s and ends %s', (search, from, to) => {
    expect(spanOf(search, TODAY)).toEqual({ from, to });
  });
});

test.each([
  [{}, -1, { from: '2026-09-27', to: '2026-10-26' }],
  [{}, 1, null],
  [{ from: '2026-09-27', to: '2026-10-26' }, 1, {}],
  [{ from: '2026-09-20', to: '2026-10-19' }, 1, { from: '2026-10-20', to: '2026-11-18' }],
  [{ range: 'today' as const }, -1, { from: '2026-11-24', to: '2026-11-24' }],
  [{ from: '2026-11-24', to: '2026-11-24' }, 1, { range: 'today' }],
  [{ range: 'year' as const }, -1, { from: '2025-01-01', to: '2025-12-31' }],
  [{ from: '2025-01-01', to: '2025-12-31' }, 1, { range: 'year' }],
  [{ from: '2025-01-01', to: '2025-12-31' }, -1, { from: '2024-01-01', to: '2024-12-31' }],
  [{ range: 'all' as const }, -1, null],
] as const)('%j stepped by %i is %j', (search, step, expected) => {
  expect(stepped(search, step, TODAY)).toEqual(expected);
});

test('the time before is equally long', () => {
  expect(spanBefore({ from: '2026-11-19', to: null }, TODAY)).toEqual({ from: '2026-11-12', to: '2026-11-18' });
  expect(spanBefore({ from: null, to: null }, TODAY)).toBeNull();
});
