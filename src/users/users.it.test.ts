import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ServerId } from '#contract/ids.ts';
import { serverAccounts, servers, users } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import type { PlexAccount } from '#plex/facts.ts';
import { resolveUser } from './resolve-user.ts';
import { saveAccounts } from './save-accounts.ts';

let database: TestDatabase;
let first: ServerId;
let second: ServerId;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { db } = database;
  await db.delete(serverAccounts);
  await db.delete(users);
  await db.delete(servers);
  const rows = await db
    .insert(servers)
    .values([
      { name: 'A', url: 'http://a', tokenSealed: '-' },
      { name: 'B', url: 'http://b', tokenSealed: '-' },
    ])
    .returning({ id: servers.id });
  [first, second] = rows.map((row) => row.id) as [ServerId, ServerId];
});

const owner: PlexAccount = {
  plexUserId: 900,
  username: 'Keeper',
  title: 'The keeper',
  email: 'k@example.net',
  thumb: null,
  isOwner: true,
  isHomeUser: true,
  isRestricted: false,
};
const friend: PlexAccount = {
  ...owner,
  plexUserId: 901,
  username: 'anna',
  title: 'Anna',
  isOwner: false,
  isHomeUser: false,
};
const all = () => database.db.select().from(users).orderBy(asc(users.id));

describe('people', () => {
  test('somebody seen in a session is one person on every server', async () => {
    const here = await resolveUser(database.db, first, { accountId: 901, name: 'anna', thumb: null });
    const there = await resolveUser(database.db, second, { accountId: 901, name: 'anna', thumb: null });
    expect(there).toBe(here);
    expect(await all()).toMatchObject([{ plexUserId: 901, username: 'anna', isOwner: false }]);
  });

  test('plex.tv fills in what a session did not say, and keeps what was chosen here', async () => {
    await resolveUser(database.db, first, { accountId: 901, name: 'anna', thumb: null });
    await database.db.update(users).set({ friendlyName: 'Aunt Anna', keepHistory: false });
    await saveAccounts(database.db, first, [owner, friend]);
    expect(await all()).toMatchObject([
      { username: 'anna', title: 'Anna', friendlyName: 'Aunt Anna', keepHistory: false },
      { username: 'Keeper', isOwner: true, plexUserId: 900 },
    ]);
  });

  test('the owner, seen by name before plex.tv told the id, stays one person', async () => {
    const seen = await resolveUser(database.db, first, { accountId: 1, name: 'keeper', thumb: null });
    await saveAccounts(database.db, first, [owner]);
    expect(await resolveUser(database.db, first, { accountId: 1, name: 'Keeper', thumb: null })).toBe(seen);
    expect(await all()).toHaveLength(1);
  });

  test('the owner of a second server is recognised by plex.tv, and the two become one', async () => {
    await saveAccounts(database.db, first, [owner]);
    await resolveUser(database.db, second, { accountId: 1, name: 'somebody else', thumb: null });
    expect(await all()).toHaveLength(2);
    await saveAccounts(database.db, second, [owner]);
    expect(await all()).toMatchObject([{ plexUserId: 900 }]);
  });
});
