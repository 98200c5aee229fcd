import { expect, test } from 'vitest';
import { growthMonths } from './growth.ts';

test('months without additions are there, and what is undated was there before', () => {
  const days = [
    { day: '2025-11-03', added: 2, bytes: 10 },
    { day: '2025-11-30', added: 1, bytes: 5 },
    { day: '2026-01-02', added: 4, bytes: 0 },
  ];
  expect(growthMonths({ days, undated: 3 }, '2026-02')).toEqual([
    { month: '2025-11', added: 3, addedBytes: 15, total: 6, totalBytes: 15 },
    { month: '2025-12', added: 0, addedBytes: 0, total: 6, totalBytes: 15 },
    { month: '2026-01', added: 4, addedBytes: 0, total: 10, totalBytes: 15 },
    { month: '2026-02', added: 0, addedBytes: 0, total: 10, totalBytes: 15 },
  ]);
});

test('a date that cannot be makes no axis of centuries', () => {
  const days = [
    { day: '1904-01-01', added: 1, bytes: 1 },
    { day: '2026-02-02', added: 1, bytes: 1 },
  ];
  expect(growthMonths({ days, undated: 0 }, '2026-02')).toEqual([
    { month: '2026-02', added: 1, addedBytes: 1, total: 2, totalBytes: 2 },
  ]);
});

test('nothing that was added makes no months', () => {
  expect(growthMonths({ days: [], undated: 2 }, '2026-02')).toEqual([]);
});
