import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '#log';
import { createAuth } from './auth.ts';
import { hashOfToken } from './sessions.ts';
import { type AuthTest, aCall, idOf, openAuthTest, outcomes, problemOf } from './testing.ts';

let t: AuthTest;
let serverId: number;
beforeAll(async () => {
  t = await openAuthTest();
  const { rows } = await t.database.pool.query(`insert into servers (name) values ('Attic') returning id`);
  serverId = rows[0].id;
});
afterAll(() => t.database.drop());
beforeEach(() => t.empty());

const body = (changes = {}) =>
  ({ name: 'dashboard', scope: 'read', serverId: null, expiresAt: null, ...changes }) as const;
/** Every test has addresses of its own: wrong keys are counted by address. */
let address = 0;
const someone = () => ({ ipAddress: `10.1.${address >> 8}.${address++ & 255}`, userAgent: null });
const ask = (key: string, caller = someone(), auth = t.auth) => auth.actorOf({ session: null, key }, caller);

test('a key is told once, and says what it may do', async () => {
  const olga = await t.owner();
  const { key, view } = await t.auth.keys.create(olga, body({ scope: 'write', serverId }));
  expect(key).toMatch(/^[\w-]{32}$/);
  expect(view).toMatchObject({ scope: 'write', server: { id: serverId, name: 'Attic' }, lastUsedAt: null });
  expect(await ask(key)).toEqual({ kind: 'key', keyId: view.id, name: 'dashboard', scope: 'write', serverId });
  const [listed] = await t.auth.keys.list(olga.actor);
  expect(listed).toMatchObject({ account: { username: 'olga' }, lastUsedAt: new Date(t.clock.now()).toISOString() });
  expect(JSON.stringify(listed)).not.toContain(key);
});

test('a key counts more than a cookie, so that a wrong one is never somebody else', async () => {
  const { token } = await t.owner();
  expect(await problemOf(t.auth.actorOf({ session: token, key: 'wrong' }, someone()))).toBe('unauthorised');
});

describe('a key is good no more', () => {
  const made = async () => {
    const olga = await t.owner();
    const { key, view } = await t.auth.keys.create(olga, body({ scope: 'admin' }));
    const actor = await ask(key);
    expect(await t.auth.isStillIn(actor)).toBe(true);
    return { olga, key, id: view.id, actor };
  };

  test.each<[string, (one: Awaited<ReturnType<typeof made>>) => Promise<unknown>]>([
    ['when it was taken away', ({ olga, id }) => t.auth.keys.revoke(olga, id)],
    ['when it is switched off', ({ olga, id }) => t.auth.keys.change(olga, id, { isEnabled: false })],
    [
      'when its time is over',
      async ({ olga, id }) => {
        await t.auth.keys.change(olga, id, { expiresAt: new Date(t.clock.now() + 1_000).toISOString() });
        await t.clock.advance(1_000);
      },
    ],
  ])('%s', async (_what, end) => {
    const one = await made();
    await end(one);
    expect(await problemOf(ask(one.key))).toBe('unauthorised');
    expect(await t.auth.isStillIn(one.actor)).toBe(false);
  });

  test('when whoever made it may not do so much any more, or is gone', async () => {
    const olga = await t.owner();
    const adam = await t.add(olga, 'adam', 'admin');
    const { key } = await t.auth.keys.create(await t.signedIn('adam'), body({ scope: 'admin' }));
    await t.auth.accounts.change(olga, adam, { isEnabled: false });
    expect(await problemOf(ask(key))).toBe('unauthorised');
    await t.auth.accounts.change(olga, adam, { isEnabled: true });
    expect(await problemOf(ask(key))).toBe('none');
    await t.auth.accounts.change(olga, adam, { role: 'viewer' });
    expect(await problemOf(ask(key))).toBe('unauthorised');
    await t.auth.accounts.delete(olga, adam);
    expect(await t.auth.keys.list(olga.actor)).toEqual([]);
  });

  test('and one that is still good does less after a change', async () => {
    const { olga, key, id, actor } = await made();
    await t.auth.keys.change(olga, id, { scope: 'read', name: 'screen' });
    expect(await ask(key)).toMatchObject({ scope: 'read', name: 'screen' });
    expect(await t.auth.isStillIn(actor)).toBe(false);
  });
});

test('keys that were imported, and one of the environment, work without an account', async () => {
  const imported = 'i'.repeat(32);
  await t.database.pool.query(`insert into api_keys (name, key_hash, scope) values ('Tautulli', $1, 'admin')`, [
    hashOfToken(imported),
  ]);
  expect(await ask(imported)).toMatchObject({ name: 'Tautulli', scope: 'admin', serverId: null });
  const declaredKey = 'declared by the environment';
  const auth = createAuth({ db: () => t.database.db, clock: t.clock, log: silentLog, box: t.box, declaredKey });
  expect(await ask(declaredKey, someone(), auth)).toMatchObject({ keyId: null, name: 'environment', scope: 'admin' });
  expect(await problemOf(ask(`${declaredKey} `, someone(), auth))).toBe('unauthorised');
});

test('who may have and change keys', async () => {
  const olga = await t.owner();
  for (const role of ['admin', 'viewer', 'guest'] as const) await t.add(olga, role, role);
  const [admin, viewer, guest] = [await t.signedIn('admin'), await t.signedIn('viewer'), await t.signedIn('guest')];
  const ofOlga = (await t.auth.keys.create(olga, body({ scope: 'admin' }))).key;
  const key = { actor: await ask(ofOlga), ipAddress: null };
  const create = (by: typeof olga | typeof key) => t.auth.keys.create(by, body());
  expect(await outcomes([create(viewer), create(guest), create(key)])).toEqual({ forbidden: 3 });
  const ofAdmin = await create(admin);
  const [first] = await t.auth.keys.list(admin.actor);
  expect(await problemOf(t.auth.keys.revoke(admin, first?.id ?? 0))).toBe('forbidden');
  expect(await problemOf(t.auth.keys.revoke(viewer, ofAdmin.view.id))).toBe('forbidden');
  expect(await problemOf(t.auth.keys.revoke(olga, ofAdmin.view.id))).toBe('none');
  expect(await problemOf(t.auth.keys.revoke(olga, 999_999))).toBe('not_found');
  expect(await problemOf(t.auth.keys.list(viewer.actor))).toBe('forbidden');
  expect(idOf(olga.actor)).toBeGreaterThan(0);
});

test('a key for one server administers nothing, and one that cannot be is not made', async () => {
  const olga = await t.owner();
  const bad = [
    body({ scope: 'admin', serverId }),
    body({ serverId: 999_999 }),
    body({ expiresAt: new Date(t.clock.now()).toISOString() }),
  ];
  expect(await outcomes(bad.map((one) => t.auth.keys.create(olga, one)))).toEqual({ invalid: 3 });
  const { view } = await t.auth.keys.create(olga, body({ scope: 'admin' }));
  expect(await problemOf(t.auth.keys.change(olga, view.id, { serverId }))).toBe('invalid');
});

describe('wrong keys', () => {
  test('lock their address after ten different ones, and nobody else', async () => {
    const olga = await t.owner();
    const { key } = await t.auth.keys.create(olga, body());
    const caller = someone();
    for (let n = 0; n < 10; n++) expect(await problemOf(ask(`wrong key number ${n}`, caller))).toBe('unauthorised');
    await expect(ask('one more', caller)).rejects.toMatchObject({ code: 'limited', retryAfterSeconds: 300 });
    expect(await problemOf(ask(key, caller))).toBe('limited');
    expect(await problemOf(ask(key))).toBe('none');
    await t.clock.advance(300_000);
    expect(await problemOf(ask(key, caller))).toBe('none');
  });

  test('a program that sends its old key again and again locks nobody', async () => {
    const olga = await t.owner();
    const { key } = await t.auth.keys.create(olga, body());
    const caller = someone();
    for (let n = 0; n < 30; n++) expect(await problemOf(ask('an old key', caller))).toBe('unauthorised');
    expect(await problemOf(ask(key, caller))).toBe('none');
  });

  test.each([
    ['nothing', ''],
    ['endless', 'x'.repeat(10_000)],
    ['no text', '\0'],
    ['a quote', `' or 1=1 --`],
  ])('%s is none', async (_what, key) => expect(await problemOf(ask(key))).toBe('unauthorised'));
});

test('sign-ins and keys do not lock each other', async () => {
  await t.owner();
  const caller = someone();
  await Promise.all(Array.from({ length: 10 }, (_, n) => problemOf(ask(`wrong ${n}`, caller))));
  const call = aCall({ ipAddress: caller.ipAddress });
  expect(await problemOf(t.auth.signIn.password({ username: 'olga', password: 'x' }, call))).toBe('unauthorised');
});
