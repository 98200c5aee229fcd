import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { formatDate } from './arrow-date.ts';
import { evaluateExpression } from './expression.ts';
import { ExpressionRefused, TemplateFailure } from './failures.ts';
import { formatField } from './format-field.ts';
import { notationOf, toPython } from './python-values.ts';
import { splitArguments } from './shell-split.ts';
import { stripForAgent } from './strip-for-agent.ts';
import { readParameters } from './testing.ts';

/** What Python and its libraries for dates and HTML make of the same input; null: they refuse it. */
const Cases = z.object({
  formats: z.array(
    z.object({
      value: z.union([z.string(), z.object({ whole: z.string() }), z.object({ fraction: z.string() })]),
      format: z.string(),
      expected: z.string().nullable(),
    }),
  ),
  dates: z.array(
    z.object({ epoch_us: z.number(), offset_minutes: z.number(), format: z.string(), expected: z.string() }),
  ),
  html: z.array(z.object({ agent: z.number(), html: z.string(), expected: z.string() })),
  arguments: z.array(z.object({ line: z.string(), expected: z.array(z.string()).nullable() })),
  expressions: z.array(
    z.object({
      expression: z.string(),
      expected: z.string().nullable(),
      outcome: z.enum(['value', 'refused', 'failure']),
    }),
  ),
  expression_parameters: z.record(z.string(), z.unknown()),
});
const cases = Cases.parse(
  JSON.parse(readFileSync(new URL('../../../test/fixtures/notifications/python-cases.json', import.meta.url), 'utf8')),
);

describe('formats', () => {
  test.each(cases.formats)('$value as "$format"', ({ value, format, expected }) => {
    const given = typeof value === 'string' ? value : 'whole' in value ? BigInt(value.whole) : Number(value.fraction);
    if (expected !== null) expect(formatField(given, format)).toBe(expected);
    else if (typeof given === 'string') expect(formatField(given, format)).toBe(given);
    else expect(() => formatField(given, format)).toThrow(TemplateFailure);
  });
});

describe('dates', () => {
  test.each(cases.dates)('$epoch_us as "$format"', ({ epoch_us, offset_minutes, format, expected }) => {
    const date = {
      kind: 'date',
      epochUs: epoch_us,
      offsetMinutes: offset_minutes,
      zoneName: 'UTC',
      defaultFormat: 'YYYY',
    } as const;
    expect(formatDate(date, format)).toBe(expected);
  });
});

describe('HTML', () => {
  // What stands in braces is kept for the fields, so it is not put there.
  test.each(cases.html.filter(({ html }) => !html.includes('{')))('$agent: $html', ({ agent, html, expected }) => {
    expect(stripForAgent(html, agent)).toBe(expected);
  });
});

describe('arguments', () => {
  test.each(cases.arguments)('$line', ({ line, expected }) => {
    if (expected === null) expect(() => splitArguments(line)).toThrow(TemplateFailure);
    else expect(splitArguments(line)).toEqual(expected);
  });
});

describe('expressions', () => {
  const parameters = readParameters(cases.expression_parameters);
  const lookup = (name: string) => {
    const value = parameters.get(name);
    return value === undefined ? undefined : toPython(value);
  };
  test.each(cases.expressions)('$expression', ({ expression, expected, outcome }) => {
    const evaluate = (): string => notationOf(evaluateExpression(expression, lookup));
    if (outcome === 'value') expect(evaluate()).toBe(expected);
    else expect(evaluate).toThrow(outcome === 'refused' ? ExpressionRefused : TemplateFailure);
  });
});
