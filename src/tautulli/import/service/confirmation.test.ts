import { describe, expect, test } from 'vitest';
import { confirmationOf, describeExisting, dryRunOf } from './confirmation.ts';
import { aReport } from './testing.ts';

const existing = { plays: 1_204, users: 5, libraries: 1, serverName: 'Harbour' };

describe('what has to be confirmed', () => {
  test.each([
    ['a dry run over existing data', aReport({ existing }), '7-1204-5-1'],
    [
      'a dry run over nothing',
      aReport({ existing: { plays: 0, users: 0, libraries: 0, serverName: null } }),
      '7-0-0-0',
    ],
    ['an import', aReport({ outcome: 'imported', existing }), undefined],
    ['a file that was imported before', aReport({ outcome: 'unchanged', existing }), undefined],
  ])('%s', (_name, report, token) => {
    expect(confirmationOf(7, report)?.token).toBe(token);
  });

  test('a server that has no name yet is called as it will be', () => {
    expect(confirmationOf(7, aReport({ existing: { ...existing, serverName: null } }))?.serverName).toBe(
      'Lanternhouse',
    );
  });
});

test.each([
  ['7-1204-5-1', 7],
  ['7-1204-5', null],
  ['', null],
  ['7-1-1-1 or 1=1', null],
  ['12345678901-1-1-1', null],
])('the dry run of the token %j is %j', (token, id) => {
  expect(dryRunOf(token)).toBe(id);
});

test.each([
  [existing, '1,204 plays, 5 users and 1 library of Harbour'],
  [{ plays: 1, users: 1, libraries: 0, serverName: null }, '1 play, 1 user and 0 libraries'],
])('what would be lost is named', (data, text) => {
  expect(describeExisting(data)).toBe(text);
});
