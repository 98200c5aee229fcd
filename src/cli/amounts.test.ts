import { expect, test } from 'vitest';
import { duration, number, size } from './amounts.ts';

test.each([
  [0, 'less than 1 s'],
  [0.99, 'less than 1 s'],
  [1, '1 s'],
  [59.4, '59 s'],
  [59.6, '1 min 0 s'],
  [200, '3 min 20 s'],
  [3_600, '1 h 0 min'],
  [7_530, '2 h 5 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test.each([
  [0, '0 B'],
  [1_023, '1023 B'],
  [1_536, '1.5 KB'],
  [431_000_000, '411 MB'],
  [1_610_612_736, '1.5 GB'],
  [5e15, '4547 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(size(bytes)).toBe(text);
});

test('large numbers are grouped', () => {
  expect(number(1_234_567.4)).toBe('1,234,567');
});
