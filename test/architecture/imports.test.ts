import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, describeViolation } from './check.ts';
import { RULES } from './rules.ts';
import { readManifest, readSources } from './walk.ts';

const ROOT = resolve(import.meta.dirname, '../..');

describe('the house rules hold', () => {
  const sources = readSources(ROOT);
  const violations = check(sources, readManifest(ROOT), RULES);

  test('the walk sees the code', () => {
    expect(sources.size).toBeGreaterThan(100);
    expect(sources.has('src/clock.ts')).toBe(true);
    expect(sources.has('web/src/main.tsx')).toBe(true);
  });

  test.each(RULES)('$name', ({ name }) => {
    const broken = violations.filter((violation) => violation.rule === name);
    expect(broken.length, broken.map((violation) => describeViolation(violation, RULES)).join('\n')).toBe(0);
  });
});
