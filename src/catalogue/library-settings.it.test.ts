import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { bringBackLibrary, changeLibrarySettings, librarySettings, removeLibrary } from './library-settings.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.execute(sql`insert into servers (id, machine_identifier, name) values (1, 'attic', 'Attic')`);
  await database.db.execute(sql`insert into libraries (id, server_id, section_id, name, type, imported_values) values
    (1, 1, 1, 'Movies', 'movie', '{"custom_thumb_url": "old", "x": 1}'), (2, 1, 2, 'Shows', 'show', null)`);
});
afterAll(() => database.drop());

const UNTOUCHED = { thumb: null, art: null, keepsHistory: true, notifies: true, notifiesAdded: true, isDeleted: false };

test('what is left out stays, and a blank address takes a picture away', async () => {
  const { db } = database;
  const thumb = 'https://pictures.example/a.png';
  expect(await changeLibrarySettings(db, 1, { thumb, keepsHistory: false })).toEqual({
    ...UNTOUCHED,
    id: 1,
    name: 'Movies',
    thumb,
    keepsHistory: false,
  });
  expect(await changeLibrarySettings(db, 1, { thumb: '' })).toMatchObject({ thumb: null, keepsHistory: false });
  expect(await changeLibrarySettings(db, 1, {})).toMatchObject({ keepsHistory: false });
  expect(await librarySettings(db, 2)).toEqual({ ...UNTOUCHED, id: 2, name: 'Shows' });
  const { rows } = await db.execute(sql`select imported_values from libraries where id = 1`);
  expect(rows).toEqual([{ imported_values: { x: 1 } }]);
});

test('a removed library is neither recorded nor announced until it comes back', async () => {
  const { db } = database;
  const off = { isDeleted: true, keepsHistory: false, notifies: false, notifiesAdded: false };
  expect(await removeLibrary(db, 2)).toEqual({ ...UNTOUCHED, ...off, id: 2, name: 'Shows' });
  const back = { keepsHistory: true, notifies: false, notifiesAdded: true };
  expect(await bringBackLibrary(db, 2, back)).toEqual({ ...UNTOUCHED, ...back, id: 2, name: 'Shows' });
});

test('a library that is not there is not found', async () => {
  const { db } = database;
  const calls = [librarySettings, (on: typeof db, id: number) => changeLibrarySettings(on, id, {}), removeLibrary];
  for (const call of calls) await expect(call(db, 9)).rejects.toMatchObject({ code: 'not_found' });
});
