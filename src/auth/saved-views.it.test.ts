import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountId } from '#contract/ids.ts';
import { accounts } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import type { Actor } from './actor.ts';
import { addView, changeView, removeView, savedViews } from './saved-views.ts';

let t: TestDatabase;
const actors: Actor[] = [];

beforeAll(async () => {
  t = await createTestDatabase();
  const rows = await t.db
    .insert(accounts)
    .values([
      { username: 'ada', role: 'owner' },
      { username: 'bo', role: 'viewer' },
    ])
    .returning();
  for (const { id, username, role } of rows)
    actors.push({ kind: 'account', accountId: id as AccountId, name: username, role, userId: null, sessionHash: 'x' });
});
afterAll(() => t.drop());

const look = { search: { mediaType: 'movie', user: '!3' }, columns: ['when', 'title'] };
const aView = (name: string, isDefault = false) => ({ page: 'history' as const, name, isDefault, look });

test('everybody has views of their own, one of which a page opens with', async () => {
  const [ada, bo] = actors as [Actor, Actor];
  const films = await addView(t.db, ada, aView('Films', true));
  await addView(t.db, ada, aView('all', true));
  expect((await savedViews(t.db, ada, 'history')).views.map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['all', true],
    ['Films', false],
  ]);
  expect((await savedViews(t.db, ada, 'statistics')).views).toEqual([]);
  expect(await changeView(t.db, ada, films.id, { ...aView('Cinema', true) })).toMatchObject({ name: 'Cinema', look });
  expect((await savedViews(t.db, ada, undefined)).views.filter(({ isDefault }) => isDefault)).toHaveLength(1);

  expect((await savedViews(t.db, bo, undefined)).views).toEqual([]);
  await expect(changeView(t.db, bo, films.id, aView('Mine'))).rejects.toMatchObject({ code: 'not_found' });
  await expect(removeView(t.db, bo, films.id)).rejects.toMatchObject({ code: 'not_found' });
  await removeView(t.db, ada, films.id);
  await expect(removeView(t.db, ada, films.id)).rejects.toMatchObject({ code: 'not_found' });
});

test('a key has none', async () => {
  const key: Actor = { kind: 'key', keyId: 1, name: 'k', scope: 'admin', serverId: null };
  expect((await savedViews(t.db, key, undefined)).views).toEqual([]);
  expect(() => addView(t.db, key, aView('x'))).toThrow('keys have none');
});
