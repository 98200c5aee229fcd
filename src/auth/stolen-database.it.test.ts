import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pinnedFor } from '#config/pinned-settings.ts';
import { createSecretBox } from '#config/secret-box.ts';
import { createSettingsStore } from '#config/settings-store.ts';
import { AddPasskeyBody, PasskeySignInBody } from '#contract/auth.ts';
import { silentLog } from '#log';
import { pinServer } from '#monitoring/queries-servers.ts';
import { addNotifier } from '#notifications/save-notifier.ts';
import { savePeople } from '#users/save-people.ts';
import { createAuth } from './auth.ts';
import { createAuthenticator } from './authenticator-testing.ts';
import { checkPassword } from './passwords.ts';
import { hashOfToken } from './sessions.ts';
import { sealStep } from './steps.ts';
import { type AuthTest, aCall, openAuthTest, PASSWORD, problemOf } from './testing.ts';

/** Somebody got a copy of the database, for example a backup, but not the key file. */

let t: AuthTest;
/** Everything that opens a door, as it was used. */
const secrets = new Map<string, string>();
beforeAll(async () => {
  t = await openAuthTest();
  await useEverything();
});
afterAll(() => t.database.drop());

const keep = (what: string, value: string): string => {
  secrets.set(what, value);
  return value;
};
const invented = (what: string): string =>
  keep(what, `${what.replace(/\W/g, '')}${randomBytes(12).toString('base64url')}`);

const SITE = { origin: 'https://spyglass.example' };

async function useAccounts(): Promise<void> {
  const { auth } = t;
  keep('password', PASSWORD);
  keep('set-up code', (await auth.setUp.code()) ?? '');
  const olga = await t.owner();
  keep('cookie', olga.token);
  const { token, secret } = await auth.own.beginTotp(olga, { password: PASSWORD });
  const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: t.clock.now() });
  keep('secret of the app', secret);
  keep('step of the app', token);
  const { codes } = await auth.own.confirmTotp(olga, { token, code: code() });
  for (const [index, one] of codes.entries()) keep(`recovery code ${index}`, one);
  const first = await auth.signIn.password({ username: 'olga', password: PASSWORD }, aCall());
  if (first.step === 'code') keep('second step', first.token);
  const { key } = await auth.keys.create(olga, { name: 'dashboard', scope: 'admin', serverId: null, expiresAt: null });
  keep('API key', key);
  await auth.actorOf({ session: null, key }, aCall());
  await usePasskey(olga);
}

async function usePasskey(olga: Awaited<ReturnType<AuthTest['owner']>>): Promise<void> {
  const { auth } = t;
  const authenticator = createAuthenticator();
  const begun = await auth.own.beginPasskey(olga, { password: PASSWORD }, SITE);
  const credential = authenticator.create(begun.options, SITE.origin);
  await auth.own.addPasskey(olga, AddPasskeyBody.parse({ token: begun.token, name: 'phone', credential }), SITE);
  const { token, options } = await auth.signIn.beginPasskey(SITE);
  keep('step of the passkey', token);
  const answer = PasskeySignInBody.parse({ token, credential: authenticator.get(options, SITE.origin) });
  const { session } = await auth.signIn.passkey(answer, SITE, aCall());
  keep('cookie of the passkey', session.token);
  await problemOf(auth.signIn.password({ username: 'olga', password: invented('mistyped password') }, aCall()));
}

async function usePlex(): Promise<void> {
  const { db, pool } = t.database;
  const token = invented('token of the server');
  await pinServer(db, t.box, { url: 'http://attic:32400', token });
  const { rows } = await pool.query('select id from servers');
  const person = { title: 'A', email: 'a@example.net', thumb: null, isOwner: false, isHomeUser: false };
  const rest = { isRestricted: false, isManaged: false, allowsSync: false };
  const filters = { all: '', movies: '', tv: '', music: '', photos: '' };
  const someone = (plexUserId: number) => ({ plexUserId, username: `u${plexUserId}`, ...person, ...rest, filters });
  await savePeople(
    db,
    t.box,
    { id: rows[0].id, token },
    {
      owner: { ...someone(1), isOwner: true, token: invented('token of the owner'), hasPlexPass: true },
      others: [someone(2)],
      shares: [{ plexUserId: 2, serverToken: invented('token of a friend'), sectionIds: [1] }],
    },
  );
}

async function useOthers(): Promise<void> {
  const { db, pool } = t.database;
  const settings = createSettingsStore({
    ...{ db, secretBox: t.box, clock: t.clock, log: silentLog },
    pinned: pinnedFor({}),
  });
  await settings.update({
    tmdbApiKey: invented('key of a movie database'),
    newsletterPassword: invented('newsletter password'),
  });
  const hook = { hook: `https://hooks.example/${invented('address of a hook')}`, token: invented('token of an agent') };
  await addNotifier(db, (secret) => t.box.seal(secret), { id: 17, name: 'x', label: 'X' }, hook);
  const device = invented('token of a device');
  await pool.query(
    'insert into devices (device_id, name, token_hash, token_sealed, official) values ($1, $2, $3, $4, 0)',
    [...['phone', 'Phone', hashOfToken(device), t.box.seal(device)]],
  );
}

async function useEverything(): Promise<void> {
  await useAccounts();
  await usePlex();
  await useOthers();
  keep('step of a provider', sealStep(t.deps, 'oidc', { verifier: invented('verifier') }).token);
}

/** Every value of every table as text. */
async function dump(): Promise<Map<string, string[]>> {
  const { rows: tables } = await t.database.pool.query(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found = new Map<string, string[]>();
  for (const { name } of tables) {
    const { rows } = await t.database.pool.query(`select to_jsonb(x) as row from "${name}" x`);
    found.set(
      name,
      rows.flatMap(({ row }) => texts(row)),
    );
  }
  return found;
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}

test('a copy of the database holds nothing that was typed, sent or shown', async () => {
  const all = await dump();
  const filled = [...all].filter(([, values]) => values.length > 0).map(([name]) => name);
  for (const name of [
    'accounts',
    'account_sessions',
    'api_keys',
    'passkeys',
    'servers',
    'settings',
    'users',
    'notifiers',
  ])
    expect(filled).toContain(name);
  for (const name of ['devices', 'recovery_codes', 'sign_in_steps', 'sign_ins', 'audit_log', 'server_access'])
    expect(filled).toContain(name);
  const text = JSON.stringify([...all]).toLowerCase();
  const forms = (secret: string): string[] => [
    ...[secret, secret.replaceAll('-', '')],
    ...(['hex', 'base64', 'base64url'] as const).map((one) => Buffer.from(secret).toString(one).replace(/=+$/, '')),
  ];
  expect(secrets.size).toBeGreaterThan(25);
  const told = [...secrets].filter(([, secret]) => forms(secret).some((form) => text.includes(form.toLowerCase())));
  expect(told.map(([what]) => what)).toEqual([]);
});

test('nothing in it opens a session, is a key or finishes a sign-in', async () => {
  const values = new Set([...(await dump()).values()].flat());
  expect(values.size).toBeGreaterThan(40);
  const nobody = { kind: 'nobody' };
  for (const [index, value] of [...values].entries()) {
    const caller = { ipAddress: `198.51.${index >> 8}.${index & 255}`, userAgent: null };
    for (const session of [value, Buffer.from(value, 'hex').toString('base64url'), value.slice(0, 43)])
      expect(await t.auth.actorOf({ session, key: null }, caller)).toEqual(nobody);
    expect(await problemOf(t.auth.actorOf({ session: null, key: value }, caller)), value).toBe('unauthorised');
    const step = t.auth.signIn.code({ token: value, code: '000000' }, { ...aCall(), ...caller });
    expect(await problemOf(step), value).toBe('unauthorised');
  }
});

test('no stored text is the password of an account', async () => {
  const all = await dump();
  const { rows } = await t.database.pool.query('select password_hash from accounts where password_hash is not null');
  for (const value of [...(all.get('accounts') ?? []), ...(all.get('recovery_codes') ?? [])])
    for (const { password_hash } of rows) expect(await checkPassword(value, password_hash)).toBe('wrong');
});

test('without the key file nothing sealed is read, and Plex is not called', async () => {
  const all = [...(await dump()).values()].flat();
  const sealed = [...new Set(all.filter((value) => value.startsWith('v1:')))];
  // Server, owner, share, app, step, two settings, agent, device.
  expect(sealed.length).toBeGreaterThanOrEqual(9);
  // Whatever else is in the copy is tried as the key, too.
  const keys = ['a key of somebody else', ...new Set(all)].filter((key) => key.length >= 16);
  for (const key of keys) {
    const thief = createSecretBox(key);
    for (const value of sealed) expect(() => thief.open(value)).toThrow('cannot be read');
  }
});

test('a thief with the database and a key of their own makes no code, no passkey step and no recovery code good', async () => {
  const box = createSecretBox('a key of somebody else');
  const thief = createAuth({ db: () => t.database.db, clock: t.clock, log: silentLog, box, declaredKey: undefined });
  await t.clock.advance(600_000);
  const first = await thief.signIn.password({ username: 'olga', password: PASSWORD }, aCall());
  if (first.step !== 'code') throw new Error('no code was asked for');
  const enter = (auth: typeof thief, code: string) =>
    problemOf(auth.signIn.code({ token: first.token, code }, aCall()));
  expect(await enter(thief, secrets.get('recovery code 0') ?? '')).toBe('unauthorised');
  expect(await enter(thief, '123456')).toBe('invalid');
  // Nor is a step of theirs one of ours.
  expect(await enter(t.auth, secrets.get('recovery code 0') ?? '')).toBe('unauthorised');
});
