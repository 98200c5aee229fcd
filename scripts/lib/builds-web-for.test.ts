import { expect, test } from 'vitest';
import { buildsWebFor } from './builds-web-for.ts';

test.each([
  [[], true],
  [['serve'], true],
  [['--demo'], true],
  [['demo'], true],
  [['migrate'], false],
  [['migrate', '--json'], false],
  [['--help'], false],
  [['migrat'], false],
  [['--dmeo'], false],
])('%j: %s', (args, expected) => {
  expect(buildsWebFor(args)).toBe(expected);
});
