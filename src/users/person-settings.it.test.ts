import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { users } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { bringBack, changePersonSettings, personSettings, removePerson } from './person-settings.ts';

const NOW = Date.parse('2026-11-24T16:00:00Z');
let database: TestDatabase;
let id: number;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.db.delete(users);
  const [row] = await database.db
    .insert(users)
    .values({ plexUserId: 900, username: 'fern', importedValues: { friendly_name: 7, keep_history: 'x' } })
    .returning({ id: users.id });
  id = row!.id;
});

test('what is left out stays, a blank takes a choice away, and what an import kept of it is gone', async () => {
  await changePersonSettings(database.db, id, { name: 'Fern', isGuestAllowed: true }, NOW);
  expect(await personSettings(database.db, id)).toMatchObject({
    ...{ shownName: 'Fern', plexName: 'fern', name: 'Fern', picture: null },
    ...{ keepsHistory: true, notifies: true, isGuestAllowed: true, isDeleted: false },
  });
  const [row] = await database.db.select({ kept: users.importedValues }).from(users);
  expect(row?.kept).toEqual({ keep_history: 'x' });
  expect(await changePersonSettings(database.db, id, { name: '' }, NOW)).toMatchObject({
    ...{ shownName: 'fern', name: null, isGuestAllowed: true },
  });
});

test('a note knows when it was written, and not when the same was said again', async () => {
  const at = new Date(NOW).toISOString();
  expect(await changePersonSettings(database.db, id, { note: 'Lives upstairs' }, NOW)).toMatchObject({
    note: 'Lives upstairs',
    noteChangedAt: at,
  });
  expect(await changePersonSettings(database.db, id, { note: 'Lives upstairs' }, NOW + 5)).toMatchObject({
    noteChangedAt: at,
  });
  expect(await changePersonSettings(database.db, id, { note: '' }, NOW + 5)).toMatchObject({
    note: null,
    noteChangedAt: null,
  });
});

test('whoever is removed is not recorded, and comes back as they were', async () => {
  expect(await removePerson(database.db, id)).toMatchObject({ isDeleted: true, keepsHistory: false, notifies: false });
  expect(await bringBack(database.db, id, { keepsHistory: true, notifies: false })).toMatchObject({
    ...{ isDeleted: false, keepsHistory: true, notifies: false },
  });
});

test('nobody is not found', async () => {
  await expect(removePerson(database.db, id + 1)).rejects.toThrow('There is no person');
  await expect(changePersonSettings(database.db, id + 1, {}, NOW)).rejects.toMatchObject({ code: 'not_found' });
});
