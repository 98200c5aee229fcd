import { expect, test } from 'vitest';
import { safeReturnPath } from './return-path.ts';

test.each([
  ['/', '/'],
  ['/history?page=2#row', '/history?page=2#row'],
  ['/a/../b', '/b'],
  ['/caf%C3%A9', '/caf%C3%A9'],
  ['', '/'],
  ['history', '/'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['///evil.example/', '/'],
  ['/\\evil.example/', '/'],
  ['\\\\evil.example/', '/'],
  ['/\t/evil.example/', '/'],
  ['/\n/evil.example/', '/'],
  ['/..//evil.example/', '/'],
  ['/.//evil.example/', '/'],
  ['/%2e//evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/\0', '/'],
])('%j leads to %s', (given, path) => {
  expect(safeReturnPath(given)).toBe(path);
});
