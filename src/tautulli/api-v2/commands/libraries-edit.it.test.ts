import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { libraries, plays } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { READ_KEY } from '../testing.ts';
import { type Ask, askOver, somePlays } from './users-testing.ts';

let database: TestDatabase;
let ask: Ask;

beforeAll(async () => {
  database = await createTestDatabase();
  ask = askOver(database);
});
beforeEach(() => somePlays(database));
afterAll(() => database.drop());

const library = async (sectionId: number) =>
  (await database.db.select().from(libraries).where(eq(libraries.sectionId, sectionId)))[0]!;
const count = () => database.db.$count(plays);

describe('changing libraries', () => {
  test('what is sent is changed, what is not stays, and a blank takes it back', async () => {
    const said = await ask('edit_library', { section_id: 1, custom_thumb: 'http://x/a.png', keep_history: 0 });
    expect(said).toEqual({ status: 200, result: 'success', message: null, data: 'Successfully updated library.' });
    expect(await library(1)).toMatchObject({ customThumb: 'http://x/a.png', keepHistory: false, notifies: true });
    await ask('edit_library', { section_id: 1, custom_thumb: '', do_notify_created: 'no' });
    expect(await library(1)).toMatchObject({ customThumb: null, keepHistory: false, notifiesAdded: false });
  });

  test('a value that is chosen replaces what an import kept', async () => {
    await database.db.update(libraries).set({ importedValues: { custom_thumb_url: '', custom_art_url: '' } });
    await ask('edit_library', { section_id: 1, custom_thumb: 'http://x/a.png' });
    expect((await library(1)).importedValues).toEqual({ custom_art_url: '' });
    expect((await ask('get_library', { section_id: 1 })).data).toMatchObject({ library_thumb: 'http://x/a.png' });
  });

  test.each([999, 'x', 4_000_000_000])('a number nobody has changes nothing: %s', async (section_id) => {
    const before = await database.db.select().from(libraries);
    expect(await ask('edit_library', { section_id, keep_history: 0 })).toMatchObject({ status: 200 });
    expect(await database.db.select().from(libraries)).toEqual(before);
  });

  test.each(['edit_library', 'delete_library', 'delete_all_library_history', 'undelete_library'])(
    '%s is refused to a key that only reads',
    async (cmd) => {
      const params = { section_id: 1, server_id: 'machine-a', keep_history: 0 };
      expect(await ask(cmd, params, READ_KEY)).toMatchObject({ status: 400, result: 'error' });
      expect(await library(1)).toMatchObject({ isDeleted: false, keepHistory: true });
      expect(await count()).toBe(5);
    },
  );
});

describe('removing libraries', () => {
  test('their plays go, they are hidden, and nothing more is recorded', async () => {
    const said = await ask('delete_library', { server_id: 'machine-a', section_id: 1 });
    expect(said).toEqual({ status: 200, result: 'success', message: 'Deleted library.', data: {} });
    expect(await library(1)).toMatchObject({
      isDeleted: true,
      keepHistory: false,
      notifies: false,
      notifiesAdded: false,
    });
    expect(await count()).toBe(3);
    expect((await ask('get_libraries_table')).data).toMatchObject({
      recordsTotal: 3,
      recordsFiltered: 2,
      data: [{ section_id: 2, plays: 3 }, { section_id: 3 }],
    });
    expect((await ask('get_users_table')).data).toMatchObject({
      data: [
        { user_id: 71, plays: 1 },
        { user_id: 70, plays: 2 },
      ],
    });
  });

  test('a leftover of another server is hidden, and the plays of its number stay', async () => {
    const leftover = await library(3);
    await database.db.update(plays).set({ libraryId: leftover.id });
    await ask('delete_library', { row_ids: leftover.id });
    expect(await library(3)).toMatchObject({ isDeleted: true });
    expect(await count()).toBe(5);
  });

  test('only the history goes', async () => {
    const said = await ask('delete_all_library_history', { server_id: 'machine-a', section_id: 2 });
    expect(said).toMatchObject({ message: 'Deleted library history.' });
    expect(await library(2)).toMatchObject({ isDeleted: false, keepHistory: true });
    expect(await count()).toBe(2);
  });

  test.each([
    ['delete_library', {}, 'No server id and section id or row ids received.'],
    ['delete_library', { section_id: 1 }, 'No server id and section id or row ids received.'],
    ['delete_library', { server_id: 'machine-a', section_id: 'x' }, 'Failed to delete library(s).'],
    ['delete_all_library_history', { row_ids: 'x' }, 'Failed to delete library(s) history.'],
  ])('%s %o: %s', async (cmd, params, message) => {
    expect(await ask(cmd, params)).toEqual({ status: 400, result: 'error', message, data: {} });
    expect(await count()).toBe(5);
  });

  test('one that is not there is no mistake', async () => {
    expect(await ask('delete_library', { server_id: 'machine-a', section_id: 9 })).toMatchObject({ status: 200 });
    expect(await ask('delete_library', { row_ids: '77,4000000000' })).toMatchObject({ status: 200 });
    expect(await count()).toBe(5);
  });
});

describe('bringing libraries back', () => {
  test.each([
    [{ section_id: 1 }, 'Re-added library with section_id 1.'],
    [{ section_name: 'Films' }, 'Re-added library with section_name Films.'],
  ])('%o', async (params, message) => {
    await ask('delete_library', { server_id: 'machine-a', section_id: 1 });
    expect(await ask('undelete_library', params)).toEqual({ status: 200, result: 'success', message, data: {} });
    expect(await library(1)).toMatchObject({
      isDeleted: false,
      keepHistory: true,
      notifies: true,
      notifiesAdded: true,
    });
  });

  test.each([{}, { section_id: 99 }, { section_id: 'x' }, { section_name: 'No' }])('none is %o', async (params) => {
    const message = 'Unable to re-add library. Invalid section_id or section_name.';
    expect(await ask('undelete_library', params)).toEqual({ status: 400, result: 'error', message, data: {} });
  });
});
