import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AddPasskeyBody, PasskeySignInBody } from '#contract/auth.ts';
import { type Authenticator, type Bend, createAuthenticator } from './authenticator-testing.ts';
import { type AuthTest, aCall, idOf, openAuthTest, outcomes, PASSWORD, problemOf } from './testing.ts';

let t: AuthTest;
beforeAll(async () => {
  t = await openAuthTest();
});
afterAll(() => t.database.drop());
beforeEach(() => t.empty());

const SITE = { origin: 'https://spyglass.example:8181' };
type By = Awaited<ReturnType<AuthTest['owner']>>;

async function register(by: By, key: Authenticator, bend: Bend = {}, name = 'phone') {
  const { token, options } = await t.auth.own.beginPasskey(by, { password: PASSWORD }, SITE);
  const body = AddPasskeyBody.parse({ token, name, credential: key.create(options, SITE.origin, bend) });
  return t.auth.own.addPasskey(by, body, SITE);
}

async function answer(key: Authenticator, bend: Bend = {}) {
  const { token, options } = await t.auth.signIn.beginPasskey(SITE);
  return PasskeySignInBody.parse({ token, credential: key.get(options, SITE.origin, bend) });
}

const enter = async (key: Authenticator, bend: Bend = {}, site = SITE) =>
  t.auth.signIn.passkey(await answer(key, bend), site, aCall());

test('a passkey is added, and signs in without a name, a password or a code', async () => {
  const olga = await t.owner();
  const key = createAuthenticator();
  const { options } = await t.auth.own.beginPasskey(olga, { password: PASSWORD }, SITE);
  expect(options).toMatchObject({
    rp: { id: 'spyglass.example', name: 'Spyglass' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  expect(await register(olga, key)).toMatchObject({ id: key.credentialId, name: 'phone', lastUsedAt: null });
  const { account, session } = await enter(key);
  expect(account).toMatchObject({ username: 'olga', passkeys: 1 });
  expect(await t.auth.actorOf({ session: session.token, key: null }, aCall())).toMatchObject({ name: 'olga' });
  expect(await enter(key)).toMatchObject({ step: 'done' });
  const [listed] = await t.auth.own.passkeys(olga.actor);
  expect(listed?.lastUsedAt).toBe(new Date(t.clock.now()).toISOString());
  const { rows } = await t.database.pool.query('select counter, transports from passkeys');
  expect(rows).toEqual([{ counter: 2, transports: ['internal'] }]);
});

test('a passkey that does not count is good again and again', async () => {
  const key = createAuthenticator({ counts: false });
  await register(await t.owner(), key);
  for (let n = 0; n < 3; n++) expect(await enter(key)).toMatchObject({ step: 'done' });
});

describe('is not let in:', () => {
  const bends: [string, Bend][] = [
    ['another site in the browser', { origin: 'https://spyglass.example.evil.test' }],
    ['another port', { origin: 'https://spyglass.example' }],
    ['plain http', { origin: 'http://spyglass.example:8181' }],
    ['the key of another site', { rpId: 'evil.test' }],
    ['nobody touched it with a finger or a PIN', { isVerified: false }],
    ['another challenge', { challenge: Buffer.from('another challenge').toString('base64url') }],
  ];

  test.each(bends)('%s', async (_what, bend) => {
    const olga = await t.owner();
    const key = createAuthenticator();
    expect(await problemOf(register(olga, createAuthenticator(), bend))).toBe('invalid');
    await register(olga, key);
    expect(await problemOf(enter(key, bend))).toBe('unauthorised');
    expect(await problemOf(enter(key))).toBe('none');
  });

  test('a key nobody knows, one that was removed, and one of a closed account', async () => {
    const olga = await t.owner();
    const [unknown, removed, closed] = [createAuthenticator(), createAuthenticator(), createAuthenticator()];
    const { id } = await register(olga, removed);
    await t.auth.own.deletePasskey(olga, id);
    const vera = await t.add(olga, 'vera', 'viewer');
    await register(await t.signedIn('vera'), closed);
    await t.auth.accounts.change(olga, vera, { isEnabled: false });
    expect(await outcomes([enter(unknown), enter(removed), enter(closed)])).toEqual({ unauthorised: 3 });
  });

  test('a counter that stands still or goes back: the key was copied', async () => {
    const key = createAuthenticator();
    await register(await t.owner(), key);
    await enter(key, { counter: 7 });
    expect(await problemOf(enter(key, { counter: 7 }))).toBe('unauthorised');
    expect(await problemOf(enter(key, { counter: 3 }))).toBe('unauthorised');
    expect(await problemOf(enter(key, { counter: 0 }))).toBe('unauthorised');
    expect(await problemOf(enter(key, { counter: 8 }))).toBe('none');
  });

  test('an answer that was used, or a challenge that is old', async () => {
    const key = createAuthenticator({ counts: false });
    await register(await t.owner(), key);
    const used = await answer(key);
    const tries = [0, 1, 2].map(() => t.another().signIn.passkey(used, SITE, aCall()));
    expect(await outcomes(tries)).toEqual({ none: 1, unauthorised: 2 });
    const old = await answer(key);
    await t.clock.advance(300_000);
    expect(await problemOf(t.auth.signIn.passkey(old, SITE, aCall()))).toBe('unauthorised');
  });

  test('an answer for another address of ours', async () => {
    const key = createAuthenticator();
    await register(await t.owner(), key);
    expect(await problemOf(enter(key, {}, { origin: 'https://other.example' }))).toBe('unauthorised');
  });

  test('whoever tried too often', async () => {
    await t.owner();
    const tries = Array.from({ length: 12 }, () => enter(createAuthenticator()));
    expect(await outcomes(tries)).toEqual({ unauthorised: 10, limited: 2 });
  });

  test('garbage', async () => {
    const key = createAuthenticator();
    await register(await t.owner(), key);
    const body = await answer(key);
    for (const field of ['clientDataJSON', 'authenticatorData', 'signature'] as const) {
      const response = { ...body.credential.response, [field]: 'AAAA' };
      const bad = { ...body, credential: { ...body.credential, response } };
      expect(await problemOf(t.auth.signIn.passkey(bad, SITE, aCall())), field).toBe('unauthorised');
    }
  });
});

describe('the passkeys of an account', () => {
  test('take its password to be added, and its own browser', async () => {
    const olga = await t.owner();
    expect(await problemOf(t.auth.own.beginPasskey(olga, { password: 'not it at all' }, SITE))).toBe('invalid');
    const { token, options } = await t.auth.own.beginPasskey(olga, { password: PASSWORD }, SITE);
    const credential = createAuthenticator().create(options, SITE.origin);
    const body = AddPasskeyBody.parse({ token, name: 'x', credential });
    await t.add(olga, 'vera', 'viewer');
    expect(await problemOf(t.auth.own.addPasskey(await t.signedIn('vera'), body, SITE))).toBe('invalid');
    const twice = [0, 1].map(() => t.auth.own.addPasskey(olga, body, SITE));
    expect(await outcomes(twice)).toEqual({ none: 1, unauthorised: 1 });
  });

  test('are renamed and removed by their owner only', async () => {
    const olga = await t.owner();
    const key = createAuthenticator();
    await register(olga, key);
    await t.add(olga, 'vera', 'viewer');
    const vera = await t.signedIn('vera');
    expect(await problemOf(t.auth.own.renamePasskey(vera, key.credentialId, 'mine'))).toBe('not_found');
    expect(await problemOf(t.auth.own.deletePasskey(vera, key.credentialId))).toBe('not_found');
    expect(await t.auth.own.renamePasskey(olga, key.credentialId, 'laptop')).toMatchObject({ name: 'laptop' });
    await t.auth.own.deletePasskey(olga, key.credentialId);
    expect(await t.auth.own.passkeys(olga.actor)).toEqual([]);
  });

  test('the only way into an account is not removed', async () => {
    const olga = await t.owner();
    const key = createAuthenticator();
    await register(olga, key);
    await t.auth.accounts.setPassword(olga, idOf(olga.actor), null);
    const { session } = await enter(key);
    const actor = await t.auth.actorOf({ session: session.token, key: null }, aCall());
    const by = { actor, ipAddress: null };
    expect(await problemOf(t.auth.own.deletePasskey(by, key.credentialId))).toBe('conflict');
    expect(await problemOf(t.auth.accounts.removeSecondFactors(by, idOf(actor)))).toBe('conflict');
    // Without a password there is none to ask for.
    expect(await t.auth.own.beginPasskey(by, { password: null }, SITE)).toHaveProperty('token');
  });
});
