import { describe, expect, test } from 'vitest';
import { shortcutMatcher } from './keys.ts';

const press = (key: string, at = 0, mod = false) => ({ key, at, mod });

describe('shortcuts', () => {
  test.each([
    ['a single key', [press('t')], 't'],
    ['a key with Ctrl or Cmd, whatever its case', [press('K', 0, true)], 'mod+k'],
    ['a sequence', [press('g'), press('h', 500)], 'g h'],
    ['a sequence that took too long', [press('g'), press('h', 1300)], undefined],
    ['the start of a sequence alone', [press('g')], undefined],
    ['a start, then another shortcut', [press('g'), press('t', 100)], 't'],
    ['a start twice', [press('g'), press('g', 100), press('n', 200)], 'g n'],
    ['a key without a shortcut', [press('z')], undefined],
    ['a single key with Ctrl is another key', [press('t', 0, true)], undefined],
  ])('%s', (_, presses, expected) => {
    const match = shortcutMatcher(['t', 'mod+k', 'g h', 'g n']);
    expect(presses.map(match).at(-1)).toBe(expected);
  });
});
