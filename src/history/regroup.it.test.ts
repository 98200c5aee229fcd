import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { inTransaction } from '#db/pool.ts';
import { plays, servers, watchGroups } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { aListed, aStream, ratingKey } from '#monitoring/testing.ts';
import { backFill, type PastPlay } from './back-fill.ts';
import { regroupPlays } from './regroup.ts';

const START = 1_773_196_200_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const [server] = await database.db.insert(servers).values({ name: 'A', machineIdentifier: 'a' }).returning();
  // One film of 100 minutes in four sittings, and another person who sees the same.
  const past = [10, 40, 95, 20].map((offset, index) => watched(70, index, offset));
  if (server === undefined) throw new Error('no server was inserted');
  await backFill(database.db, server.id, DEFAULT_SETTINGS, [...past, watched(71, 4, 50)], () => undefined);
});
afterAll(() => database.drop());

const watched = (person: number, sitting: number, offsetMinutes: number): PastPlay => ({
  listed: aListed({
    account: { accountId: person, name: `person ${person}`, thumb: null },
    item: { ratingKey: ratingKey('101'), durationMs: 100 * MINUTE },
    stream: aStream({}),
  }),
  startedAt: START + sitting * 24 * HOUR,
  stoppedAt: START + sitting * 24 * HOUR + 30 * MINUTE,
  pausedMs: 0,
  viewOffsetMs: offsetMinutes * MINUTE,
});

const groups = async (): Promise<readonly number[]> => {
  const rows = await database.db.select({ id: plays.watchGroupId }).from(plays).orderBy(asc(plays.id));
  const [first = 0] = rows.map(({ id }) => id);
  return rows.map(({ id }) => id - first + 1);
};
const counts = async () =>
  (await database.db.select().from(watchGroups).orderBy(asc(watchGroups.id))).map(({ playCount }) => playCount);

const regroup = (movieWatchedPercent: number) =>
  inTransaction(database.db, (tx) => regroupPlays(tx, { ...DEFAULT_SETTINGS, movieWatchedPercent }));

test('plays that are grouped by the rule stay as they are', async () => {
  expect([await groups(), await counts()]).toEqual([
    [1, 1, 1, 4, 5],
    [3, 1, 1],
  ]);
  expect(await regroup(DEFAULT_SETTINGS.movieWatchedPercent)).toBe(0);
});

test('another percentage makes other viewings, and the old one the old ones again', async () => {
  expect(await regroup(30)).toBe(1);
  expect([await groups(), await counts()]).toEqual([
    [1, 1, 3, 4, 5],
    [2, 1, 1, 1],
  ]);
  expect(await regroup(DEFAULT_SETTINGS.movieWatchedPercent)).toBe(1);
  expect([await groups(), await counts()]).toEqual([
    [1, 1, 1, 4, 5],
    [3, 1, 1],
  ]);
});
