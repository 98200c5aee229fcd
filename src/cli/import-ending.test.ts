import { expect, test } from 'vitest';
import { Problem } from '#problem';
import { aReport } from '#tautulli/import/service/testing.ts';
import { documentOf, endingOf, exitCodeOf, sentenceOf } from './import-ending.ts';

const report = aReport();

test('success', () => {
  const ending = { result: 'ok', report } as const;
  expect([exitCodeOf(ending), documentOf(ending)]).toEqual([0, { result: 'ok', report }]);
});

test.each([
  [
    new Problem('conflict', 'No', { hint: 'Do' }),
    false,
    3,
    'refused',
    'No. Do',
    { code: 'conflict', message: 'No', hint: 'Do' },
  ],
  [new Problem('refused', 'No'), false, 3, 'refused', 'No', { code: 'refused', message: 'No', hint: null }],
  [new Problem('invalid', 'Bad'), false, 1, 'failed', 'Bad', { code: 'invalid', message: 'Bad', hint: null }],
  [new TypeError('bug'), false, 1, 'failed', 'bug', { code: null, message: 'bug', hint: null }],
  [
    new Problem('refused', 'x'),
    true,
    130,
    'cancelled',
    'Cancelled; nothing was changed',
    { code: null, message: 'Cancelled; nothing was changed', hint: null },
  ],
] as const)('%s, interrupted: %j', (error, wasInterrupted, exitCode, result, sentence, problem) => {
  const ending = endingOf(error, wasInterrupted);
  if (ending.result === 'ok') throw new Error('no success');
  expect(exitCodeOf(ending)).toBe(exitCode);
  expect(sentenceOf(ending)).toBe(sentence);
  expect(documentOf(ending)).toEqual({ result, problem });
});
