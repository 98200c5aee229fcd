import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { silentLog } from '#log';
import { createAuth } from './auth.ts';
import { type AuthTest, aCall, openAuthTest, outcomes, PASSWORD, problemOf } from './testing.ts';

let t: AuthTest;
beforeAll(async () => {
  t = await openAuthTest();
});
afterAll(() => t.database.drop());
beforeEach(() => t.empty());

const others = { plex: false, oidc: [], proxy: false };
const far = { ...aCall(), isLoopback: false };
const near = { ...aCall({ ipAddress: '127.0.0.1' }), isLoopback: true };
const body = (code: string | null, username = 'olga') => ({ username, password: PASSWORD, code });
const state = (isLoopback: boolean) => t.auth.setUp.state({ kind: 'nobody' }, { isLoopback }, others);

test('a fresh installation asks for the code from the log, but not at the machine', async () => {
  expect(await t.auth.setUp.code()).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
  expect(await state(false)).toMatchObject({ isSetUp: false, needsCode: true, account: null });
  expect(await state(true)).toMatchObject({ isSetUp: false, needsCode: false });
});

test('only the right code makes an owner, who is signed in then', async () => {
  const code = (await t.auth.setUp.code()) ?? '';
  expect(await problemOf(t.auth.setUp.createOwner(body(null), far))).toBe('forbidden');
  expect(await problemOf(t.auth.setUp.createOwner(body('AAAA-BBBB-CCCC-DDDD'), far))).toBe('forbidden');
  expect(await problemOf(t.auth.setUp.createOwner(body((await t.another().setUp.code()) ?? ''), far))).toBe(
    'forbidden',
  );
  const { account, session } = await t.auth.setUp.createOwner(body(` ${code.toLowerCase().replaceAll('-', ' ')}`), far);
  expect(account).toMatchObject({ username: 'olga', role: 'owner', hasPassword: true });
  expect(await t.auth.actorOf({ session: session.token, key: null }, far)).toMatchObject({ role: 'owner' });
  expect(await t.auth.setUp.code()).toBeNull();
  expect(await state(false)).toMatchObject({ isSetUp: true, needsCode: false });
});

test('codes cannot be guessed for long', async () => {
  const guesses = Array.from({ length: 15 }, (_, n) => t.auth.setUp.createOwner(body(`GUESS${n}`), far));
  expect(await outcomes(guesses)).toEqual({ forbidden: 10, limited: 5 });
  const code = await t.auth.setUp.code();
  expect(await problemOf(t.auth.setUp.createOwner(body(code), far))).toBe('limited');
});

test('of many at once, in two processes, one becomes the owner', async () => {
  const other = t.another();
  const tries = Array.from({ length: 8 }, (_, n) =>
    (n % 2 === 0 ? t.auth : other).setUp.createOwner(body(null, `owner${n}`), near),
  );
  expect(await outcomes(tries)).toEqual({ none: 1, conflict: 7 });
  const owner = await t.database.pool.query(`select username from accounts where role = 'owner'`);
  expect(owner.rowCount).toBe(1);
});

test('an owner who was imported counts, whether or not they may come in', async () => {
  await t.database.pool.query(`insert into accounts (username, role, is_enabled) values ('imported', 'owner', false)`);
  expect(await t.auth.setUp.code()).toBeNull();
  expect(await state(true)).toMatchObject({ isSetUp: true });
  expect(await problemOf(t.auth.setUp.createOwner(body(null), near))).toBe('conflict');
});

test('a weak password makes no owner', async () => {
  expect(await problemOf(t.auth.setUp.createOwner({ ...body(null), password: 'password1' }, near))).toBe('invalid');
  expect(await state(true)).toMatchObject({ isSetUp: false });
});

test('without a database nobody is told that there is no owner', async () => {
  const broken = createAuth({
    ...{ clock: t.clock, box: t.box, declaredKey: undefined, log: silentLog },
    db: () => {
      throw new Error('gone');
    },
  });
  await expect(broken.setUp.state({ kind: 'nobody' }, { isLoopback: true }, others)).rejects.toThrow('gone');
  await expect(broken.setUp.createOwner(body(null), near)).rejects.toThrow('gone');
  expect(await problemOf(broken.actorOf({ session: 'x'.repeat(43), key: null }, near))).toBe('unavailable');
  expect(await problemOf(broken.actorOf({ session: null, key: 'k'.repeat(32) }, near))).toBe('unavailable');
  expect(await broken.actorOf({ session: null, key: null }, near)).toEqual({ kind: 'nobody' });
});
