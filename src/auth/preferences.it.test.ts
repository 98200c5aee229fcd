import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { type AuthTest, openAuthTest, problemOf } from './testing.ts';

let t: AuthTest;
beforeAll(async () => {
  t = await openAuthTest();
});
afterAll(() => t.database.drop());
beforeEach(() => t.empty());

const own = () => t.auth.own;

test('what is chosen is kept, what is left out stays, null takes away', async () => {
  const { actor } = await t.owner();
  expect(await own().preferences(actor)).toEqual({ values: {} });
  await own().changePreferences(actor, { values: { 'table.a': { hidden: ['plays'] }, 'table.b': 1 } });
  expect(await own().changePreferences(actor, { values: { 'table.b': null, home: ['x'] } })).toEqual({
    values: { 'table.a': { hidden: ['plays'] }, home: ['x'] },
  });
  expect(await own().preferences(actor)).toEqual({ values: { 'table.a': { hidden: ['plays'] }, home: ['x'] } });
});

test('everybody has their own, and they go with the account', async () => {
  const owner = await t.owner();
  const id = await t.add(owner, 'vera', 'viewer');
  const vera = await t.signedIn('vera');
  await own().changePreferences(vera.actor, { values: { home: 1 } });
  expect(await own().preferences(owner.actor)).toEqual({ values: {} });
  await t.auth.accounts.delete(owner, id);
  const { rows } = await t.database.pool.query('select 1 from account_preferences');
  expect(rows).toEqual([]);
});

test('choices made at the same time do not undo each other', async () => {
  const { actor } = await t.owner();
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  await Promise.all(names.map((name) => own().changePreferences(actor, { values: { [name]: name } })));
  expect(Object.keys((await own().preferences(actor)).values).sort()).toEqual(names);
});

test('too much is refused and changes nothing', async () => {
  const { actor } = await t.owner();
  await own().changePreferences(actor, { values: { home: 'a' } });
  expect(await problemOf(own().changePreferences(actor, { values: { home: 'é'.repeat(33_000) } }))).toBe('invalid');
  expect(await own().preferences(actor)).toEqual({ values: { home: 'a' } });
});

test('a key looks at no page', async () => {
  const key: Actor = { kind: 'key', keyId: 1, name: 'k', scope: 'admin', serverId: null };
  expect(await problemOf(own().preferences(key))).toBe('forbidden');
  expect(await problemOf(own().changePreferences(key, { values: {} }))).toBe('forbidden');
});
