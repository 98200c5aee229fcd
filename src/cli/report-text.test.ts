import { describe, expect, test } from 'vitest';
import { aReport } from '#tautulli/import/service/testing.ts';
import { reportText } from './report-text.ts';

const tables = [
  { table: 'session_history', rowsRead: 1_204_000, imported: 1_203_999, merged: 0, skipped: 1, repaired: 12 },
  { table: 'users', rowsRead: 5, imported: 2, merged: 3, skipped: 0, repaired: 0 },
  { table: 'newsletters', rowsRead: 0, imported: 0, merged: 0, skipped: 0, repaired: 0 },
];
const whole = aReport({
  outcome: 'imported',
  server: { name: 'Harbour', isNew: false },
  existing: { plays: 12, users: 2, libraries: 1, serverName: 'Harbour' },
  tables,
  issues: [
    {
      table: 'session_history',
      kind: 'time',
      text: 'a time lies in the future',
      count: 12,
      examples: ['4', '5', '6', '7'],
      effect: 'changed',
    },
    {
      table: 'session_history',
      kind: 'unreadable',
      text: 'the row cannot be read',
      count: 1,
      examples: [],
      effect: 'skipped',
    },
  ],
  checksums: [
    { name: 'plays', source: '10', target: '10', isEqual: true },
    { name: 'watched seconds', source: '99', target: '99', isEqual: true },
  ],
  config: {
    kept: ['a', 'b'],
    clamped: [],
    locked: ['c'],
    dropped: [],
    unknown: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'],
    warnings: ['Look at the agents'],
  },
  stageSeconds: { copy: 1.25, load: 200 },
});

test('the report of an import', () => {
  expect(reportText(whole)).toBe(`The import is done.
From    /import/tautulli.db (Tautulli v2.17.2, 1.0 MB, plays from 2019-01-02 to 2026-11-20)
To      Harbour
Replaced: 12 plays, 2 users and 1 library of Harbour

Table                 read   imported  merged  repaired  left out
session_history  1,204,000  1,203,999       0        12         1
users                    5          2       3         0         0
All              1,204,005  1,204,001       3        12         1

What was found on the way
  12 × session_history: a time lies in the future (changed; such as 4, 5, 6)
  1 × session_history: the row cannot be read (left out)

Source and result agree in 2 sums: plays, watched seconds.

Settings of config.ini: 2 taken over
  1 decided by the environment, so not taken over
    c
  11 unknown
    1
    2
    3
    4
    5
    6
    7
    8
    9
    10
    and 1 more, which --report FILE lists
  Note: Look at the agents

Took 3 min 21 s (copy 1.3 s, load 200.0 s).
`);
});

describe('the report says', () => {
  test.each([
    ['a dry run', aReport(), 'This was a dry run: nothing was changed.'],
    ['what a dry run would replace', aReport({ existing: whole.existing }), 'Would replace: 12 plays'],
    ['that a file is known', aReport({ outcome: 'unchanged' }), 'This file was imported before'],
    ['a new server', aReport(), 'To      Lanternhouse (new)'],
    [
      'an unknown version',
      aReport({ source: { ...aReport().source, version: null, firstPlayAt: null } }),
      '(version unknown, 1.0 MB)',
    ],
    ['an empty database', aReport({ tables: [] }), 'No rows were found.'],
    ['a missing config.ini', aReport(), 'No config.ini was found'],
    ['damage', aReport({ source: { ...aReport().source, damage: ['page 7 is torn'] } }), '  page 7 is torn'],
    [
      'what differs',
      aReport({ checksums: [...whole.checksums, { name: 'months', source: '1', target: '2', isEqual: false }] }),
      'differ in 1 of 3 sums\n  months: 1 in the source, 2 here',
    ],
  ])('%s', (_name, report, text) => {
    expect(reportText(report)).toContain(text);
  });
});
