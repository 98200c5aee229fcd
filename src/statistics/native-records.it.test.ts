import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { ServerId, UserId } from '#contract/ids.ts';
import { libraries, serverAccess, servers, users } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { backFill, type PastPlay } from '#history/back-fill.ts';
import { aListed, aStream, ratingKey } from '#monitoring/testing.ts';
import { SEES_ALL, type Visible } from '#users/visible.ts';
import { itemRecord, keyRecord, keyStatistics } from './native-records.ts';
import { searchRecorded } from './native-search.ts';
import { sectionsSeenBy } from './queries-visible.ts';

const T0 = 1_700_000_000_000;
const HOUR = 3_600_000;

let database: TestDatabase;
let serverId: ServerId;
/** Anna watches the show, Bob the film. */
const people: Record<string, UserId> = {};

const EPISODES = [1, 2, 3].map((index) => ({
  ratingKey: ratingKey(String(310 + index)),
  parentRatingKey: ratingKey(index === 3 ? '302' : '301'),
  grandparentRatingKey: ratingKey('300'),
  mediaType: 'episode' as const,
  title: `Part ${index}`,
  parentTitle: index === 3 ? 'Season 2' : 'Season 1',
  grandparentTitle: 'Harbour Lights',
  fullTitle: `Harbour Lights - Part ${index}`,
  grandparentThumb: '/library/metadata/300/thumb',
  mediaIndex: index === 3 ? 1 : index,
  parentMediaIndex: index === 3 ? 2 : 1,
  sectionId: 2,
}));
const FILM = {
  ratingKey: ratingKey('101'),
  mediaType: 'movie' as const,
  title: '100% Ebb_Tide',
  fullTitle: '100% Ebb_Tide',
  sectionId: 1,
};

function* past(): Generator<PastPlay> {
  const plays = [...EPISODES.map((item) => [7, 'anna', item] as const), [8, 'bob', FILM] as const];
  for (const [index, [accountId, name, item]] of plays.entries()) {
    const startedAt = T0 + index * HOUR;
    yield {
      listed: aListed({ account: { accountId, name, thumb: null }, item, stream: aStream({}) }),
      startedAt,
      stoppedAt: startedAt + HOUR / 2,
      pausedMs: 0,
      viewOffsetMs: HOUR / 2,
    };
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const [server] = await db
    .insert(servers)
    .values({ name: 'Harbour', url: 'http://a', tokenSealed: '-' })
    .returning({ id: servers.id });
  serverId = server!.id as ServerId;
  await db.insert(libraries).values([
    { serverId, sectionId: 1, name: 'Films', type: 'movie' },
    { serverId, sectionId: 2, name: 'Shows', type: 'show' },
  ]);
  await backFill(db, serverId, DEFAULT_SETTINGS, past(), () => undefined);
  for (const { id, username } of await db.select().from(users)) people[username] = id;
  await db.insert(serverAccess).values({
    ...{ serverId, userId: people.bob!, tokenSealed: '-', sectionIds: [1] },
  });
});
afterAll(() => database.drop());

const own = (name: string): Visible => ({ kind: 'own', userId: people[name]! });
const deps = (visible: Visible = SEES_ALL) => ({
  visible,
  db: database.db,
  imageUrl: (_server: number, path: string) => `/signed${path}`,
});
const search = (q: string, visible?: Visible) => searchRecorded(deps(visible), { q, limit: 10 });

describe('what was recorded', () => {
  test('of a film, by its key and by our number', async () => {
    const byKey = await keyRecord(deps(), serverId, '101');
    expect(byKey).toMatchObject({ level: 'self', title: '100% Ebb_Tide', library: { name: 'Films' }, parts: [] });
    expect(await itemRecord(deps(), byKey.itemId!)).toEqual(byKey);
  });

  test('of a show is what its episodes said, with the seasons that were played', async () => {
    expect(await keyRecord(deps(), serverId, '300')).toMatchObject({
      ...{ level: 'grandparent', itemId: null, mediaType: 'show', title: 'Harbour Lights', ratingKey: '300' },
      poster: '/signed/library/metadata/300/thumb',
      parts: [
        { mediaType: 'season', ratingKey: '301', title: 'Season 1', mediaIndex: 1 },
        { mediaType: 'season', ratingKey: '302', title: 'Season 2', mediaIndex: 2 },
      ],
    });
  });

  test('of a season are the episodes that were played', async () => {
    const season = await keyRecord(deps(), serverId, '301');
    expect(season).toMatchObject({ mediaType: 'season', parentTitle: 'Harbour Lights', parentRatingKey: '300' });
    expect(season.parts.map(({ title }) => title)).toEqual(['Part 1', 'Part 2']);
  });

  test('is nothing for a key nobody played', async () => {
    await expect(keyRecord(deps(), serverId, '999')).rejects.toThrow('Nothing was played under the key 999');
    await expect(keyRecord(deps(), serverId + 1, '300')).rejects.toThrow('Nothing was played');
  });

  test('is told to whoever played it', async () => {
    expect(await keyRecord(deps(own('anna')), serverId, '300')).toMatchObject({ title: 'Harbour Lights' });
    await expect(keyRecord(deps(own('bob')), serverId, '300')).rejects.toThrow('Nothing was played');
  });
});

test('plays under a key are counted for everybody, and for one person only their own', async () => {
  const statistics = async (visible: Visible) => {
    const { windows } = await keyStatistics(
      { ...deps(visible), now: T0 + 10 * HOUR, isGrouped: true },
      serverId,
      '300',
    );
    return windows.map(({ plays }) => plays);
  };
  expect(await statistics(SEES_ALL)).toEqual([3, 3, 3, 3]);
  expect(await statistics(own('anna'))).toEqual([3, 3, 3, 3]);
  expect(await statistics(own('bob'))).toEqual([0, 0, 0, 0]);
});

describe('search', () => {
  test.each([
    ['harbour', ['show Harbour Lights']],
    ['LIGHTS part', ['episode Part 3', 'episode Part 2', 'episode Part 1']],
    ['100%', ['movie 100% Ebb_Tide']],
    ['bb_t', ['movie 100% Ebb_Tide']],
    ['b_T%', []],
    ['nothing of it', []],
  ])('%s', async (q, titles) => {
    const found = await search(q);
    expect(found.titles.map(({ mediaType, title }) => `${mediaType} ${title}`)).toEqual(titles);
  });

  test('finds people and libraries', async () => {
    expect(await search('film')).toMatchObject({ libraries: [{ name: 'Films', type: 'movie' }] });
    expect((await search('show', own('bob'))).libraries).toEqual([]);
  });

  test('tells of titles to whoever played them', async () => {
    expect((await search('harbour', own('bob'))).titles).toEqual([]);
    expect((await search('ebb', own('bob'))).titles).toHaveLength(1);
  });
});

test('libraries of a server that may be used', async () => {
  const sections = (visible: Visible) => sectionsSeenBy(database.db, visible, serverId);
  expect(await sections(SEES_ALL)).toBeNull();
  expect(await sections(own('bob'))).toEqual(new Set([1]));
  // Of Anna it is not known what is shared: she may use what she played from.
  expect(await sections(own('anna'))).toEqual(new Set([2]));
  expect(await sections({ kind: 'all', serverId: (serverId + 1) as ServerId })).toEqual(new Set());
});
