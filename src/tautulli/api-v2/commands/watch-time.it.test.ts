import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ServerId } from '#contract/ids.ts';
import { inTransaction } from '#db/pool.ts';
import { plays, users } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { rebuildSummaries } from '#history/summaries.ts';
import { type Ask, askOver, NOW, somePlays } from './users-testing.ts';

let database: TestDatabase;
let serverId: ServerId;
let ask: Ask;

beforeAll(async () => {
  database = await createTestDatabase();
  serverId = await somePlays(database);
  ask = askOver(database);
});
afterAll(() => database.drop());

const days = (...amounts: readonly (readonly [days: number, plays: number])[]) =>
  amounts.map(([query_days, total_plays]) => ({ query_days, total_plays, total_time: total_plays * 1800 }));

describe('watch time', () => {
  test.each<[string, Record<string, string | number>, unknown]>([
    ['get_user_watch_time_stats', { user_id: 70 }, days([1, 0], [7, 1], [30, 2], [0, 3])],
    ['get_user_watch_time_stats', { user_id: 71, query_days: '30,x,1,30' }, days([30, 2], [0, 2], [1, 1], [30, 2])],
    ['get_user_watch_time_stats', { user_id: 999, query_days: '7' }, days([7, 0])],
    ['get_user_watch_time_stats', { user_id: 70, query_days: '' }, days([1, 0], [7, 1], [30, 2], [0, 3])],
    ['get_user_watch_time_stats', { user_id: 70, query_days: '99999999' }, days([99_999_999, 3])],
    ['get_user_watch_time_stats', { user_id: '7x' }, []],
    ['get_library_watch_time_stats', { section_id: 2 }, days([1, 1], [7, 2], [30, 3], [0, 3])],
    ['get_library_watch_time_stats', { section_id: 1, query_days: '7,0' }, days([7, 1], [0, 2])],
    ['get_library_watch_time_stats', { section_id: 4_000_000_000, query_days: '0' }, days([0, 0])],
    ['get_item_watch_time_stats', { rating_key: 2 }, days([1, 1], [7, 2], [30, 3], [0, 3])],
    ['get_item_watch_time_stats', { rating_key: 20, query_days: '7' }, days([7, 2])],
    ['get_item_watch_time_stats', { rating_key: 217 }, days([1, 0], [7, 1], [30, 1], [0, 1])],
    ['get_item_watch_time_stats', { rating_key: 999, query_days: '0' }, days([0, 0])],
  ])('%s %o', async (cmd, params, expected) => {
    expect(await ask(cmd, params)).toEqual({ status: 200, result: 'success', message: null, data: expected });
  });

  test('by person, the busiest first', async () => {
    const { data } = await ask('get_item_user_stats', { rating_key: 2 });
    expect(data).toMatchObject([
      { user_id: 70, username: 'person 70', total_plays: 2, total_time: 3600 },
      { user_id: 71, total_plays: 1 },
    ]);
    expect((await ask('get_library_user_stats', { section_id: 2 })).data).toEqual(data);
  });

  test('by player', async () => {
    expect((await ask('get_user_player_stats', { user_id: 70 })).data).toMatchObject([
      { result_id: 0, total_plays: 3, total_time: 5400 },
    ]);
  });
});

describe('what only imports bring', () => {
  /** Changes the plays, looks, and puts them back. */
  async function changed(change: () => Promise<unknown>, look: () => Promise<void>): Promise<void> {
    await change();
    await inTransaction(database.db, rebuildSummaries);
    await look();
    await database.db.execute(sql`update item_snapshots set is_placeholder = false`);
    await database.db.update(users).set({ isPlaceholder: false });
    await database.db.update(plays).set({ anomalies: null });
    await inTransaction(database.db, rebuildSummaries);
  }

  test('a play that never ended counts for ever, but in no window', () =>
    changed(
      () => database.db.update(plays).set({ anomalies: ['no_stop'] }),
      async () => {
        const { data } = await ask('get_item_watch_time_stats', { rating_key: 2, query_days: '30,0' });
        expect(data).toEqual(days([30, 0], [0, 3]));
      },
    ));

  test('a play without a description counts for its person only', () =>
    changed(
      () => database.db.execute(sql`update item_snapshots set is_placeholder = true where rating_key = '217'`),
      async () => {
        const about = async (cmd: string, params: Record<string, number>) =>
          (await ask(cmd, { ...params, query_days: '30,0' })).data;
        expect(await about('get_user_watch_time_stats', { user_id: 70 })).toEqual(days([30, 2], [0, 3]));
        expect(await about('get_library_watch_time_stats', { section_id: 2 })).toEqual(days([30, 2], [0, 2]));
        expect(await about('get_item_watch_time_stats', { rating_key: 2 })).toEqual(days([30, 2], [0, 2]));
        expect((await ask('get_libraries_table', { search: 'Shows' })).data).toMatchObject({
          data: [{ plays: 3 }, {}],
        });
        expect((await ask('get_library_user_stats', { section_id: 2 })).data).toMatchObject([
          { total_plays: 1 },
          { total_plays: 1 },
        ]);
      },
    ));

  test('people who were never listed have watch time, and stand in no list', () =>
    changed(
      () => database.db.update(users).set({ isPlaceholder: true }).where(eq(users.plexUserId, 70)),
      async () => {
        expect((await ask('get_user_watch_time_stats', { user_id: 70, query_days: 0 })).data).toEqual(days([0, 3]));
        expect((await ask('get_library_user_stats', { section_id: 2 })).data).toMatchObject([{ user_id: 71 }]);
        expect((await ask('get_item_user_stats', { rating_key: 2 })).data).toMatchObject([{ user_id: 71 }]);
        expect((await ask('get_users_table')).data).toMatchObject({ recordsTotal: 1, recordsFiltered: 1 });
        expect((await ask('get_user', { user_id: 70 })).data).toMatchObject({ row_id: 0, username: 'Local' });
      },
    ));

  test('the same key on another server is another item', async () => {
    const { rows } = await database.db.execute<{ id: number }>(
      sql`insert into servers (name, url) values ('B', 'http://b') returning id`,
    );
    await database.db.update(plays).set({ serverId: rows[0]?.id as ServerId });
    await inTransaction(database.db, rebuildSummaries);
    expect((await ask('get_item_watch_time_stats', { rating_key: 2, query_days: '30,0' })).data).toEqual(
      days([30, 0], [0, 0]),
    );
    await database.db.update(plays).set({ serverId });
    await inTransaction(database.db, rebuildSummaries);
  });
});

test('the tables say when something was played last, and what', async () => {
  const { data } = await ask('get_users_table', { order_column: 'last_seen' });
  const started = (NOW - 86_400_000) / 1000 - 1800;
  expect(data).toMatchObject({
    draw: 1,
    data: [
      { user_id: 71, plays: 2, duration: 3600, last_seen: started, media_type: 'episode', rating_key: 211 },
      { user_id: 70, plays: 3, rating_key: 217 },
    ],
  });
  const asked = { user_id: 71, include_last_seen: 1 };
  expect((await ask('get_user', asked)).data).toMatchObject({ last_seen: started });
  expect((await ask('get_library', { section_id: 2, include_last_accessed: 1 })).data).toMatchObject({
    last_accessed: started,
  });
  expect((await ask('get_library', { section_id: 9, include_last_accessed: 1 })).data).toMatchObject({ row_id: null });
});

test.each(['get_users_table', 'get_libraries_table', 'get_user_logins', 'get_library_media_info'])(
  '%s answers an empty table to nonsense',
  async (cmd) => {
    const { status, data } = await ask(cmd, { json_data: '{' });
    expect(status).toBe(200);
    expect(data).toMatchObject({ draw: 0, recordsTotal: 0, data: [] });
  },
);
