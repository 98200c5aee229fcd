import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plays, users, watchGroups } from '#db/schema/index.ts';
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

const person = async (plexUserId: number) =>
  (await database.db.select().from(users).where(eq(users.plexUserId, plexUserId)))[0]!;
const count = (table: typeof plays | typeof watchGroups) => database.db.$count(table);
const tableOf = async () => (await ask('get_users_table')).data;

describe('changing people', () => {
  test('what is sent is changed, what is not stays, and a blank takes it back', async () => {
    const said = await ask('edit_user', {
      user_id: 70,
      friendly_name: 'Anna',
      custom_thumb: 'http://x/a.png',
      do_notify: 0,
    });
    expect(said).toEqual({ status: 200, result: 'success', message: null, data: 'Successfully updated user.' });
    expect(await person(70)).toMatchObject({ friendlyName: 'Anna', notifies: false, keepHistory: true });
    await ask('edit_user', { user_id: 70, friendly_name: '', keep_history: 'false' });
    expect(await person(70)).toMatchObject({ friendlyName: null, customThumb: 'http://x/a.png', keepHistory: false });
  });

  test('a value that is chosen replaces what an import kept', async () => {
    await database.db.update(users).set({ importedValues: { friendly_name: '', is_home_user: null } });
    await ask('edit_user', { user_id: 70, friendly_name: 'Anna' });
    expect((await person(70)).importedValues).toEqual({ is_home_user: null });
    expect((await ask('get_user', { user_id: 70 })).data).toMatchObject({ friendly_name: 'Anna', is_home_user: null });
    await database.db.update(users).set({ importedValues: { friendly_name: '' } });
    await ask('edit_user', { user_id: 70, friendly_name: 'Bob' });
    expect((await person(70)).importedValues).toBeNull();
  });

  test.each([{ user_id: 999 }, { user_id: 'x' }])('nobody is changed by %o, and that is no mistake', async (params) => {
    const before = await database.db.select().from(users);
    expect(await ask('edit_user', { ...params, friendly_name: 'X' })).toMatchObject({ status: 200 });
    expect(await database.db.select().from(users)).toEqual(before);
  });

  test('whom is needed', async () => {
    expect(await ask('edit_user')).toEqual({ status: 400, result: 'error', message: null, data: {} });
  });

  test.each(['edit_user', 'delete_user', 'delete_all_user_history', 'undelete_user'])(
    '%s is refused to a key that only reads',
    async (cmd) => {
      expect(await ask(cmd, { user_id: 70 }, READ_KEY)).toMatchObject({ status: 400, result: 'error' });
      expect(await count(plays)).toBe(5);
      expect(await person(70)).toMatchObject({ isDeleted: false });
    },
  );
});

describe('removing people', () => {
  test('their plays and viewings go, they are hidden, and nothing more is recorded', async () => {
    const said = await ask('delete_user', { user_id: 70 });
    expect(said).toEqual({ status: 200, result: 'success', message: 'Deleted user.', data: {} });
    expect(await person(70)).toMatchObject({ isDeleted: true, keepHistory: false, notifies: false });
    expect([await count(plays), await count(watchGroups)]).toEqual([2, 2]);
    expect(await tableOf()).toMatchObject({ recordsTotal: 2, recordsFiltered: 1, data: [{ user_id: 71, plays: 2 }] });
    expect((await ask('get_user_watch_time_stats', { user_id: 70, query_days: 0 })).data).toEqual([
      { query_days: 0, total_plays: 0, total_time: 0 },
    ]);
  });

  test('rows win over the number of one, and rows there are not are no mistake', async () => {
    const { id } = await person(71);
    expect(await ask('delete_user', { user_id: 70, row_ids: `${id},4000000000` })).toMatchObject({ status: 200 });
    expect(await person(70)).toMatchObject({ isDeleted: false });
    expect(await person(71)).toMatchObject({ isDeleted: true });
  });

  test('only the history goes', async () => {
    expect(await ask('delete_all_user_history', { user_id: 70 })).toMatchObject({ message: 'Deleted user history.' });
    expect(await person(70)).toMatchObject({ isDeleted: false, keepHistory: true });
    expect(await tableOf()).toMatchObject({
      recordsFiltered: 2,
      data: [
        { user_id: 71, plays: 2 },
        { user_id: 70, plays: 0, last_seen: null, last_played: null },
      ],
    });
  });

  test.each([
    ['delete_user', {}, 'No user id or row ids received.'],
    ['delete_user', { user_id: 'x' }, 'Failed to delete user(s).'],
    ['delete_all_user_history', { row_ids: '1,x' }, 'Failed to delete user(s) history.'],
  ])('%s %o: %s', async (cmd, params, message) => {
    expect(await ask(cmd, params)).toEqual({ status: 400, result: 'error', message, data: {} });
    expect(await count(plays)).toBe(5);
  });
});

describe('bringing people back', () => {
  test.each([
    [{ user_id: 70 }, 'Re-added user with user_id 70.'],
    [{ username: 'person 70' }, 'Re-added user with username person 70.'],
  ])('%o', async (params, message) => {
    await ask('delete_user', { user_id: 70 });
    expect(await ask('undelete_user', params)).toEqual({ status: 200, result: 'success', message, data: {} });
    expect(await person(70)).toMatchObject({ isDeleted: false, keepHistory: true, notifies: true });
  });

  test.each([{}, { user_id: 999 }, { user_id: 'x' }, { username: 'nobody' }])('nobody is %o', async (params) => {
    const message = 'Unable to re-add user. Invalid user_id or username.';
    expect(await ask('undelete_user', params)).toEqual({ status: 400, result: 'error', message, data: {} });
  });
});
