import { expect, test } from 'vitest';
import { createLog } from '#log';
import { createLogBook } from './log-book.ts';

test('keeps the latest lines in their order and passes all on', () => {
  const passed: string[] = [];
  const book = createLogBook({ write: (line) => void passed.push(line) }, 3);
  const log = createLog('info', book.destination);
  expect(book.lines()).toEqual([]);
  for (const word of ['one', 'two', 'three', 'four', 'five']) log.info(word);
  log.debug('not said');
  expect(passed).toHaveLength(5);
  expect(book.lines().map((line) => JSON.parse(line).msg)).toEqual(['three', 'four', 'five']);
  log.info('X-Plex-Token=abc');
  expect(book.lines().join()).not.toContain('abc');
});
