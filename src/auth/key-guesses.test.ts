import { expect, test } from 'vitest';
import { createKeyGuesses } from './key-guesses.ts';
import { FAILURES, LOCK_MS, WINDOW_MS } from './lock-out.ts';

const NOW = 1_800_000_000_000;

test('different keys lock an address, the same one does not', () => {
  const guesses = createKeyGuesses();
  for (let n = 0; n < 50; n++) guesses.note('10.0.0.1', 'the same', NOW + n);
  expect(guesses.lockedForMs('10.0.0.1', NOW + 50)).toBe(0);
  for (let n = 1; n < FAILURES; n++) guesses.note('10.0.0.1', `key ${n}`, NOW + 100);
  expect(guesses.lockedForMs('10.0.0.1', NOW + 100)).toBe(LOCK_MS);
  expect(guesses.lockedForMs('10.0.0.2', NOW + 100)).toBe(0);
  expect(guesses.lockedForMs('10.0.0.1', NOW + 100 + LOCK_MS)).toBe(0);
});

test('what is long ago is forgotten', () => {
  const guesses = createKeyGuesses();
  for (let n = 0; n < FAILURES - 1; n++) guesses.note(null, `key ${n}`, NOW);
  guesses.note(null, 'one more', NOW + LOCK_MS + WINDOW_MS + 1);
  expect(guesses.lockedForMs(null, NOW + LOCK_MS + WINDOW_MS + 1)).toBe(0);
});

test('however many addresses there are, the latest ones are known', () => {
  const guesses = createKeyGuesses();
  for (let n = 0; n < 12_000; n++) guesses.note(`address ${n}`, 'x', NOW);
  for (let n = 0; n < FAILURES; n++) guesses.note('address 11999', `key ${n}`, NOW);
  expect(guesses.lockedForMs('address 11999', NOW)).toBe(LOCK_MS);
});
