import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ManualClock, manualClock } from '#clock-testing';
import type { ServerId } from '#contract/ids.ts';
import { libraries, serverAccounts, servers, users } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { resolveUser } from '#users/resolve-user.ts';
import { aListed } from '../testing.ts';
import { type Acquaintance, createAcquaintance } from './acquaintance.ts';

let database: TestDatabase;
let clock: ManualClock;
let serverId: ServerId;
let acquaintance: Acquaintance;
let asked: string[];
let answers: boolean;
/** Whom plex.tv tells of when it is asked. */
let known: number[];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  const [row] = await database.db.insert(servers).values({ name: 'A' }).returning({ id: servers.id });
  serverId = row!.id;
  clock = manualClock();
  asked = [];
  answers = true;
  known = [];
  acquaintance = createAcquaintance({
    db: database.db,
    clock,
    log: silentLog,
    server: { id: serverId, name: 'A' },
    async readPeople() {
      asked.push('people');
      if (answers)
        for (const id of known) await database.db.insert(users).values({ plexUserId: id, username: `u${id}` });
      return answers;
    },
    async readLibraries() {
      asked.push('libraries');
      return answers;
    },
  });
});
afterEach(async () => {
  await database.db.delete(serverAccounts);
  await database.db.delete(servers);
  await database.db.delete(users);
});

const account = (accountId: number) => ({ accountId, name: `u${accountId}`, thumb: null });
const numberOf = async (accountId: number): Promise<number | null> => {
  const id = await resolveUser(database.db, serverId, account(accountId));
  return (await database.db.select().from(users)).find((user) => user.id === id)?.plexUserId ?? null;
};

test('somebody new is asked for once, and known before they are met', async () => {
  known = [71];
  await acquaintance.meet([account(71)]);
  await acquaintance.meet([account(71)]);
  expect(asked).toEqual(['people']);
  expect(await numberOf(71)).toBe(71);
});

test('whom plex.tv does not know is booked on the stand-in, and not asked for again', async () => {
  await acquaintance.meet([account(77)]);
  await acquaintance.meet([account(77)]);
  expect(asked).toEqual(['people']);
  expect(await numberOf(77)).toBe(0);
});

test('while plex.tv does not answer, somebody new is themselves, and asked for again later', async () => {
  answers = false;
  await acquaintance.meet([account(77)]);
  await acquaintance.meet([account(77)]);
  expect(asked).toEqual(['people']);
  await clock.advance(600_000);
  await acquaintance.meet([account(77)]);
  expect(asked).toEqual(['people', 'people']);
  expect(await numberOf(77)).toBe(77);
});

test('a library nobody has heard of makes the libraries be read', async () => {
  await database.db.insert(libraries).values({ serverId, sectionId: 1, name: 'Films', type: 'movie' });
  acquaintance.see([aListed({ item: { sectionId: 1 } })]);
  await expect.poll(() => asked).toEqual([]);
  acquaintance.see([aListed({ item: { sectionId: 5 } })]);
  await expect.poll(() => asked).toEqual(['libraries']);
  acquaintance.see([aListed({ item: { sectionId: 5 } })]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toEqual(['libraries']);
});
