import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AuthTest, aCall, idOf, openAuthTest, outcomes, PASSWORD, problemOf } from './testing.ts';

let t: AuthTest;
beforeAll(async () => {
  t = await openAuthTest();
});
afterAll(() => t.database.drop());
beforeEach(() => t.empty());

/** The app on the phone. */
const codeOf = (secret: string, offsetMs = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: t.clock.now() + offsetMs });
const wrongCode = (secret: string): string => String((Number(codeOf(secret)) + 1) % 1_000_000).padStart(6, '0');
const nextMinute = (): Promise<void> => t.clock.advance(60_000);

async function withTotp() {
  const olga = await t.owner();
  const { token, secret, uri } = await t.auth.own.beginTotp(olga, { password: PASSWORD });
  const { codes } = await t.auth.own.confirmTotp(olga, { token, code: codeOf(secret) });
  await nextMinute();
  return { olga, secret, uri, codes };
}

async function firstStep(changes = {}): Promise<string> {
  const step = await t.auth.signIn.password({ username: 'olga', password: PASSWORD }, aCall(changes));
  if (step.step !== 'code') throw new Error('no code was asked for');
  return step.token;
}

const finish = (token: string, code: string, changes = {}) => t.auth.signIn.code({ token, code }, aCall(changes));

describe('a code from an app', () => {
  test('is asked for after the password, and lets in', async () => {
    const { olga, secret, uri } = await withTotp();
    expect(uri).toContain('otpauth://totp/Spyglass:olga?issuer=Spyglass&secret=');
    const { account, session } = await finish(await firstStep({ isRemembered: true }), codeOf(secret));
    expect(account).toMatchObject({ hasTotp: true, recoveryCodesLeft: 10 });
    // How long was said with the password.
    expect(session.maxAgeSeconds).toBe(30 * 86_400);
    expect(await t.auth.isStillIn(olga.actor)).toBe(true);
  });

  test('nothing else lets in meanwhile: the token of the step is no session', async () => {
    await withTotp();
    const token = await firstStep();
    expect(await t.auth.actorOf({ session: token, key: null }, aCall())).toEqual({ kind: 'nobody' });
  });

  test('serves once, even at the same moment, and so does its step', async () => {
    const { secret } = await withTotp();
    const code = codeOf(secret);
    const tokens = [await firstStep(), await firstStep()];
    expect(await outcomes(tokens.map((token) => finish(token, code)))).toEqual({ none: 1, unauthorised: 1 });
    // A code from before it is not taken either, though its time has not run out.
    expect(await problemOf(finish(await firstStep(), codeOf(secret, -30_000)))).toBe('unauthorised');
    await nextMinute();
    const token = await firstStep();
    await finish(token, codeOf(secret));
    await nextMinute();
    expect(await problemOf(finish(token, codeOf(secret)))).toBe('unauthorised');
  });

  test('a clock that is half a minute off is no reason to be refused, one that is more is', async () => {
    const { secret } = await withTotp();
    expect(await problemOf(finish(await firstStep(), codeOf(secret, -60_000)))).toBe('unauthorised');
    expect(await problemOf(finish(await firstStep(), codeOf(secret, -30_000)))).toBe('none');
    expect(await problemOf(finish(await firstStep(), codeOf(secret, 30_000)))).toBe('none');
  });

  test('can be tried five times, for five minutes', async () => {
    const { secret } = await withTotp();
    const token = await firstStep();
    for (let n = 0; n < 5; n++) expect(await problemOf(finish(token, wrongCode(secret)))).toBe('unauthorised');
    expect(await problemOf(finish(token, codeOf(secret)))).toBe('unauthorised');
    const late = await firstStep();
    await t.clock.advance(300_000);
    expect(await problemOf(finish(late, codeOf(secret)))).toBe('unauthorised');
  });

  test('wrong ones lock like wrong passwords, however many steps were begun', async () => {
    const { secret } = await withTotp();
    const tokens = await Promise.all(Array.from({ length: 15 }, () => firstStep()));
    expect(await outcomes(tokens.map((token) => finish(token, wrongCode(secret))))).toEqual({
      unauthorised: 10,
      limited: 5,
    });
    expect(await problemOf(firstStep())).toBe('limited');
  });

  test('a step is over when the password changes', async () => {
    const { olga, secret } = await withTotp();
    const token = await firstStep();
    await t.auth.own.setPassword(olga, { current: PASSWORD, password: 'granite window sparrow' });
    expect(await problemOf(finish(token, codeOf(secret)))).toBe('unauthorised');
  });
});

describe('recovery codes', () => {
  test('each serves once, however it is typed', async () => {
    const { codes } = await withTotp();
    expect(new Set(codes).size).toBe(10);
    const [one = '', two = ''] = codes;
    const { account } = await finish(await firstStep(), one.toLowerCase().replace('-', ' '));
    expect(account.recoveryCodesLeft).toBe(9);
    expect(await problemOf(finish(await firstStep(), one))).toBe('unauthorised');
    const tokens = [await firstStep(), await firstStep()];
    expect(await outcomes(tokens.map((token) => finish(token, two)))).toEqual({ none: 1, unauthorised: 1 });
  });

  test('those of somebody else are none', async () => {
    const { olga, codes } = await withTotp();
    await t.add(olga, 'vera', 'viewer');
    const vera = await t.signedIn('vera');
    const { token, secret } = await t.auth.own.beginTotp(vera, { password: PASSWORD });
    await t.auth.own.confirmTotp(vera, { token, code: codeOf(secret) });
    const proof = { password: PASSWORD, code: codes[0] ?? '' };
    expect(await problemOf(t.auth.own.disableTotp(vera, proof))).toBe('invalid');
  });

  test('new ones replace the old ones', async () => {
    const { olga, secret, codes } = await withTotp();
    const proof = { password: PASSWORD, code: codeOf(secret) };
    const fresh = await t.auth.own.newRecoveryCodes(olga, proof);
    expect(await problemOf(finish(await firstStep(), codes[0] ?? ''))).toBe('unauthorised');
    expect(await problemOf(finish(await firstStep(), fresh.codes[0] ?? ''))).toBe('none');
    // The code was used to prove it, so it does not serve again.
    expect(await problemOf(t.auth.own.newRecoveryCodes(olga, proof))).toBe('invalid');
  });
});

describe('switching it on and off', () => {
  test('takes the password, and a code made with the new secret', async () => {
    const olga = await t.owner();
    expect(await problemOf(t.auth.own.beginTotp(olga, { password: null }))).toBe('invalid');
    expect(await problemOf(t.auth.own.beginTotp(olga, { password: 'not it at all' }))).toBe('invalid');
    const { token, secret } = await t.auth.own.beginTotp(olga, { password: PASSWORD });
    expect(await problemOf(t.auth.own.confirmTotp(olga, { token, code: wrongCode(secret) }))).toBe('invalid');
    expect(await problemOf(t.auth.own.confirmTotp(olga, { token: `${token}x`, code: codeOf(secret) }))).toBe(
      'unauthorised',
    );
    await t.add(olga, 'vera', 'viewer');
    const vera = await t.signedIn('vera');
    expect(await problemOf(t.auth.own.confirmTotp(vera, { token, code: codeOf(secret) }))).toBe('invalid');
    const both = [0, 1].map(() => t.auth.own.confirmTotp(olga, { token, code: codeOf(secret) }));
    expect(await outcomes(both)).toEqual({ none: 1, conflict: 1 });
    expect(await problemOf(t.auth.own.beginTotp(olga, { password: PASSWORD }))).toBe('conflict');
  });

  test('off takes both, and then the password is enough', async () => {
    const { olga, secret } = await withTotp();
    const off = (password: string, code: string) => t.auth.own.disableTotp(olga, { password, code });
    expect(await problemOf(off(PASSWORD, wrongCode(secret)))).toBe('invalid');
    expect(await problemOf(off('not it at all', codeOf(secret)))).toBe('invalid');
    await off(PASSWORD, codeOf(secret));
    expect(await t.signedIn('olga')).toMatchObject({ actor: { name: 'olga' } });
    expect((await t.database.pool.query('select from recovery_codes')).rowCount).toBe(0);
  });

  test('a manager takes it away from somebody who lost their phone', async () => {
    const { olga } = await withTotp();
    await t.auth.accounts.removeSecondFactors(olga, idOf(olga.actor));
    expect(await t.signedIn('olga')).toMatchObject({ actor: { name: 'olga' } });
  });
});
