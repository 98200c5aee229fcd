import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/pool.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import type { TableQuery } from './play-filter.ts';
import { type HistoryTable, readHistoryTable } from './read-table.ts';
import { forgetHistory } from './table-cache.ts';
import { fillHistory } from './table-testing.ts';

const PLAYS = 24_000;

const QUERY: TableQuery = {
  filter: {},
  unit: 'group',
  isLiveIncluded: false,
  search: '',
  searchIn: ['friendlyName', 'ipAddress', 'platform', 'product', 'player', 'fullTitle'],
  order: [{ column: 'lastStartedAt', dir: 'desc' }],
  timeZone: 'America/New_York',
};

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  await fillHistory(database, PLAYS);
});
afterAll(() => database.drop());

const read = (query: Partial<TableQuery>, offset: number, limit: number): Promise<HistoryTable> =>
  readHistoryTable(db, { ...QUERY, ...query }, () => ({ offset, limit }));
const keysOf = ({ rows }: HistoryTable): number[] => rows.map(({ totals }) => totals.key);

interface Expected {
  readonly key: number;
  readonly best: number;
  readonly last: number;
  readonly watched: number;
}

/** All rows, worked out play by play by a plain query; newest first. */
async function expectedRows(unit: TableQuery['unit'], where: string): Promise<Expected[]> {
  const key = unit === 'group' ? 'watch_group_id' : 'p.id';
  const exact = 'coalesce(view_offset_ms, 0.1) / coalesce(p.duration_ms, 1)';
  const { rows } = await database.pool.query<Expected>(`
    select ${key} as key, (array_agg(p.id order by ${exact} desc, p.id))[1] as best,
      (extract(epoch from max(started_at)) * 1000)::bigint as last, sum(watched_ms)::bigint as watched
    from plays p join item_snapshots i on i.id = item_snapshot_id join stream_snapshots s on s.id = stream_snapshot_id
      join users u on u.id = user_id
    where not i.is_placeholder and not s.is_placeholder and ${where}
    group by 1 order by 3 desc, 1 desc`);
  return rows;
}

const CASES: readonly (readonly [string, Partial<TableQuery>, string])[] = [
  ['everything', {}, 'true'],
  ['one person', { filter: { plexUserIds: [1003] } }, 'plex_user_id = 1003'],
  ['a person by name', { filter: { userNames: ['person4'] } }, "username = 'person4'"],
  ['somebody unknown', { filter: { plexUserIds: [1008] } }, 'plex_user_id = 1008'],
  ['nobody', { filter: { plexUserIds: [] } }, 'false'],
  ['an item', { filter: { ratingKeys: ['105'] } }, "rating_key = '105'"],
  ['a kind', { filter: { kinds: ['movie'] } }, "media_type = 'movie' and not i.is_live"],
  ['live', { filter: { kinds: ['live'] } }, 'i.is_live'],
  ['a decision, which parts viewings', { filter: { decisions: ['transcode'] } }, "decision = 'transcode'"],
  ['a library', { filter: { sectionIds: [2] } }, 'library_id = 2'],
  ['a guid, whatever its case', { filter: { guidStarts: ['PLEX://movie/1'] } }, "guid like 'plex://movie/1%'"],
  [
    'days',
    { filter: { firstDay: '2020-03-01', lastDay: '2020-04-30' } },
    "(started_at at time zone 'America/New_York')::date between '2020-03-01' and '2020-04-30'",
  ],
  [
    'a day of a person',
    { filter: { days: ['2020-05-05'], plexUserIds: [1002] } },
    "(started_at at time zone 'America/New_York')::date = '2020-05-05' and plex_user_id = 1002",
  ],
];

describe.each(['group', 'play'] as const)('rows of a %s', (unit) => {
  test.each(CASES)('%s', async (_name, query, where) => {
    const expected = await expectedRows(unit, where);
    for (const offset of [0, 2_500, 11_111, expected.length - 7].filter((start) => start >= 0)) {
      const table = await read({ ...query, unit }, offset, 25);
      expect(keysOf(table)).toEqual(expected.slice(offset, offset + 25).map(({ key }) => key));
      expect(table).toMatchObject({
        plays: PLAYS,
        found: expected.length,
        watchedMs: expected.reduce((sum, { watched }) => sum + watched, 0),
      });
    }
    const [first, second] = await Promise.all([read({ ...query, unit }, 0, 30), read({ ...query, unit }, 0, 30)]);
    expect(first.rows.map(({ totals }) => [totals.bestId, totals.watchedMs, totals.lastStartedAt.getTime()])).toEqual(
      expected.slice(0, 30).map(({ best, watched, last }) => [best, watched, last]),
    );
    expect(second).toEqual(first);
  });

  test.each([
    ['a title', 'title c', "full_title = 'Title C'"],
    ['a person', 'NO. 4', "friendly_name = 'Person No. 4'"],
    ['a platform', 'roku', "d.platform = 'Roku'"],
    ['an address', '192.0.2.3', "host(ip_address) = '192.0.2.3'"],
    ['anything', '%', 'true'],
    ['nothing', 'no such thing', 'false'],
  ])('found by %s in the play that stands for the row', async (_name, search, where) => {
    const all = await expectedRows(unit, 'true');
    const { rows: found } = await database.pool.query<{ id: number }>(
      `select p.id from plays p join item_snapshots i on i.id = item_snapshot_id join users u on u.id = user_id
       join players d on d.id = player_id where ${where}`,
    );
    const ids = new Set(found.map(({ id }) => id));
    const expected = all.filter(({ best }) => ids.has(best)).map(({ key }) => key);
    const table = await read({ unit, search }, 5, 40);
    expect(keysOf(table)).toEqual(expected.slice(5, 45));
    expect(table.found).toBe(expected.length);
    expect(table.watchedMs).toBe(all.reduce((sum, { watched }) => sum + watched, 0));
  });

  test('the oldest first, also far away', async () => {
    const expected = (await expectedRows(unit, 'true')).map(({ key, last }) => ({ key, last })).reverse();
    for (const offset of [0, 9_999]) {
      const table = await read({ unit, order: [{ column: 'lastStartedAt', dir: 'asc' }] }, offset, 25);
      expect(table.rows.map(({ totals }) => totals.lastStartedAt.getTime())).toEqual(
        expected.slice(offset, offset + 25).map(({ last }) => last),
      );
    }
  });

  test('pages of any order have every row once', async () => {
    const seen: number[] = [];
    const order = [
      { column: 'platform', dir: 'asc' },
      { column: 'year', dir: 'desc' },
    ] as const;
    for (let offset = 0; offset < 3_000; offset += 600) seen.push(...keysOf(await read({ unit, order }, offset, 600)));
    forgetHistory(db);
    expect(keysOf(await read({ unit, order }, 0, 3_000))).toEqual(seen);
    expect(new Set(seen).size).toBe(3_000);
  });
});
