import { expect, test } from 'vitest';
import { strengthOf } from './strength.ts';

test.each([
  ['', 'short'],
  ['seven77', 'short'],
  ['aaaaaaaaaaaaaaaaaaaa', 'weak'],
  ['anna2026anna', 'weak'],
  ['lighthouse', 'weak'],
  ['Lighthouse7', 'fair'],
  ['lantern tide', 'fair'],
  ['lantern tide gravel', 'strong'],
  ['k9#Vt!2pLx$w', 'strong'],
])('%j is %s', (password, expected) => {
  expect(strengthOf(password, 'anna')).toBe(expected);
});
