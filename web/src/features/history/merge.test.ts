import { beforeAll, expect, test } from 'vitest';
import { HistoryQuery, type HistoryRow } from '#contract/history.ts';
import { makeHistory, page } from '../../../dev/history.ts';
import { speakEnglish } from '../../testing.ts';
import { fitting, type HistoryColumn } from './columns.tsx';
import { linesOf } from './lines.ts';
import { newRows, withNewRows } from './merge.ts';
import { barFilter, historySearch, ofBar } from './search.ts';

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
  expect(lines.map((line) => (line.kind === 'row' ? line.row.playId : line.kind === 'day' ? line.name : null))).toEqual(
    ['Today', 5, 'Yesterday', 4, 3, 2],
  );
});

test('the plays of an unfolded viewing stand below it, empty until they are known', () => {
  const resumed = { ...row(5, 5), playCount: 2 };
  const kinds = (unfolded: Parameters<typeof linesOf>[3]) =>
    linesOf([resumed, row(4, 4)], 'groups', NOW, unfolded).map(({ kind }) => kind);
  expect(kinds(new Map([[5, null]]))).toEqual(['day', 'row', 'segment', 'segment', 'row']);
  expect(kinds(new Map())).toEqual(['day', 'row', 'row']);
});

test.each([
  [
    { search: 'anna', type: 'movie', decision: 'copy', view: 'plays', user: '3' },
    { search: 'anna', mediaType: 'movie', decision: 'copy', view: 'plays', user: 3 },
  ],
  [
    { user: '!3,5', minMinutes: 20, live: false },
    { user: '!3,5', minMinutes: 20, live: false },
  ],
  [{ range: '7d', from: '2026-01-01' }, { from: '2026-01-01' }],
  [{ range: 'all', view: 'groups', sort: 'latest', start: 'soon' }, {}],
  [
    { range: '30d', view: 'shows', sort: 'plays', start: '2026-03-01' },
    { range: '30d', view: 'shows', sort: 'plays', start: '2026-03-01' },
  ],
  [{ user: 'ada', mediaType: 'poem', search: ' ' }, {}],
])('the address %j is read as %j', (raw, expected) => {
  expect(historySearch(raw)).toEqual(expected);
});

test('the bar of filters says always where the history says nothing', () => {
  expect(barFilter({ user: 3, view: 'plays' })).toEqual({ user: 3, range: 'all' });
  expect(ofBar({ user: 3, range: 'all' }, { view: 'plays', start: '2026-03-01' })).toEqual({ user: 3, view: 'plays' });
  expect(ofBar({}, {})).toEqual({ range: '30d' });
  expect(ofBar({ from: '2026-01-01' }, { range: '7d' })).toEqual({ from: '2026-01-01' });
});

test('the columns that matter least leave where there is no room', () => {
  const column = (id: string, place: number, rank: number) => ({ id, place, rank, width: 10 }) as HistoryColumn;
  const all = [column('title', 1, 0), column('when', 0, 1), column('stream', 3, 3), column('player', 2, 2)];
  const ids = (rem: number) => fitting(all, ({ width }) => width, rem).map(({ id }) => id);
  expect(ids(40)).toEqual(['when', 'title', 'player', 'stream']);
  expect(ids(35)).toEqual(['when', 'title', 'player']);
  expect(ids(5)).toEqual(['title']);
});
