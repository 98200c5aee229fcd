import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { accountIdentities, serverAccess, signIns, users } from '#db/schema/index.ts';
import { editPerson, hidePeople } from '#users/edit-people.ts';
import { aCall, problemOf } from '../testing.ts';
import { randomToken } from '../visits.ts';
import { openPlexTest, type PlexTest, pinOf } from './testing.ts';

let t: PlexTest;
beforeAll(async () => {
  t = await openPlexTest();
  await t.readPeople();
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.empty();
  t.settings = { ...DEFAULT_SETTINGS, guestAccess: true };
  for (const id of [FERN, BRAM, ELKE]) await editPerson(db(), id, { allowsGuest: true });
});

const [FERN, BRAM, ELKE] = [71_000_102, 71_000_103, 71_000_106];
const db = () => t.database.db;
const isIn = async (token: string): Promise<boolean> =>
  (await t.auth.actorOf({ session: token, key: null }, aCall())).kind === 'account';
const tokenOf = (signedIn: Awaited<ReturnType<PlexTest['comeIn']>>): string => {
  if (signedIn.step !== 'done') throw new Error(`not signed in: ${signedIn.step}`);
  return signedIn.session.token;
};
const latestTry = async () => (await db().select().from(signIns).orderBy(desc(signIns.id)).limit(1))[0];

describe('who comes in with a Plex account', () => {
  test('the owner of the server becomes an administrator, and the same one the next time', async () => {
    const e = t.elsewhere();
    const first = await t.comeIn(e, 'owner');
    expect(first).toMatchObject({ step: 'done', account: { username: 'harbourmaster', role: 'admin' } });
    expect(await t.comeIn(e, 'owner')).toMatchObject({ account: (first as { account: unknown }).account });
    expect(await latestTry()).toMatchObject({ isSuccess: true, role: 'admin', userName: 'harbourmaster' });
    expect(await isIn(tokenOf(first))).toBe(true);
  });

  test('a friend becomes a guest who is the person whose plays they see', async () => {
    const signedIn = await t.comeIn(t.elsewhere(), 'fern');
    expect(signedIn).toMatchObject({
      account: { username: 'fern.quill', role: 'guest', person: { name: 'fern.quill' }, hasPassword: false },
    });
  });

  test('a linked account is come into as what it is, with its second factor', async () => {
    const olga = await t.owner();
    const vera = await t.add(olga, 'vera', 'viewer');
    await db().insert(accountIdentities).values({ provider: 'plex', subject: '71000199', accountId: vera });
    const e = t.elsewhere();
    expect(await t.comeIn(e, 'stranger')).toMatchObject({
      step: 'done',
      account: { username: 'vera', role: 'viewer' },
    });
    await t.auth.accounts.change(olga, vera, { isEnabled: false });
    expect(await problemOf(t.comeIn(e, 'stranger'))).toBe('forbidden');
  });

  test.each([
    ['somebody nobody knows', 'stranger', {}],
    ['somebody with whom nothing is shared', 'elke', {}],
    ['a friend while guests are not let in', 'fern', { guestAccess: false }],
    ['a friend who was not allowed', 'cosima', {}],
    ['the owner while that is switched off', 'owner', { plexOwnerSignIn: false }],
  ])('%s is refused, and it is noted', async (_what, person, settings) => {
    t.settings = { ...t.settings, ...settings };
    expect(await problemOf(t.comeIn(t.elsewhere(), person))).toBe('forbidden');
    expect(await latestTry()).toMatchObject({ isSuccess: false, accountId: null, ipAddress: '203.0.113.7' });
    expect((await latestTry())?.userName).toMatch(/ \(plex\)$/);
    expect(await db().$count(accountIdentities)).toBe(0);
  });

  test('a name that is taken here is not theirs, and their failures do not lock it', async () => {
    await t.owner('fern.quill');
    const account = { username: 'fern.quill 2', role: 'guest' };
    expect(await t.comeIn(t.elsewhere(), 'fern')).toMatchObject({ account });
    await t.owner('stranger').catch(() => undefined);
    for (let n = 0; n < 6; n += 1) await problemOf(t.comeIn(t.elsewhere(), 'stranger'));
    expect((await t.signedIn('fern.quill', { ipAddress: '198.51.100.1' })).actor.kind).toBe('account');
  });

  test('a friend who was not known yet comes in when the people were read anew', async () => {
    const access = await db().select().from(serverAccess);
    await db().update(serverAccess).set({ tokenSealed: null });
    expect(await problemOf(t.comeIn(t.elsewhere(), 'bram'))).toBe('forbidden');
    const e = t.elsewhere({ refreshPeople: t.readPeople });
    expect(await t.comeIn(e, 'bram')).toMatchObject({ account: { username: 'bram', role: 'guest' } });
    expect((await db().select().from(serverAccess)).length).toBe(access.length);
  });
});

describe('the sign-in at Plex', () => {
  const begin = async (e = t.elsewhere(), browser = randomToken()) => {
    const begun = await e.plex.begin({ browser, forwardUrl: 'https://spy.example/done', isRemembered: true }, aCall());
    return { e, browser, ...begun };
  };

  test('waits for somebody to agree, and shows our name on a page of Plex', async () => {
    const { e, browser, pinId, address } = await begin();
    expect(address).toMatch(/^https:\/\/app\.plex\.tv\/auth#\?clientID=/);
    expect(address).toContain('code=simulatedpin');
    expect(address).toContain('context%5Bdevice%5D%5Bproduct%5D=Spyglass');
    expect(address).toContain(`forwardUrl=${encodeURIComponent('https://spy.example/done')}`);
    const check = () => e.plex.check({ pinId, browser }, aCall());
    expect(await check()).toEqual({ step: 'waiting' });
    t.sim.approvePin(pinOf(address), t.tokenOf('owner'));
    // Asked again within the second, nobody bothers Plex.
    expect(await check()).toEqual({ step: 'waiting' });
    await t.clock.advance(1_000);
    const answer = await check();
    expect(answer).toMatchObject({ step: 'done', session: { maxAgeSeconds: 2_592_000 } });
    expect(JSON.stringify(answer)).not.toContain(t.tokenOf('owner'));
  });

  test('serves once, and one of two who finish at once', async () => {
    const { e, browser, pinId, address } = await begin();
    t.sim.approvePin(pinOf(address), t.tokenOf('owner'));
    const other = t.elsewhere();
    const both = await Promise.all([e, other].map((one) => one.plex.check({ pinId, browser }, aCall())));
    expect(both.map(({ step }) => step).sort()).toEqual(['done', 'expired']);
    await t.clock.advance(2_000);
    expect(await e.plex.check({ pinId, browser }, aCall())).toEqual({ step: 'expired' });
  });

  test('is of no use to another browser, and goes on in its own', async () => {
    const { e, browser, pinId, address } = await begin();
    t.sim.approvePin(pinOf(address), t.tokenOf('owner'));
    for (const other of [null, '', randomToken(), pinId])
      expect(await e.plex.check({ pinId, browser: other }, aCall())).toEqual({ step: 'expired' });
    expect(await e.plex.check({ pinId, browser }, aCall())).toMatchObject({ step: 'done' });
  });

  test('ends by itself, here and at Plex', async () => {
    const mine = await begin();
    t.sim.approvePin(pinOf(mine.address), t.tokenOf('owner'));
    expect(Date.parse(mine.expiresAt) - t.clock.now()).toBe(900_000);
    await t.clock.advance(900_000);
    expect(await mine.e.plex.check(mine, aCall())).toEqual({ step: 'expired' });
    const theirs = await begin();
    await t.sim.begin({ t0: Date.now(), nonce: 'n' });
    t.sim.setPinApproval(null);
    expect(await theirs.e.plex.check(theirs, aCall())).toEqual({ step: 'expired' });
  });

  test('nonsense is over, and what was begun for a server signs nobody in', async () => {
    const olga = await t.owner();
    const e = t.elsewhere();
    for (const pinId of ['', 'x'.repeat(43), "' or 1=1 --", '\0'])
      expect(await e.plex.check({ pinId, browser: randomToken() }, aCall())).toEqual({ step: 'expired' });
    const browser = randomToken();
    const { pinId, address } = await e.plexServers.begin(olga, { browser, forwardUrl: null });
    t.sim.approvePin(pinOf(address), t.tokenOf('owner'));
    expect(await e.plex.check({ pinId, browser }, aCall())).toEqual({ step: 'expired' });
    expect(await e.plexServers.check(olga, { pinId, browser })).toMatchObject({ state: 'done' });
  });

  test('plex.tv that is away is told', async () => {
    const away = t.elsewhere({ plexTvUrl: 'http://127.0.0.1:9' });
    expect(await problemOf(begin(away))).toBe('upstream');
  });
});

describe('guests who may not stay', () => {
  const guest = async (): Promise<string> => tokenOf(await t.comeIn(t.elsewhere(), 'fern'));

  test.each<[string, () => Promise<unknown>]>([
    ['guest access was switched off', async () => (t.settings = { ...t.settings, guestAccess: false })],
    ['they were', () => editPerson(db(), FERN, { allowsGuest: false })],
    ['they are hidden', () => db().transaction(async (tx) => hidePeople(tx, await idsOf(FERN)))],
    ['nothing is shared with them', () => db().update(serverAccess).set({ tokenSealed: null })],
  ])('are signed out when %s', async (_what, change) => {
    const token = await guest();
    const owner = tokenOf(await t.comeIn(t.elsewhere(), 'owner'));
    await t.elsewhere().endGuests();
    expect(await isIn(token)).toBe(true);
    await change();
    await t.elsewhere().endGuests();
    expect([await isIn(token), await isIn(owner)]).toEqual([false, true]);
    await t.readPeople();
    await db().update(users).set({ isDeleted: false });
  });

  test('whatever changes people is heard at once', async () => {
    const token = await guest();
    const following = await t.elsewhere({ clock: systemClock() }).follow(t.database.connection, () => () => undefined);
    await editPerson(db(), FERN, { allowsGuest: false });
    await expect.poll(() => isIn(token)).toBe(false);
    await following.stop();
  });
});

const idsOf = async (plexUserId: number) =>
  (await db().select({ id: users.id }).from(users).where(eq(users.plexUserId, plexUserId))).map(({ id }) => id);
