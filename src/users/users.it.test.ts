import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSecretBox } from '#config/secret-box.ts';
import type { ServerId } from '#contract/ids.ts';
import { libraries, serverAccess, serverAccounts, servers, users } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import type { PlexOwner, PlexPerson, PlexShare } from '#plex/parse-people.ts';
import { resolveUser } from './resolve-user.ts';
import { savePeople } from './save-people.ts';
import { bookOnLocal, unknownAccounts } from './strangers.ts';

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

const person = (values: Partial<PlexPerson>): PlexPerson => ({
  plexUserId: 900,
  username: 'Keeper',
  title: 'The keeper',
  email: 'k@example.net',
  thumb: null,
  isOwner: false,
  isHomeUser: false,
  isRestricted: false,
  isManaged: false,
  allowsSync: false,
  filters: { all: '', movies: '', tv: '', music: '', photos: '' },
  ...values,
});
const owner: PlexOwner = { ...person({ isOwner: true }), token: 'owner-token', hasPlexPass: true };
const friend = person({ plexUserId: 901, username: 'anna', title: 'Anna' });
const share: PlexShare = { plexUserId: 901, serverToken: 'share-token', sectionIds: [3] };
const box = createSecretBox('a key for tests only');

const save = (id: ServerId, others: readonly PlexPerson[] = [], shares: readonly PlexShare[] = []) =>
  savePeople(database.db, box, { id, token: 'given' }, { owner, others, shares });
const all = async () =>
  (await database.db.select().from(users).orderBy(asc(users.id))).filter((one) => one.plexUserId !== 0);
const access = async () => {
  const rows = await database.db
    .select()
    .from(serverAccess)
    .orderBy(asc(serverAccess.serverId), asc(serverAccess.userId));
  return rows.map((row) => ({ ...row, token: row.tokenSealed === null ? null : box.open(row.tokenSealed) }));
};

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
    await save(first, [friend], [share]);
    expect(await all()).toMatchObject([
      { username: 'anna', title: 'Anna', friendlyName: 'Aunt Anna', keepHistory: false },
      { username: 'Keeper', isOwner: true, plexUserId: 900 },
    ]);
  });

  test('the owner, seen by name before plex.tv told the id, stays one person', async () => {
    const seen = await resolveUser(database.db, first, { accountId: 1, name: 'keeper', thumb: null });
    await save(first);
    expect(await resolveUser(database.db, first, { accountId: 1, name: 'Keeper', thumb: null })).toBe(seen);
    expect(await all()).toHaveLength(1);
  });

  test('the owner of a second server is recognised by plex.tv, and the two become one', async () => {
    await save(first);
    await resolveUser(database.db, second, { accountId: 1, name: 'somebody else', thumb: null });
    expect(await all()).toHaveLength(2);
    await save(second);
    expect(await all()).toMatchObject([{ plexUserId: 900 }]);
  });

  test('a picture that followed follows on, one that was chosen stays', async () => {
    const faces = (c: number) => [
      person({ plexUserId: 901, thumb: `a${c}` }),
      person({ plexUserId: 902, thumb: `b${c}` }),
    ];
    await save(first, faces(1));
    await database.db.update(users).set({ customThumb: 'a1' }).where(eq(users.plexUserId, 901));
    await database.db.update(users).set({ customThumb: 'mine' }).where(eq(users.plexUserId, 902));
    await save(first, faces(2));
    expect((await all()).slice(1)).toMatchObject([
      { thumb: 'a2', customThumb: null },
      { thumb: 'b2', customThumb: 'mine' },
    ]);
  });

  test('the title is only one when it is not the name', async () => {
    await save(first, [
      person({ plexUserId: 901, username: 'anna', title: 'anna' }),
      person({ plexUserId: 902, username: 'Kid', title: 'Kid', isManaged: true }),
    ]);
    expect((await all()).map(({ title }) => title)).toEqual(['The keeper', null, 'Kid']);
  });
});

describe('what is shared', () => {
  beforeEach(async () => {
    await database.db
      .insert(libraries)
      .values([1, 2].map((n) => ({ serverId: first, sectionId: n, name: 'L', type: 'movie' as const })));
  });

  test('the owner has everything, a friend what was shared, or everything when nothing is named', async () => {
    const other = person({ plexUserId: 902, username: 'bo' });
    await save(first, [friend, other], [share, { plexUserId: 902, serverToken: 'second', sectionIds: [] }]);
    expect(await access()).toMatchObject([
      { token: 'owner-token', sectionIds: [1, 2] },
      { token: 'share-token', sectionIds: [3] },
      { token: 'second', sectionIds: [1, 2] },
    ]);
  });

  test('who has no share is listed and not active; nor is who is not listed any more', async () => {
    await save(first, [friend, person({ plexUserId: 902 })], [share]);
    expect((await all()).map(({ isActive }) => isActive)).toEqual([true, true, false]);
    await save(first);
    expect((await all()).map(({ isActive }) => isActive)).toEqual([true, false, false]);
    expect((await access())[1]).toMatchObject({ token: null, sectionIds: [3] });
  });

  test('who may use another server stays active', async () => {
    await save(first, [friend], [share]);
    await save(second, [friend], [{ ...share, serverToken: 'there' }]);
    await save(first);
    expect((await all())[1]).toMatchObject({ username: 'anna', isActive: true });
  });

  test('a token that has not changed is not sealed anew', async () => {
    await save(first, [friend], [share]);
    const before = await access();
    await save(first, [friend], [share]);
    expect(await access()).toEqual(before);
  });
});

describe('strangers', () => {
  const accountIds = [1, 901, 77];

  test('are those no server and no list has told of', async () => {
    expect(await unknownAccounts(database.db, first, accountIds)).toEqual(accountIds);
    await save(first, [friend], [share]);
    expect(await unknownAccounts(database.db, first, accountIds)).toEqual([77]);
    expect(await unknownAccounts(database.db, second, accountIds)).toEqual([1, 77]);
  });

  test('are booked on the stand-in, until plex.tv tells who they are', async () => {
    await save(first);
    await bookOnLocal(database.db, first, accountIds);
    const account = { accountId: 77, name: 'nobody', thumb: null };
    const local = await resolveUser(database.db, first, account);
    const [row] = await database.db.select().from(users).where(eq(users.id, local));
    expect(row).toMatchObject({ plexUserId: 0, username: 'Local', isActive: true });
    expect(await unknownAccounts(database.db, first, accountIds)).toEqual([]);
    await save(first, [person({ plexUserId: 77, username: 'somebody' })], [{ ...share, plexUserId: 77 }]);
    const known = await resolveUser(database.db, first, account);
    expect(known).not.toBe(local);
    expect(await all()).toMatchObject([{ username: 'Keeper' }, { id: known, username: 'somebody' }]);
    expect(await database.db.$count(users, eq(users.plexUserId, 0))).toBe(1);
  });
});
