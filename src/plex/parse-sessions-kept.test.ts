import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { damaged, documentsIn, SEED } from './fuzz-testing.ts';
import { parseSessions } from './parse-sessions.ts';
import { createSessionParser } from './parse-sessions-kept.ts';
import { fixtureText } from './testing.ts';

const documents = documentsIn('pms').filter(({ file }) => file.startsWith('sessions-'));
const MANY = fixtureText('pms/sessions-many.xml');

function entriesOf(body: string, parser = createSessionParser()) {
  const parsed = parser(body, '1.41.3');
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value.entries;
}

describe('the same as reading the whole list', () => {
  test.each(documents)('$file', ({ text }) => {
    const parser = createSessionParser();
    const expected = parseSessions(text, '1.41.3');
    expect(parser(text, '1.41.3')).toEqual(expected);
    expect(parser(text, '1.41.3')).toEqual(expected);
  });

  test('whatever is damaged', { timeout: 60_000 }, () => {
    const parser = createSessionParser();
    const texts = documents.map(({ text }) => text);
    const read = (body: string): void => {
      expect(parser(body, null)).toEqual(parseSessions(body, null));
    };
    fc.assert(fc.property(damaged(texts), read), { seed: SEED, numRuns: 800 });
  });

  test.each([
    [
      'an entry that is hidden in another element',
      MANY.replace('<Video', '<Hub><Video').replace('</Video>', '</Video></Hub>'),
    ],
    ['one inside of another', MANY.replace('<Media ', '<Video type="movie"/><Media ')],
    ['a comment', MANY.replace('<Video', '<!-- <Video> --><Video')],
    ['another root', MANY.replaceAll('MediaContainer', 'Other')],
    ['the same entry twice', MANY.replace(/<Photo[\s\S]*<\/Photo>/, (photo) => photo + photo)],
  ])('%s', (_what, text) => {
    const [ours, whole] = [createSessionParser()(text, null), parseSessions(text, null)];
    expect(ours).toEqual(whole);
  });
});

test('what has not changed is the very same', () => {
  const parser = createSessionParser();
  const before = entriesOf(MANY, parser);
  const after = entriesOf(MANY.replace('viewOffset="1260000"', 'viewOffset="1270000"'), parser);
  expect(after.filter((entry) => !before.includes(entry)).map(({ listed }) => listed.viewOffsetMs)).toEqual([
    1_270_000,
  ]);
  const other = parser(MANY, '1.20.0');
  expect(other.ok ? other.value.entries.some((entry) => after.includes(entry)) : null).toBe(false);
});
