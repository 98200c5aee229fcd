import { validatorCompiler } from 'fastify-type-provider-zod';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type FieldFault, fieldSentence } from './field-sentence.ts';

/** The sentence for what zod finds wrong first. */
function sentence(schema: z.ZodType, value: unknown, context = 'body'): string {
  const validate = validatorCompiler({ schema, method: 'GET', url: '/', httpPart: context });
  const { error: faults } = validate(value) as unknown as { error: FieldFault[] };
  return fieldSentence(context, faults[0]!);
}

describe('a bad value is named in one sentence', () => {
  const nested = z.object({ filter: z.object({ ids: z.array(z.number()).max(1) }) });
  test.each([
    [z.object({ limit: z.coerce.number().max(200) }), { limit: '201' }, 'The field limit must be at most 200'],
    [z.object({ limit: z.number().min(1) }), { limit: 0 }, 'The field limit must be at least 1'],
    [z.object({ id: z.number().positive() }), { id: 0 }, 'The field id must be greater than 0'],
    [z.object({ id: z.number().int() }), { id: 1.5 }, 'The field id must be a whole number'],
    [z.object({ id: z.coerce.number() }), { id: 'x' }, 'The field id must be a number'],
    [z.object({ url: z.string().min(1) }), { url: '' }, 'The field url must not be empty'],
    [z.object({ url: z.string().min(3) }), { url: 'ab' }, 'The field url must have at least 3 characters'],
    [z.object({ url: z.string().max(2) }), { url: 'abc' }, 'The field url must have at most 2 characters'],
    [z.object({ url: z.string() }), {}, 'The field url is missing'],
    [z.object({ url: z.string() }), { url: 1 }, 'The field url must be a text'],
    [z.object({ view: z.enum(['a', 'b']) }), { view: 'c' }, 'The field view must be one of a, b'],
    [z.strictObject({}), { more: 1 }, 'The body must not contain more'],
    [z.object({}), 'text', 'The body must be an object'],
    [nested, { filter: { ids: ['x'] } }, 'The field filter.ids.0 must be a number'],
    [nested, { filter: { ids: [1, 2] } }, 'The field filter.ids must have at most 1 entries'],
    [z.object({ a: z.string().refine(() => false, 'must rhyme') }), { a: 'b' }, 'The field a must rhyme'],
    [z.object({ a: z.string().regex(/b/) }), { a: 'c' }, /^The field a is not valid: Invalid string/],
  ])('%#', (schema, value, expected) => {
    if (typeof expected === 'string') expect(sentence(schema, value)).toBe(expected);
    else expect(sentence(schema, value)).toMatch(expected);
  });

  test.each([
    ['querystring', 'The query parameter id is missing'],
    ['params', 'The path parameter id is missing'],
    ['headers', 'The header id is missing'],
  ])('where it stood: %s', (context, expected) => {
    expect(sentence(z.object({ id: z.string() }), {}, context)).toBe(expected);
  });
});
