import { beforeAll, expect, test } from 'vitest';
import { HistoryQuery, type HistoryRow } from '#contract/history.ts';
import { makeHistory, page } from '../../../dev/history.ts';
import { speakEnglish } from '../../testing.ts';
import { linesOf } from './lines.ts';
import { newRows, withNewRows } from './merge.ts';
import { historySearch, isFiltered } from './search.ts';

beforeAll(speakEnglish);

const NOW = Date.UTC(2026, 10, 24, 16, 5);
const plays = makeHistory(NOW);
const first = page(plays, HistoryQuery.parse({ limit: 3 }));
const second = page(plays, HistoryQuery.parse({ limit: 3, cursor: first.nextCursor }));
const pages = [first, second];
const row = (playId: number, groupId: number): HistoryRow => ({ ...first.rows[0]!, playId, groupId });
const ids = (rows: readonly HistoryRow[]): number[] => rows.map(({ playId }) => playId);

test('nothing is new when the newest page is the one shown', () => {
  expect(newRows(pages, first, 'groups')).toEqual([]);
});

test('a new viewing comes on top', () => {
  const fresh = newRows(pages, { rows: [row(2000, 2000), ...first.rows], nextCursor: null }, 'groups');
  expect(ids(fresh)).toEqual([2000]);
  const merged = withNewRows(pages, fresh, 'groups');
  expect(ids(merged.flatMap(({ rows }) => rows))).toEqual([2000, 1300, 1299, 1298, 1297, 1296, 1295]);
  expect(merged[1]?.nextCursor).toBe(second.nextCursor);
});

test('a viewing that went on moves up instead of standing there twice; single plays do not', () => {
  const newest = { rows: [row(2000, 1296)], nextCursor: null };
  const groups = withNewRows(pages, newRows(pages, newest, 'groups'), 'groups');
  expect(ids(groups.flatMap(({ rows }) => rows))).toEqual([2000, 1300, 1299, 1298, 1297, 1295]);
  const single = withNewRows(pages, newRows(pages, newest, 'plays'), 'plays');
  expect(ids(single.flatMap(({ rows }) => rows))).toContain(1296);
});

test('every day has one heading, also when rows are a little out of order', () => {
  const at = (hoursAgo: number, playId: number): HistoryRow => ({
    ...row(playId, playId),
    stoppedAt: new Date(NOW - hoursAgo * 3_600_000).toISOString(),
  });
  const lines = linesOf([at(1, 5), at(30, 4), at(2, 3), at(31, 2)], 'groups', NOW);
  expect(lines.map((line) => (line.kind === 'day' ? line.name : line.row.playId))).toEqual([
    'Today',
    5,
    'Yesterday',
    4,
    3,
    2,
  ]);
});

test.each([
  [
    { search: 'anna', type: 'movie', decision: 'copy', view: 'plays', user: '3' },
    { search: 'anna', type: 'movie', decision: 'copy', view: 'plays', user: 3 },
  ],
  [{ search: 1984 }, { search: '1984' }],
  [{ type: 'nonsense', decision: 'no', user: '-1', view: 'groups', other: 1 }, {}],
])('the address %o means %o', (raw, expected) => {
  expect(historySearch(raw)).toEqual(expected);
});

test('grouping is not a filter', () => {
  expect(isFiltered({ view: 'plays' })).toBe(false);
  expect(isFiltered({ user: 3 })).toBe(true);
});
