import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readParameters } from '../text/testing.ts';
import { checkConditions } from './check-conditions.ts';
import { evaluateConditions } from './evaluate-conditions.ts';

const Case = z.object({
  id: z.string(),
  conditions: z.array(z.unknown()),
  logic: z.string(),
  parameters: z.record(z.string(), z.unknown()).default({}),
  expected: z.object({
    sent: z.boolean(),
    each: z.array(z.boolean().nullable()).default([]),
    error: z.string().optional(),
    crashes_in_reference: z.boolean().default(false),
  }),
  /** Where the reference does not read a text that is well-formed. */
  expected_if_parsed_correctly: z.object({ sent: z.boolean() }).optional(),
});
const Validation = z.object({
  id: z.string(),
  input: z.string().nullable(),
  expected: z.union([z.strictObject({ stored: z.array(z.unknown()) }), z.strictObject({ rejected: z.string() })]),
});
const recorded = z
  .object({
    base_parameters: z.record(z.string(), z.unknown()),
    cases: z.array(Case),
    validation_cases: z.array(Validation),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL('../../../test/fixtures/notifications/condition-cases.json', import.meta.url), 'utf8'),
    ),
  );

describe('evaluation', () => {
  test.each(recorded.cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const parameters = readParameters({ ...recorded.base_parameters, ...one.parameters });
    const verdict = evaluateConditions(one.conditions, one.logic, parameters);
    const { sent, each, error, crashes_in_reference: crashes } = one.expected;
    if (one.expected_if_parsed_correctly !== undefined) {
      expect(verdict).toMatchObject({ ok: true, isMet: one.expected_if_parsed_correctly.sent });
    } else if (error !== undefined || crashes) {
      expect(verdict).toMatchObject({ ok: false, error: error ?? 'operator_of_another_type' });
    } else expect(verdict).toEqual({ ok: true, isMet: sent, each });
  });
});

describe('saving', () => {
  test.each(recorded.validation_cases.map((one) => [one.id, one] as const))('%s', (_, { input, expected }) => {
    const checked = checkConditions(input);
    if ('stored' in expected) expect(checked).toEqual({ ok: true, conditions: expected.stored });
    else expect(checked).toMatchObject({ ok: false, reason: expected.rejected });
  });
});
