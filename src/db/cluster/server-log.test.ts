import { expect, test } from 'vitest';
import { lastWords, parseServerLine } from './server-log.ts';

test.each([
  ['LOG:  database system is ready to accept connections', 'debug', 'database system is ready to accept connections'],
  ['LOG:  server process (PID 7) was terminated by signal 9: Killed', 'warn', undefined],
  ['LOG:  database system was not properly shut down; automatic recovery in progress', 'warn', undefined],
  ['FATAL:  the database system is starting up', 'debug', undefined],
  ['FATAL:  data directory "/x" has wrong ownership', 'warn', undefined],
  ['ERROR:  duplicate key value violates unique constraint "uq_a"', 'debug', undefined],
  ['WARNING:  terminating connection because of crash of another server process', 'warn', undefined],
  ['PANIC:  could not write to file: No space left on device', 'error', undefined],
  [
    '2026-01-01 00:00:00.000 UTC [1] FATAL:  lock file "postmaster.pid" already exists',
    'warn',
    'lock file "postmaster.pid" already exists',
  ],
  ['HINT:  Is another postmaster running?', 'debug', 'Is another postmaster running?'],
  ['\tcontinued', 'debug', 'continued'],
  ['', 'debug', ''],
])('%s', (line, level, text) => {
  const message = parseServerLine(line);
  expect(message.level).toBe(level);
  if (text !== undefined) expect(message.text).toBe(text);
});

test.each([
  ['the last fatal sentence', ['LOG:  starting', 'FATAL:  no space', 'LOG:  database system is shut down'], 'no space'],
  [
    'what initdb says',
    ['creating ...', 'initdb: error: directory exists', 'initdb: hint: remove it'],
    'initdb: error: directory exists',
  ],
  ['else the last line', ['Segmentation fault', ''], 'Segmentation fault'],
  ['else that there is none', [], 'it said nothing'],
])('the reason of an end: %s', (_name, lines, expected) => expect(lastWords(lines)).toBe(expected));
