import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashPassword } from './passwords.ts';
import { type AuthTest, aCall, idOf, openAuthTest, outcomes, PASSWORD, problemOf } from './testing.ts';

let t: AuthTest;
beforeAll(async () => {
  t = await openAuthTest();
});
afterAll(() => t.database.drop());
beforeEach(() => t.empty());

const attempt = (username: string, password: string, changes = {}) =>
  t.auth.signIn.password({ username, password }, aCall(changes));
const actorOf = (token: string, ipAddress: string | null = '203.0.113.7') =>
  t.auth.actorOf({ session: token, key: null }, { ipAddress, userAgent: null });

describe('who may come in', () => {
  test('a wrong name and a wrong password get the same answer', async () => {
    await t.owner();
    const answers = await Promise.all(
      [attempt('olga', 'not it at all'), attempt('nobody', PASSWORD), attempt('', '')].map((one) =>
        one.catch((error: Error) => JSON.stringify(error, ['code', 'message', 'hint'])),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('The name or the password is not right');
  });

  test('names are the same in any case, and blanks around them do not count', async () => {
    await t.owner();
    expect(await attempt(' OLGA ', PASSWORD)).toMatchObject({ step: 'done', account: { username: 'olga' } });
  });

  test('an account without a password, and one that is closed, lead nowhere', async () => {
    const olga = await t.owner();
    await t.auth.accounts.create(olga, { username: 'plexa', role: 'guest', password: null, userId: null });
    const vera = await t.add(olga, 'vera', 'viewer');
    await t.auth.accounts.change(olga, vera, { isEnabled: false });
    expect(await outcomes([attempt('plexa', ''), attempt('plexa', 'null'), attempt('vera', PASSWORD)])).toEqual({
      unauthorised: 3,
    });
  });

  test('a hash of an old installation is replaced at the first sign-in', async () => {
    await t.owner();
    const old = 'PBKDF2$sha256$600000$AAECAwQFBgcICQoLDA0ODw==$nvhthp9eCUNpOzvymfrv1iCmniVh/pcq';
    await t.database.pool.query(`update accounts set password_hash = $1`, [old]);
    expect(await attempt('olga', 'correct horse')).toMatchObject({ step: 'done' });
    const { rows } = await t.database.pool.query('select password_hash from accounts');
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$/);
    expect(await attempt('olga', 'correct horse')).toMatchObject({ step: 'done' });
  });

  test('whoever changes the password while somebody signs in with the old one is the last to do so', async () => {
    const olga = await t.owner();
    const vera = await t.add(olga, 'vera', 'viewer');
    // Passwords are told apart by when they were set.
    await t.clock.advance(1_000);
    const [changed, entered] = await Promise.all([
      problemOf(t.auth.accounts.setPassword(olga, vera, 'granite window sparrow')),
      problemOf(t.another().signIn.password({ username: 'vera', password: PASSWORD }, aCall())),
    ]);
    expect(changed).toBe('none');
    // Either they came too late, or they were signed out again.
    expect(['none', 'unauthorised']).toContain(entered);
    expect(await t.auth.accounts.sessions(olga.actor, vera)).toEqual([]);
  });
});

describe('too many tries', () => {
  const wrong = (username: string, changes = {}) => attempt(username, 'not it at all', changes);

  test('lock a name, from whichever addresses they came, until the time is over', async () => {
    await t.owner();
    const guesses = Array.from({ length: 14 }, (_, n) => wrong('olga', { ipAddress: `198.51.100.${n}` }));
    expect(await outcomes(guesses)).toEqual({ unauthorised: 10, limited: 4 });
    expect(await problemOf(attempt('olga', PASSWORD, { ipAddress: '192.0.2.99' }))).toBe('limited');
    // Another process, as after a restart, knows it too.
    expect(await problemOf(t.another().signIn.password({ username: 'Olga', password: PASSWORD }, aCall()))).toBe(
      'limited',
    );
    await t.clock.advance(299_000);
    await expect(attempt('olga', PASSWORD)).rejects.toMatchObject({ code: 'limited', retryAfterSeconds: 1 });
    await t.clock.advance(1_000);
    expect(await attempt('olga', PASSWORD)).toMatchObject({ step: 'done' });
  });

  test('lock an address, whichever names it tried, and nobody else', async () => {
    await t.owner();
    const guesses = Array.from({ length: 12 }, (_, n) => wrong(`name${n}`));
    expect(await outcomes(guesses)).toEqual({ unauthorised: 10, limited: 2 });
    expect(await problemOf(attempt('olga', PASSWORD))).toBe('limited');
    expect(await attempt('olga', PASSWORD, { ipAddress: '192.0.2.99' })).toMatchObject({ step: 'done' });
  });

  test('addresses of version 6 count by their network, and those in disguise as what they are', async () => {
    const v6 = Array.from({ length: 11 }, (_, n) => wrong(`name${n}`, { ipAddress: `2001:db8:1:2:${n}::1` }));
    expect(await outcomes(v6)).toEqual({ unauthorised: 10, limited: 1 });
    expect(await problemOf(wrong('x', { ipAddress: '2001:db8:1:3::1' }))).toBe('unauthorised');
    const v4 = Array.from({ length: 11 }, (_, n) =>
      wrong(`v4${n}`, { ipAddress: n % 2 ? '::ffff:10.0.0.1' : '10.0.0.1' }),
    );
    expect(await outcomes(v4)).toEqual({ unauthorised: 10, limited: 1 });
  });

  test('are not counted while the lock lasts, so that it ends', async () => {
    await t.owner();
    await outcomes(Array.from({ length: 10 }, () => wrong('olga')));
    for (let minute = 0; minute < 4; minute++) {
      await t.clock.advance(60_000);
      expect(await problemOf(wrong('olga'))).toBe('limited');
    }
    await t.clock.advance(60_000);
    expect(await problemOf(wrong('olga'))).toBe('unauthorised');
  });

  test('an address that is none is no reason to fail', async () => {
    expect(await problemOf(wrong('olga', { ipAddress: 'unknown, 1.2.3.4' }))).toBe('unauthorised');
    expect(await problemOf(wrong('olga', { userAgent: 'x'.repeat(9_000) }))).toBe('unauthorised');
  });
});

describe('sessions', () => {
  test('last an hour from the last request, or 30 days for whoever is remembered', async () => {
    const { token } = await t.owner();
    const long = await attempt('olga', PASSWORD, { isRemembered: true });
    if (long.step !== 'done') throw new Error('asked for a code');
    expect(long.session.maxAgeSeconds).toBe(30 * 86_400);
    for (let n = 0; n < 3; n++) {
      await t.clock.advance(59 * 60_000);
      expect(await actorOf(token)).toMatchObject({ kind: 'account' });
    }
    await t.clock.advance(60 * 60_000);
    expect(await actorOf(token)).toEqual({ kind: 'nobody' });
    await t.clock.advance(29 * 86_400_000);
    expect(await actorOf(long.session.token)).toMatchObject({ name: 'olga' });
    await t.clock.advance(30 * 86_400_000);
    expect(await actorOf(long.session.token)).toEqual({ kind: 'nobody' });
    await t.auth.cleanUp();
    expect((await t.database.pool.query('select from account_sessions')).rowCount).toBe(0);
  });

  test.each([
    ['nothing', ''],
    ['too short', 'x'],
    ['of the right form', 'x'.repeat(43)],
    ['with a quote', `${'x'.repeat(42)}'`],
    ['endless', 'x'.repeat(5_000)],
    ['a path', '../../etc/passwd'],
    ['no text', '\0'.repeat(43)],
  ])('a forged cookie is nobody: %s', async (_what, token) => expect(await actorOf(token)).toEqual({ kind: 'nobody' }));

  test('the hash of a session is no session', async () => {
    const { actor } = await t.owner();
    const hash = actor.kind === 'account' ? actor.sessionHash : '';
    expect(await actorOf(hash)).toEqual({ kind: 'nobody' });
    expect(await actorOf(Buffer.from(hash, 'hex').toString('base64url'))).toEqual({ kind: 'nobody' });
  });

  test('are listed, and signed out one by one, all others, or all of everybody', async () => {
    const olga = await t.owner();
    await t.add(olga, 'vera', 'viewer');
    const [here, there, vera] = [await t.signedIn('olga'), await t.signedIn('olga'), await t.signedIn('vera')];
    const sessions = await t.auth.own.sessions(here.actor);
    expect(sessions.map(({ isCurrent }) => isCurrent).filter(Boolean)).toHaveLength(1);
    expect(sessions).toHaveLength(3);
    const hashOf = ({ actor }: typeof here) => (actor.kind === 'account' ? actor.sessionHash : '');
    expect(await problemOf(t.auth.own.endSession(vera, hashOf(there)))).toBe('not_found');
    await t.auth.own.endSession(here, hashOf(there));
    expect(await actorOf(there.token)).toEqual({ kind: 'nobody' });
    expect(await t.auth.own.endOtherSessions(here)).toBe(1);
    expect(await actorOf(olga.token)).toEqual({ kind: 'nobody' });
    expect(await problemOf(t.auth.accounts.endAllSessions(vera))).toBe('forbidden');
    expect(await t.auth.accounts.endAllSessions(here)).toBe(1);
    expect(await actorOf(vera.token)).toEqual({ kind: 'nobody' });
    expect(await actorOf(here.token)).toMatchObject({ name: 'olga' });
    await t.auth.signIn.out(here);
    expect(await actorOf(here.token)).toEqual({ kind: 'nobody' });
  });

  test('a password change ends the others at once, and wants to know the present one', async () => {
    const olga = await t.owner();
    const other = await t.signedIn('olga');
    const change = (current: string | null, password: string) => t.auth.own.setPassword(olga, { current, password });
    expect(await problemOf(change('not it at all', 'granite window sparrow'))).toBe('invalid');
    expect(await problemOf(change(null, 'granite window sparrow'))).toBe('invalid');
    expect(await problemOf(change(PASSWORD, 'olga'))).toBe('invalid');
    expect(await actorOf(other.token)).toMatchObject({ name: 'olga' });
    await change(PASSWORD, 'granite window sparrow');
    expect(await actorOf(other.token)).toEqual({ kind: 'nobody' });
    expect(await actorOf(olga.token)).toMatchObject({ name: 'olga' });
    expect(await problemOf(attempt('olga', PASSWORD))).toBe('unauthorised');
    expect(await attempt('olga', 'granite window sparrow')).toMatchObject({ step: 'done' });
  });

  test('guessing the present password locks like guessing at the door', async () => {
    const olga = await t.owner();
    const guess = () => t.auth.own.setPassword(olga, { current: 'not it at all', password: 'granite window sparrow' });
    expect(await outcomes(Array.from({ length: 12 }, guess))).toEqual({ invalid: 10, limited: 2 });
  });

  test('every try is on record', async () => {
    const olga = await t.owner();
    await problemOf(attempt('olga', 'not it at all'));
    const { rows } = await t.database.pool.query(
      'select is_success, user_name, role, host(ip_address) ip, host, account_id from sign_ins order by id',
    );
    const who = { user_name: 'olga', role: 'owner', ip: '203.0.113.7', host: 'https://spyglass.example' };
    expect(rows).toEqual([
      { is_success: true, ...who, account_id: idOf(olga.actor) },
      { is_success: false, ...who, account_id: idOf(olga.actor) },
    ]);
  });
});

test('an unknown name takes as long as a wrong password', async () => {
  await t.owner();
  await t.database.pool.query('update accounts set password_hash = $1', [await hashPassword(PASSWORD)]);
  const time = async (username: string): Promise<number> => {
    const times: number[] = [];
    for (let n = 0; n < 4; n++) {
      const start = performance.now();
      await problemOf(attempt(username, 'not it at all', { ipAddress: `192.0.2.${n}` }));
      times.push(performance.now() - start);
    }
    return Math.min(...times);
  };
  await time('warm');
  const [known, unknown] = [await time('olga'), await time('somebody')];
  expect(unknown).toBeGreaterThan(known * 0.5);
  expect(unknown).toBeLessThan(known * 2);
});
