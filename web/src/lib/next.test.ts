import { expect, test } from 'vitest';
import { safeNext } from './next.ts';

test.each([
  ['/history?type=movie#x', '/history?type=movie#x'],
  ['/', '/'],
  ['/history/../connect', '/connect'],
])('goes back to %s', (next, expected) => {
  expect(safeNext(next)).toBe(expected);
});

test.each([
  undefined,
  7,
  '',
  'history',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/%2e%2e//evil.example/..//x\n',
  '\\\\evil.example',
  '/\t/evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  '/sign-in',
  '/sign-in?next=/history',
])('%j leads to the first page', (next) => {
  expect(safeNext(next)).toBe('/');
});
