import { desc } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { accountIdentities, auditLog, signIns, users } from '#db/schema/index.ts';
import { silentLog } from '#log';
import { createElsewhere, type Elsewhere } from '../elsewhere.ts';
import { type AuthTest, aCall, openAuthTest, PASSWORD, problemOf } from '../testing.ts';
import { randomToken } from '../visits.ts';
import { OidcFailure } from './errors.ts';
import { CLIENT, startProvider, type TestProvider } from './testing.ts';

let t: AuthTest;
let provider: TestProvider;
let settings: Record<string, unknown>;
let e: Elsewhere;
beforeAll(async () => {
  t = await openAuthTest();
  provider = await startProvider();
});
afterAll(async () => {
  await provider.close();
  await t.database.drop();
});
beforeEach(async () => {
  await t.empty();
  provider.lies = {};
  settings = { id: 'home', label: 'Home', issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret };
  e = elsewhere();
});

const db = () => t.database.db;
const elsewhere = (mayBePrivate = true): Elsewhere =>
  createElsewhere({
    ...{ db, clock: t.clock, log: silentLog, box: t.box, plexTvUrl: 'http://127.0.0.1:9', proxyAuth: undefined },
    settings: async () => ({ ...DEFAULT_SETTINGS, outwardPrivateNetworks: mayBePrivate }),
    oidcProviders: async () => JSON.stringify([settings]),
    refreshPeople: async () => undefined,
  });

const CALLBACK = 'https://spy.example/api/v3/auth/oidc/home/callback';
const begin = (browser: string, returnTo = '/history', id = 'home') =>
  e.oidc.begin(id, { browser, redirectUri: CALLBACK, returnTo, isRemembered: true }, aCall());
const finish = async (browser: string | null, query: string, id = 'home') => {
  const { letIn, returnTo } = await e.oidc.finish({ id, browser, query }, aCall());
  if (letIn === null) throw new Error('nobody was let in');
  return { letIn, returnTo };
};
/** Begins, agrees and comes back, as a browser does. */
async function comeIn() {
  const browser = randomToken();
  return finish(browser, provider.agree(await begin(browser)));
}
/** What the visit ends with. */
async function problem(running: Promise<unknown>): Promise<string> {
  try {
    await running;
    return 'signed in';
  } catch (error) {
    return error instanceof OidcFailure ? error.problem : String(error);
  }
}
const newcomers = { autoCreate: true };

describe('who comes in by a provider', () => {
  test('somebody new becomes a viewer and is the same one the next time', async () => {
    settings = { ...settings, ...newcomers };
    const first = await comeIn();
    expect(first).toMatchObject({ returnTo: '/history', letIn: { account: { username: 'ada', role: 'viewer' } } });
    expect((await comeIn()).letIn.account.id).toBe(first.letIn.account.id);
    expect(first.letIn.session.maxAgeSeconds).toBe(2_592_000);
    // Another provider under the same name vouches for other people.
    expect(await db().select().from(accountIdentities)).toMatchObject([{ subject: `${provider.issuer}#ada-1` }]);
  });

  test('nobody new unless that is wanted, which is noted', async () => {
    expect(await problem(comeIn())).toBe('oidc-unknown');
    const [latest] = await db().select().from(signIns).orderBy(desc(signIns.id));
    expect(latest).toMatchObject({ isSuccess: false, userName: 'ada (home)' });
  });

  test('a name that is taken is somebody else', async () => {
    await t.owner('ada');
    settings = { ...settings, ...newcomers };
    expect((await comeIn()).letIn.account).toMatchObject({ username: 'ada 2', role: 'viewer' });
  });

  const roles = {
    roleClaim: 'groups',
    roles: [
      { value: 'spyglass-admins', role: 'admin' },
      { value: 'family', role: 'viewer' },
    ],
  };
  test.each<[string, unknown, string | null, string]>([
    ['a group that is an administrator’s', ['family', 'spyglass-admins'], null, 'admin'],
    ['a group that is a viewer’s', ['family'], null, 'viewer'],
    ['another group', ['others'], null, 'oidc-forbidden'],
    ['another group where everybody may look', ['others'], 'viewer', 'viewer'],
    ['a text instead of a list', 'spyglass-admins', null, 'admin'],
    ['part of a name', ['spyglass-admins-not'], null, 'oidc-forbidden'],
    ['nonsense', { 'spyglass-admins': true }, null, 'oidc-forbidden'],
    ['no groups', undefined, null, 'oidc-forbidden'],
  ])('with %s', async (_what, groups, otherwise, outcome) => {
    settings = { ...settings, ...newcomers, ...roles, otherwise };
    provider.lies = { claims: { groups } };
    const told = await comeIn().then(
      ({ letIn }) => letIn.account.role,
      (error: OidcFailure) => error.problem,
    );
    expect(told).toBe(outcome);
  });

  test('who loses a group is less the next time, and nothing when there is none left; other browsers are signed out', async () => {
    settings = { ...settings, ...newcomers, ...roles };
    provider.lies = { claims: { groups: ['spyglass-admins'] } };
    const { session } = (await comeIn()).letIn;
    const isIn = async () => (await t.auth.actorOf({ session: session.token, key: null }, aCall())).kind === 'account';
    expect(await isIn()).toBe(true);
    // Groups may stand in the user info only.
    provider.lies = { userInfo: { groups: ['family'] } };
    expect((await comeIn()).letIn.account.role).toBe('viewer');
    expect(await isIn()).toBe(false);
    provider.lies = { claims: { groups: [] } };
    expect(await problem(comeIn())).toBe('oidc-forbidden');
    const actions = (await db().select().from(auditLog)).map(({ action }) => action);
    expect(actions).toEqual(['account.created', 'account.changed']);
  });

  test('an owner stays one, whatever a claim says', async () => {
    const olga = await t.owner();
    settings = { ...settings, ...roles };
    const identity = { provider: 'home', subject: `${provider.issuer}#ada-1` };
    const accountId = olga.actor.kind === 'account' ? olga.actor.accountId : expect.unreachable();
    await db()
      .insert(accountIdentities)
      .values({ ...identity, accountId });
    expect((await comeIn()).letIn.account).toMatchObject({ username: 'olga', role: 'owner' });
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
    ['a verified address', {}, { email: 'Vera@Example.net', email_verified: true }, 'vera'],
    ['an address nobody verified', {}, { email: 'vera@example.net', email_verified: false }, 'oidc-unknown'],
    ['an address of which nothing is said', {}, { email: 'vera@example.net' }, 'oidc-unknown'],
    ['"true" is not true', {}, { email: 'vera@example.net', email_verified: 'true' }, 'oidc-unknown'],
    ['an address two people have', {}, { email: 'two@example.net', email_verified: true }, 'oidc-unknown'],
    ['a user name, without being asked to', {}, { preferred_username: 'vera.plex' }, 'oidc-unknown'],
    ['a user name', { match: 'username' }, { preferred_username: 'VERA.plex' }, 'vera'],
    ['the address of an owner', {}, { email: 'olga@example.net', email_verified: true }, 'oidc-unknown'],
  ])('found by %s: %#', async (_what, how, claims, outcome) => {
    const olga = await t.owner();
    const person = async (username: string, email: string) => {
      const [row] = await db().insert(users).values({ username, email }).returning({ id: users.id });
      return row?.id ?? 0;
    };
    const [vera, own] = [await person('vera.plex', 'vera@example.net'), await person('olga.plex', 'olga@example.net')];
    await person('one', 'two@example.net');
    await person('another', 'TWO@example.net');
    await t.auth.accounts.create(olga, { username: 'vera', role: 'viewer', password: null, userId: vera });
    const account = olga.actor.kind === 'account' ? olga.actor.accountId : expect.unreachable();
    await t.auth.accounts.change(olga, account, { userId: own });
    settings = { ...settings, ...how };
    provider.lies = { claims };
    const told = await comeIn().then(
      ({ letIn }) => letIn.account.username,
      (error: OidcFailure) => error.problem,
    );
    await db().delete(users);
    expect(told).toBe(outcome);
  });
});

describe('a visit to a provider', () => {
  beforeEach(() => {
    settings = { ...settings, ...newcomers };
  });

  test('leads back into the app and nowhere else', async () => {
    const browser = randomToken();
    for (const returnTo of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])
      expect((await finish(browser, provider.agree(await begin(browser, returnTo)))).returnTo).toBe('/');
  });

  test('ends once, in the browser that began it, in time', async () => {
    const browser = randomToken();
    const query = provider.agree(await begin(browser));
    for (const other of [null, randomToken()]) expect(await problem(finish(other, query))).toBe('oidc-expired');
    expect(await problem(finish(browser, query))).toBe('signed in');
    expect(await problem(finish(browser, query))).toBe('oidc-expired');
    const late = provider.agree(await begin(browser));
    await t.clock.advance(900_000);
    expect(await problem(finish(browser, late))).toBe('oidc-expired');
  });

  test('two tabs go on side by side', async () => {
    const browser = randomToken();
    const [one, two] = [await begin(browser, '/one'), await begin(browser, '/two')];
    expect((await finish(browser, provider.agree(two))).returnTo).toBe('/two');
    expect((await finish(browser, provider.agree(one))).returnTo).toBe('/one');
  });

  test.each<[string, (query: string) => string, string]>([
    ['another state', (query) => query.replace(/state=[^&]+/, `state=${randomToken()}`), 'oidc-expired'],
    ['no state', (query) => query.replace(/&state=[^&]+/, ''), 'oidc-expired'],
    ['two states', (query) => `${query}&state=${randomToken()}`, 'oidc-invalid'],
    ['an invented code', (query) => query.replace(/code=[^&]+/, 'code=x'), 'oidc-invalid'],
    ['an answer of another issuer', (query) => `${query}&iss=https%3A%2F%2Fevil.example`, 'oidc-invalid'],
    ['a refusal', (query) => query.replace(/code=[^&]+/, 'error=access_denied'), 'oidc-denied'],
  ])('with %s ends nowhere', async (_what, changed, outcome) => {
    const browser = randomToken();
    const query = provider.agree(await begin(browser));
    expect(await problem(finish(browser, changed(query)))).toBe(outcome);
  });

  test('a code belongs to the visit it was made in (PKCE)', async () => {
    const browser = randomToken();
    const [mine, theirs] = [provider.agree(await begin(browser)), provider.agree(await begin(randomToken()))];
    const mixed = new URLSearchParams(mine);
    mixed.set('code', new URLSearchParams(theirs).get('code') ?? '');
    expect(await problem(finish(browser, mixed.toString()))).toBe('oidc-invalid');
  });

  test.each([
    ['another nonce', { claims: { nonce: 'x' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['a token for somebody else', { claims: { aud: 'other' } }],
    ['an old token', { claims: { exp: 1 } }],
    ['a forged signature', { isForged: true }],
    ['no signature', { isUnsigned: true }],
    ['user info of somebody else', { claims: { preferred_username: undefined }, userInfo: { sub: 'other' } }],
  ])('%s proves nothing', async (_what, lies) => {
    provider.lies = lies;
    expect(await problem(comeIn())).toBe('oidc-invalid');
    expect(await db().$count(accountIdentities)).toBe(0);
  });

  test('a provider is asked about itself once, until its settings change', async () => {
    provider.asked.clear();
    await comeIn();
    await comeIn();
    expect(provider.asked.get('/.well-known/openid-configuration')).toBe(1);
    settings = { ...settings, label: 'House' };
    await comeIn();
    expect(provider.asked.get('/.well-known/openid-configuration')).toBe(2);
  });

  test('a provider that is away, somewhere forbidden, wrong or gone is told', async () => {
    const issuer = { id: 'home', label: 'Home', clientId: 'x' };
    settings = { ...issuer, issuer: 'http://127.0.0.1:9' };
    await expect(begin(randomToken())).rejects.toThrow('Home cannot be reached, or does not answer as it should');
    settings = { ...issuer, issuer: `${provider.issuer}/other` };
    expect(await problemOf(begin(randomToken()))).toBe('upstream');
    expect(await problemOf(begin(randomToken(), '/', 'gone'))).toBe('not_found');
    settings = { ...issuer, issuer: provider.issuer };
    e = elsewhere(false);
    expect(await problemOf(begin(randomToken()))).toBe('upstream');
  });

  test('a wrong client secret is told as a failure', async () => {
    settings = { ...settings, clientSecret: 'wrong' };
    expect(await problem(comeIn())).toBe('oidc-invalid');
  });
});

describe('linking an account that somebody is signed in to', () => {
  const link = async (by: Awaited<ReturnType<AuthTest['owner']>>) => {
    const browser = randomToken();
    const address = await e.links.beginOidc(by, 'home', {
      ...{ browser, redirectUri: CALLBACK, returnTo: '/account?linked=home', password: PASSWORD },
    });
    return e.oidc.finish({ id: 'home', browser, query: provider.agree(address) }, aCall());
  };

  test('lets nobody in, and opens that account from then on', async () => {
    const olga = await t.owner();
    expect(await link(olga)).toEqual({ letIn: null, returnTo: '/account?linked=home' });
    expect((await comeIn()).letIn.account).toMatchObject({ username: 'olga', role: 'owner' });
    await t.add(olga, 'vera', 'viewer');
    expect(await link(await t.signedIn('vera'))).toEqual({
      letIn: null,
      returnTo: '/account?linkProblem=oidc-taken',
    });
  });
});
