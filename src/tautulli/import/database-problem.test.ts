import { expect, test } from 'vitest';
import { Problem } from '#problem';
import { databaseProblem } from './database-problem.ts';

const failed = (code: string): Error => new Error('Failed query', { cause: Object.assign(new Error(code), { code }) });

test.each([
  ['57P01', 'load', 'The connection to the database was lost; nothing was changed'],
  ['ECONNRESET', 'transform', 'The connection to the database was lost; nothing was changed'],
  ['57P01', 'switch', 'The connection to the database was lost while the import was being completed'],
  ['53100', 'load', 'The disk of the database is full; nothing was changed'],
  ['55P03', 'transform', 'Something else used the history for too long; nothing was changed'],
] as const)('%s while %s', (code, stage, message) => {
  expect(databaseProblem(failed(code), stage)).toMatchObject({
    code: 'unavailable',
    message,
    hint: expect.any(String),
  });
});

test('everything else stays what it is', () => {
  const errors = [failed('23505'), new TypeError('bug'), new Problem('invalid', 'No'), 'text'];
  expect(errors.map((error) => databaseProblem(error, 'load'))).toEqual(errors);
});
