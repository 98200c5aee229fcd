import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '#contract/enums.ts';
import type { AccountId } from '#contract/ids.ts';
import type { Actor } from './actor.ts';
import { type AuthTest, aCall, idOf, openAuthTest, outcomes, PASSWORD, problemOf } from './testing.ts';

let t: AuthTest;
beforeAll(async () => {
  t = await openAuthTest();
});
afterAll(() => t.database.drop());
beforeEach(() => t.empty());

const STRONG = 'granite window sparrow';

test('an account is created, renamed, linked to a person, and listed', async () => {
  const olga = await t.owner();
  const { rows } = await t.database.pool.query(
    `insert into users (username, friendly_name) values ('vera_plex', 'Vera the Great') returning id`,
  );
  const userId: number = rows[0].id;
  const body = { username: 'vera', role: 'viewer', password: PASSWORD, userId } as const;
  const vera = await t.auth.accounts.create(olga, body);
  expect(vera).toMatchObject({ username: 'vera', person: { id: userId, name: 'Vera the Great' }, sessions: 0 });
  expect(await problemOf(t.auth.accounts.create(olga, { ...body, username: 'VERA' }))).toBe('conflict');
  expect(await problemOf(t.auth.accounts.create(olga, { ...body, username: 'x', userId: 999_999 }))).toBe('invalid');
  const here = await t.signedIn('vera');
  // What administrators call somebody stays with them.
  expect(await t.auth.own.account(here.actor)).toMatchObject({ person: { id: userId, name: 'vera_plex' } });
  await t.auth.accounts.change(olga, vera.id as AccountId, { username: 'véra' });
  expect(await problemOf(t.auth.accounts.change(olga, vera.id as AccountId, { username: 'Olga' }))).toBe('conflict');
  // A new name signs nobody out.
  expect(await t.auth.actorOf({ session: here.token, key: null }, aCall())).toMatchObject({ name: 'véra', userId });
  const list = await t.auth.accounts.list(olga.actor);
  expect(list.map(({ username, sessions }) => [username, sessions])).toEqual([
    ['olga', 1],
    ['véra', 1],
  ]);
});

describe('whoever may do less is signed out at once:', () => {
  test.each<[string, (by: Awaited<ReturnType<AuthTest['owner']>>, id: AccountId) => Promise<unknown>]>([
    ['another role', (by, id) => t.auth.accounts.change(by, id, { role: 'guest' })],
    ['a closed account', (by, id) => t.auth.accounts.change(by, id, { isEnabled: false })],
    ['a password set by a manager', (by, id) => t.auth.accounts.setPassword(by, id, STRONG)],
    ['second factors taken away', (by, id) => t.auth.accounts.removeSecondFactors(by, id)],
    ['a deleted account', (by, id) => t.auth.accounts.delete(by, id)],
    ['signed out by a manager', (by, id) => t.auth.accounts.endSessions(by, id)],
  ])('%s', async (_what, change) => {
    const olga = await t.owner();
    const vera = await t.add(olga, 'vera', 'viewer');
    const here = await t.signedIn('vera');
    expect(await t.auth.isStillIn(here.actor)).toBe(true);
    await change(olga, vera);
    expect(await t.auth.actorOf({ session: here.token, key: null }, aCall())).toEqual({ kind: 'nobody' });
    expect(await t.auth.isStillIn(here.actor)).toBe(false);
    expect(await t.auth.isStillIn(olga.actor)).toBe(true);
  });
});

describe('who manages whom', () => {
  const manages: Record<Role, readonly Role[]> = {
    owner: ROLES,
    admin: ['viewer', 'guest'],
    viewer: [],
    guest: [],
  };

  test.each(ROLES)('%s', async (role) => {
    const olga = await t.owner();
    await t.add(olga, 'someone', role);
    const by = await t.signedIn('someone');
    for (const other of ROLES) {
      const target = await t.add(olga, `a ${other}`, other);
      const password = { username: `new ${other}`, role: other, password: PASSWORD, userId: null };
      const tries = [
        t.auth.accounts.create(by, password),
        t.auth.accounts.setPassword(by, target, STRONG),
        t.auth.accounts.endSessions(by, target),
        t.auth.accounts.sessions(by.actor, target),
        t.auth.accounts.removeSecondFactors(by, target),
        t.auth.accounts.change(by, target, { isEnabled: false }),
      ];
      const isAllowed = manages[role].includes(other);
      expect(await outcomes(tries), other).toEqual(isAllowed ? { none: 6 } : { forbidden: 6 });
      expect(await problemOf(t.auth.accounts.delete(by, target)), other).toBe(isAllowed ? 'none' : 'forbidden');
    }
    expect(await problemOf(t.auth.accounts.list(by.actor))).toBe(manages[role].length > 0 ? 'none' : 'forbidden');
  });

  test('nobody raises themselves, or anybody else, above what they manage', async () => {
    const olga = await t.owner();
    const vera = await t.add(olga, 'vera', 'viewer');
    const adam = await t.add(olga, 'adam', 'admin');
    const admin = await t.signedIn('adam');
    expect(await problemOf(t.auth.accounts.change(admin, vera, { role: 'admin' }))).toBe('forbidden');
    expect(await problemOf(t.auth.accounts.change(admin, adam, { role: 'owner' }))).toBe('forbidden');
    const viewer = await t.signedIn('vera');
    expect(await problemOf(t.auth.accounts.change(viewer, vera, { role: 'admin' }))).toBe('forbidden');
    expect(await problemOf(t.auth.accounts.change({ actor: { kind: 'nobody' }, ipAddress: null }, vera, {}))).toBe(
      'unauthorised',
    );
  });

  test('a key manages those who only look, unless it is for one server', async () => {
    const olga = await t.owner();
    const vera = await t.add(olga, 'vera', 'viewer');
    const key = (scope: 'read' | 'write' | 'admin', serverId: number | null): Actor =>
      ({ kind: 'key', keyId: 1, name: 'k', scope, serverId }) as Actor;
    const rename = (actor: Actor, id: AccountId, username: string) =>
      problemOf(t.auth.accounts.change({ actor, ipAddress: null }, id, { username }));
    expect(await rename(key('admin', null), vera, 'one')).toBe('none');
    expect(await rename(key('admin', null), idOf(olga.actor), 'two')).toBe('forbidden');
    expect(await rename(key('write', null), vera, 'three')).toBe('forbidden');
    expect(await rename(key('admin', 5), vera, 'four')).toBe('forbidden');
    expect(await problemOf(t.auth.own.sessions(key('admin', null)))).toBe('forbidden');
  });
});

describe('the last owner', () => {
  test('stays one, however it is tried', async () => {
    const olga = await t.owner();
    const id = idOf(olga.actor);
    const tries = [
      t.auth.accounts.delete(olga, id),
      t.auth.accounts.change(olga, id, { role: 'admin' }),
      t.auth.accounts.change(olga, id, { isEnabled: false }),
      t.auth.accounts.setPassword(olga, id, null),
    ];
    expect(await outcomes(tries)).toEqual({ conflict: 4 });
    await t.auth.accounts.change(olga, id, { username: 'queen' });
  });

  test('of two owners who go at once, one stays', async () => {
    const olga = await t.owner();
    const oscar = await t.add(olga, 'oscar', 'owner');
    const other = await t.signedIn('oscar');
    const went = await outcomes([
      t.auth.accounts.delete(olga, idOf(olga.actor)),
      t.another().accounts.change(other, oscar, { role: 'viewer' }),
    ]);
    expect(went).toEqual({ none: 1, conflict: 1 });
  });

  test('a closed owner does not count', async () => {
    const olga = await t.owner();
    const oscar = await t.add(olga, 'oscar', 'owner');
    await t.auth.accounts.change(olga, oscar, { isEnabled: false });
    expect(await problemOf(t.auth.accounts.delete(olga, idOf(olga.actor)))).toBe('conflict');
    expect(await problemOf(t.auth.accounts.delete(olga, oscar))).toBe('none');
  });
});

test('every change is on record, with who made it and without a secret', async () => {
  const olga = await t.owner();
  const vera = await t.add(olga, 'vera', 'viewer');
  await t.auth.accounts.change(olga, vera, { role: 'guest', isEnabled: false });
  await t.auth.accounts.setPassword(olga, vera, STRONG);
  await t.auth.accounts.delete(olga, vera);
  await t.auth.audit.note(olga, { action: 'settings.changed', subject: null, details: { name: 'x' } });
  const query = { search: '', order: 'asc', offset: 0, limit: 50 } as const;
  const page = await t.auth.audit.page(olga.actor, query);
  expect(page.rows.map(({ action, subject, actor }) => `${actor} ${action} ${subject}`)).toEqual([
    'olga owner.created olga',
    'olga account.created vera',
    'olga account.changed vera',
    'olga account.password-changed vera',
    'olga account.deleted vera',
    'olga settings.changed null',
  ]);
  expect(page.rows[2]).toMatchObject({ ipAddress: '203.0.113.7', details: { role: 'guest', isEnabled: false } });
  expect(JSON.stringify(page)).not.toMatch(/argon2|granite/);
  const found = await t.auth.audit.page(olga.actor, { ...query, search: 'PASSWORD' });
  expect([found.total, found.found]).toEqual([6, 1]);
  const viewer = { kind: 'key', keyId: 1, name: 'k', scope: 'write', serverId: null } as const;
  expect(await problemOf(t.auth.audit.page(viewer, query))).toBe('forbidden');
});
