import { expect, test } from 'vitest';
import { KeptAnswers, type Made } from './kept-answers.ts';
import { raw } from './reply.ts';

const LIMITS = { allBytes: 10_000, oneBytes: 5_000 };

/** Makes texts and says which it made. */
function maker(answers = new KeptAnswers(LIMITS)) {
  const made: string[] = [];
  return {
    made,
    async ask(question: string, revision = 'r1', now = 0, untilMs: Made['untilMs'] = Infinity, body = question) {
      const reply = await answers.answer(question, revision, now, async () => {
        made.push(`${question} ${revision}`);
        return { reply: raw(Buffer.from(`${body} ${revision}`), 'text/plain'), untilMs };
      });
      return String(reply.body);
    },
  };
}

test('an answer is given again until the revision is another one', async () => {
  const { ask, made } = maker();
  expect([await ask('a'), await ask('a'), await ask('b'), await ask('a', 'r2'), await ask('a', 'r2')]).toEqual([
    'a r1',
    'a r1',
    'b r1',
    'a r2',
    'a r2',
  ]);
  expect(made).toEqual(['a r1', 'b r1', 'a r2']);
});

test('an answer is good until its time is over, and one without a time for once only', async () => {
  const { ask, made } = maker();
  for (const now of [0, 99, 100]) await ask('a', 'r1', now, 100);
  expect(made).toEqual(['a r1', 'a r1']);
  for (const now of [0, 0]) await ask('b', 'r1', now, null);
  expect(made.slice(2)).toEqual(['b r1', 'b r1']);
});

test('what was not asked for the longest time is forgotten first, and what is large is never kept', async () => {
  const { ask, made } = maker();
  const large = 'x'.repeat(3_000);
  for (const question of ['a', 'b']) await ask(question, 'r1', 0, Infinity, large);
  await ask('a');
  await ask('c', 'r1', 0, Infinity, large);
  made.length = 0;
  for (const question of ['a', 'c', 'b']) await ask(question, 'r1', 0, Infinity, large);
  expect(made).toEqual(['b r1']);
  for (const _time of [1, 2]) await ask('d', 'r1', 0, Infinity, 'x'.repeat(5_000));
  expect(made).toEqual(['b r1', 'd r1', 'd r1']);
});

test('who asks the same at the same time waits for one answer', async () => {
  const { ask, made } = maker();
  expect(await Promise.all([ask('a'), ask('a'), ask('a', 'r2'), ask('b')])).toEqual(['a r1', 'a r1', 'a r2', 'b r1']);
  expect(made).toEqual(['a r1', 'a r2', 'b r1']);
});

test('a failure is nobody else’s, and is not kept', async () => {
  const answers = new KeptAnswers(LIMITS);
  const failing = answers.answer('a', 'r1', 0, async () => Promise.reject(new Error('down')));
  const { ask } = maker(answers);
  const other = ask('a');
  await expect(failing).rejects.toThrow('down');
  expect(await other).toBe('a r1');
});
