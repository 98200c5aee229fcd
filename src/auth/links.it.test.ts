import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accountIdentities, accounts, auditLog, users } from '#db/schema/index.ts';
import { openPlexTest, type PlexTest, pinOf } from './plex/testing.ts';
import { PASSWORD, problemOf } from './testing.ts';
import { randomToken } from './visits.ts';

let t: PlexTest;
beforeAll(async () => {
  t = await openPlexTest();
  await t.readPeople();
});
afterAll(() => t.close());
beforeEach(() => t.empty());

const db = () => t.database.db;
const FERN = 71_000_102;
/** Links the Plex account of somebody with the account of `by`. */
async function link(by: Awaited<ReturnType<PlexTest['owner']>>, person: string, password: string | null = PASSWORD) {
  const e = t.elsewhere();
  const browser = randomToken();
  const begun = await e.links.beginPlex(by, { browser, forwardUrl: null, password });
  t.sim.approvePin(pinOf(begun.address), t.tokenOf(person));
  return e.links.checkPlex(by, { pinId: begun.pinId, browser });
}

describe('linking the own account with a Plex account', () => {
  test('opens it from then on, gives it its person, and is noted', async () => {
    const olga = await t.owner();
    expect(await link(olga, 'fern')).toEqual({ state: 'done', username: 'fern.quill' });
    const [account] = await db().select().from(accounts);
    const [fern] = await db().select().from(users).where(eq(users.plexUserId, FERN));
    expect(account?.userId).toBe(fern?.id);
    expect(await t.comeIn(t.elsewhere(), 'fern')).toMatchObject({ step: 'done', account: { id: account?.id } });
    const [noted] = await db().select().from(auditLog).orderBy(desc(auditLog.id));
    expect(noted).toMatchObject({ action: 'account.linked', details: { provider: 'plex', person: fern?.id } });
    expect((await t.elsewhere().links.list(olga)).links).toMatchObject([{ provider: 'plex' }]);
  });

  test('asks for the password, and is not done for an account that is linked elsewhere', async () => {
    const olga = await t.owner();
    expect(await problemOf(link(olga, 'fern', 'wrong'))).toBe('invalid');
    await link(olga, 'fern');
    await t.add(olga, 'vera', 'viewer');
    expect(await problemOf(link(await t.signedIn('vera'), 'fern', PASSWORD))).toBe('conflict');
  });

  test('can be taken back, unless it is the only way in', async () => {
    const olga = await t.owner();
    await link(olga, 'fern');
    await t.elsewhere().links.remove(olga, 'plex');
    expect(await db().$count(accountIdentities)).toBe(0);
    expect(await problemOf(t.elsewhere().links.remove(olga, 'plex'))).toBe('not_found');
    await link(olga, 'fern');
    await db().update(accounts).set({ passwordHash: null });
    expect(await problemOf(t.elsewhere().links.remove(olga, 'plex'))).toBe('conflict');
  });
});
