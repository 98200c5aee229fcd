import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { HistoryExportQuery, HistoryQuery } from '#contract/history.ts';
import type { UserId } from '#contract/ids.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { SEES_ALL } from '#users/visible.ts';
import { chosenPlays } from './chosen-plays.ts';
import { exportHistory } from './export-history.ts';
import { filterChoices } from './filter-choices.ts';
import { createHistoryReader, type HistoryReader } from './read-history.ts';
import { fillHistory } from './table-testing.ts';

const context = { now: Date.parse('2020-02-01T00:00:00Z'), timeZone: 'America/New_York' };
const OWN = { kind: 'own', userId: 3 as UserId } as const;
let t: TestDatabase;
let reader: HistoryReader;

beforeAll(async () => {
  t = await createTestDatabase();
  await fillHistory(t, 1_200);
  await t.db.execute(
    sql`update stream_snapshots set delivered_video_full_resolution = (array['1080p', '4k', '720p'])[id]`,
  );
  await t.db.execute(sql`update players set product = 'Plex for ' || platform`);
  reader = createHistoryReader({
    ...{ db: t.db, context: () => context, imageUrl: (_server, path) => path },
    settings: async () => DEFAULT_SETTINGS,
  });
});
afterAll(() => t.drop());

const FROM = `from plays p join item_snapshots i on i.id = p.item_snapshot_id join stream_snapshots s on s.id = p.stream_snapshot_id
  join players d on d.id = p.player_id`;

test.each([
  ['product=Plex for iOS', `d.product = 'Plex for iOS'`],
  ['product=!Plex for iOS', `d.product is distinct from 'Plex for iOS'`],
  ['resolution=4k,720p', `s.delivered_video_full_resolution in ('4k', '720p')`],
  ['resolution=!4k', `s.delivered_video_full_resolution is distinct from '4k'`],
  ['item=3,4', 'i.item_id in (3, 4)'],
  ['item=!3', 'i.item_id <> 3'],
  ['show=3', 'i.item_id = 3'],
  ['minMinutes=30&maxMinutes=60', 'p.watched_ms >= 1800000 and p.watched_ms < 3600000'],
  ['user=!2,3&mediaType=movie', `p.user_id not in (2, 3) and i.media_type = 'movie'`],
])('%s', async (address, condition) => {
  const query = HistoryQuery.parse({
    ...Object.fromEntries(new URLSearchParams(address)),
    view: 'plays',
    limit: '200',
  });
  const { rows } = await t.pool.query(`select p.id ${FROM} where ${condition} order by p.started_at desc, p.id desc`);
  const ids = rows.map(({ id }) => Number(id));
  expect((await reader.page(SEES_ALL, query)).rows.map(({ playId }) => playId)).toEqual(ids.slice(0, 200));
  expect((await reader.totals(SEES_ALL, query)).plays).toBe(ids.length);
});

test('a list that begins with a day has everything of that day and before, in the zone of the server', async () => {
  const query = HistoryQuery.parse({ view: 'plays', start: '2020-01-03', limit: '3' });
  const { rows } = await t.pool.query(
    `select id from plays where started_at < timestamptz '2020-01-04 00:00 America/New_York' order by started_at desc, id desc limit 3`,
  );
  expect((await reader.page(SEES_ALL, query)).rows.map(({ playId }) => playId)).toEqual(rows.map(({ id }) => id));
});

test('there is to choose what occurs, for a viewer only among what is theirs and by the names everybody knows', async () => {
  const all = await filterChoices(t.db, SEES_ALL);
  expect(all.people).toHaveLength(8);
  expect(all.people).toContainEqual({ id: 4, name: 'Person No. 4' });
  expect(all).toMatchObject({ platforms: ['Chrome', 'iOS', 'Roku'], resolutions: ['1080p', '4k', '720p'] });
  expect(all.libraries.map(({ name }) => name)).toEqual(['Library 1', 'Library 2', 'Library 3']);
  const own = await filterChoices(t.db, { kind: 'own', userId: 4 as UserId });
  expect(own.people).toEqual([{ id: 4, name: 'person4' }]);
  expect((await filterChoices(t.db, { kind: 'own', userId: 99 as UserId })).players).toEqual([]);
});

const file = async (visible: Parameters<typeof exportHistory>[1], query: Record<string, string>): Promise<string> => {
  let text = '';
  for await (const piece of exportHistory(reader, visible, HistoryExportQuery.parse(query))) text += piece;
  return text;
};

test('a file has every row that matches, and nothing of others', async () => {
  const lines = (await file(SEES_ALL, { view: 'plays', format: 'csv' })).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1_201);
  expect(lines[0]).toMatch(/^play_id,viewing_id,plays,started_at/);
  const own: unknown = JSON.parse(await file(OWN, { view: 'groups', format: 'json' }));
  const counted = await t.pool.query('select count(*)::int as n from watch_groups where user_id = 3');
  expect(own).toHaveLength(counted.rows[0].n);
  const picked = await t.pool.query('select array_agg(id) as ids from (select id from plays order by id limit 40) few');
  const ids = picked.rows[0].ids.join(',');
  const mine = await t.pool.query(`select count(*)::int as n from plays where user_id = 3 and id in (${ids})`);
  expect(JSON.parse(await file(OWN, { view: 'plays', format: 'json', ids }))).toHaveLength(mine.rows[0].n);
  expect(JSON.parse(await file(SEES_ALL, { view: 'plays', format: 'json', ids }))).toHaveLength(40);
});

test('what a filter lets through is chosen as plays, or as viewings with all their plays', async () => {
  const deps = { db: t.db, visible: SEES_ALL, context, settings: DEFAULT_SETTINGS };
  const filter = HistoryQuery.omit({ limit: true, cursor: true, start: true }).parse({ user: '5', view: 'plays' });
  const theirs = await t.pool.query('select id from plays where user_id = 5 order by id');
  const ids = theirs.rows.map(({ id }) => id);
  const inOrder = (some: readonly number[]) => [...some].sort((a, b) => a - b);
  expect(inOrder(await chosenPlays(deps, { filter }))).toEqual(ids);
  expect(inOrder(await chosenPlays(deps, { filter: { ...filter, view: 'groups' } }))).toEqual(ids);
  expect(await chosenPlays({ ...deps, visible: OWN }, { playIds: ids })).toEqual([]);
});
