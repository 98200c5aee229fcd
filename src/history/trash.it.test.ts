import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { PlayId, UserId } from '#contract/ids.ts';
import { inTransaction } from '#db/pool.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { absorbUser } from '#users/queries.ts';
import { SEES_ALL } from '#users/visible.ts';
import { EVER, readPlays } from './blocks/read-plays.ts';
import { reassignPlays, relinkPlays, writeNote } from './edit-plays.ts';
import { createHistoryReader } from './read-history.ts';
import { rebuildSummaries } from './summaries.ts';
import { fillHistory } from './table-testing.ts';
import { deletePlaysForNow, emptyTrash, KEPT_MS, purgeTrash, restorePlays, trashPage } from './trash.ts';

const NOW = 1_700_000_000_000;
const PLAYS = 2_000;
let t: TestDatabase;

beforeAll(async () => {
  t = await createTestDatabase();
  await fillHistory(t, PLAYS);
  await t.db.execute(sql`insert into play_stream_changes select id, 0, 1 from plays where id % 50 = 1`);
});
afterAll(() => t.drop());

const rows = async (query: ReturnType<typeof sql>): Promise<unknown[]> => (await t.db.execute(query)).rows;

/** Everything that is made of plays, as it is kept: by table, by column, and in the memory of this process. */
async function kept() {
  const columns = await readPlays(t.db, ['ids', 'users', 'watchGroups', 'watchedMs', 'items'], EVER);
  return {
    plays: await rows(sql`select * from plays order by id`),
    groups: await rows(sql`select * from watch_groups order by id`),
    changes: await rows(sql`select * from play_stream_changes order by play_id, at_ms`),
    notes: await rows(sql`select play_id, note from play_notes order by play_id`),
    people: await rows(sql`select * from user_totals order by user_id`),
    libraries: await rows(sql`select * from library_user_totals order by library_id, user_id`),
    keys: await rows(sql`select * from rating_key_totals order by rating_key`),
    columns: Object.entries(columns).map(([name, values]) => [name, String(values)]),
  };
}

/** That nothing which is kept says something else than the plays. */
async function expectTrue(): Promise<void> {
  const before = await kept();
  await inTransaction(t.db, (tx) => rebuildSummaries(tx));
  await t.db.execute(sql`delete from play_blocks`);
  expect(await kept()).toEqual(before);
}

const some = [5, 6, 10, 11, 51, 101, 507, 1000, 1999, 2000] as PlayId[];
const deleting = { now: NOW, by: 'Ada' };

test('what was deleted is nowhere, and comes back exactly as it was', async () => {
  await writeNote(t.db, SEES_ALL, 51, 'watched by the neighbours', NOW);
  const before = await kept();
  const { deletion, plays } = await deletePlaysForNow(t.db, some, deleting);
  expect(plays).toBe(some.length);
  expect(await rows(sql`select id from plays where id in (5, 6, 51, 2000)`)).toEqual([]);
  const { ids } = await readPlays(t.db, ['ids'], EVER);
  expect([...ids].filter((id) => some.includes(id as PlayId))).toEqual([]);
  await expectTrue();
  const trash = await trashPage(t.db, SEES_ALL, { offset: 0, limit: 3 });
  expect(trash).toMatchObject({ total: some.length, rows: [{ playId: 2000, deletedBy: 'Ada', deletion }, {}, {}] });
  expect(Date.parse(trash.rows[0]!.keptUntil)).toBe(NOW + KEPT_MS);

  expect(await restorePlays(t.db, SEES_ALL, { deletion })).toBe(some.length);
  expect(await kept()).toEqual(before);
  expect(await restorePlays(t.db, SEES_ALL, { deletion })).toBe(0);
  expect((await trashPage(t.db, SEES_ALL, { offset: 0, limit: 3 })).total).toBe(0);
});

test('a page of the history, its totals and its detail do without deleted plays', async () => {
  const reader = createHistoryReader({
    db: t.db,
    imageUrl: (_server, path) => path,
    settings: async () => DEFAULT_SETTINGS,
    context: () => ({ now: NOW, timeZone: 'UTC' }),
  });
  const query = { view: 'plays' as const, limit: 200 };
  const [newest] = (await reader.page(SEES_ALL, query)).rows;
  const before = await reader.totals(SEES_ALL, {});
  const { deletion } = await deletePlaysForNow(t.db, [newest!.playId as PlayId], deleting);
  expect((await reader.page(SEES_ALL, query)).rows[0]!.playId).not.toBe(newest!.playId);
  expect((await reader.totals(SEES_ALL, {})).plays).toBe(before.plays - 1);
  await expect(reader.detail(SEES_ALL, newest!.playId)).rejects.toMatchObject({ code: 'not_found' });
  await restorePlays(t.db, SEES_ALL, { deletion });
  expect((await reader.page(SEES_ALL, query)).rows[0]).toEqual(newest);
});

test('a play whose viewing belongs to somebody else by now comes back as its own, to whoever its person became', async () => {
  const [pair] = (
    await t.db.execute<{ id: number; other: number; user_id: number }>(sql`select g.id, p.id as other, g.user_id
    from watch_groups g join plays p on p.watch_group_id = g.id and p.id <> g.id where g.play_count = 2 limit 1`)
  ).rows;
  const { id, other, user_id } = pair!;
  const { deletion } = await deletePlaysForNow(t.db, [other as PlayId], deleting);
  const into = user_id === 1 ? 2 : 1;
  expect(await reassignPlays(t.db, [id as PlayId], into)).toEqual({
    plays: 1,
    before: [{ id: user_id, playIds: [id] }],
  });
  expect(await restorePlays(t.db, SEES_ALL, { deletion })).toBe(1);
  const [back] = (
    await t.db.execute<{ user_id: number; watch_group_id: number }>(
      sql`select user_id, watch_group_id from plays where id = ${other}`,
    )
  ).rows;
  expect(back).toMatchObject({ user_id });
  expect(back!.watch_group_id).not.toBe(id);
  await expectTrue();
});

test('plays given to somebody else and back are as they were, but for their viewings; a part of a viewing becomes its own', async () => {
  const before = await kept();
  const whole = (
    await t.db.execute<{ id: PlayId }>(sql`select id from plays where watch_group_id in (14, 19) order by id`)
  ).rows;
  const ids = whole.map(({ id }) => id);
  const [owner] = (await t.db.execute<{ user_id: number }>(sql`select user_id from plays where id = ${ids[0]}`)).rows;
  const change = await reassignPlays(t.db, ids, 8);
  await expectTrue();
  for (const { id, playIds } of change.before) await reassignPlays(t.db, playIds as PlayId[], id);
  expect(await kept()).toEqual(before);

  await reassignPlays(t.db, [ids[0]!], owner!.user_id === 8 ? 7 : 8);
  expect(await rows(sql`select play_count from watch_groups where id = 14`)).toEqual([{ play_count: 1 }]);
  await expectTrue();
  await expect(reassignPlays(t.db, ids, 999)).rejects.toMatchObject({ code: 'invalid' });
});

test('plays linked to another item are counted there', async () => {
  const [play] = (
    await t.db.execute<{ id: PlayId; item: number }>(sql`select id, item_snapshot_id as item from plays
    where item_snapshot_id < 19 order by id limit 1`)
  ).rows;
  const to = play!.item === 3 ? 4 : 3;
  const change = await relinkPlays(t.db, [play!.id], { itemId: to });
  expect(change).toEqual({ plays: 1, before: [{ id: play!.item, playIds: [play!.id] }] });
  expect(await rows(sql`select item_snapshot_id as item from plays where id = ${play!.id}`)).toEqual([{ item: to }]);
  await expectTrue();
  expect((await relinkPlays(t.db, [play!.id], { descriptionId: play!.item })).plays).toBe(1);
  await expect(relinkPlays(t.db, [play!.id], { itemId: 19 })).rejects.toThrow('Live TV');
  await expect(relinkPlays(t.db, [play!.id], { itemId: 9_999 })).rejects.toMatchObject({ code: 'invalid' });
});

test('people who turn out to be one find what was deleted; what is old is removed for good', async () => {
  const [play] = (await t.db.execute<{ id: PlayId }>(sql`select id from plays where user_id = 4 limit 1`)).rows;
  const { deletion } = await deletePlaysForNow(t.db, [play!.id], deleting);
  await inTransaction(t.db, (tx) => absorbUser(tx, 4 as UserId, 3 as UserId));
  await restorePlays(t.db, SEES_ALL, { deletion });
  expect(await rows(sql`select user_id from plays where id = ${play!.id}`)).toEqual([{ user_id: 3 }]);
  await deletePlaysForNow(t.db, [play!.id], deleting);
  await deletePlaysForNow(t.db, [(play!.id + 1) as PlayId], { now: NOW + 1_000, by: 'Ada' });
  expect(await purgeTrash(t.db, NOW + KEPT_MS + 500)).toBe(1);
  expect(await emptyTrash(t.db, SEES_ALL)).toBe(1);
});
