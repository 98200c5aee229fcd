import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { accountIdentities, auditLog, signInSteps } from '#db/schema/index.ts';
import type { By } from '../audit.ts';
import type { Elsewhere } from '../elsewhere.ts';
import { aCall, idOf, problemOf } from '../testing.ts';
import { randomToken } from '../visits.ts';
import { openPlexTest, type PlexTest, pinOf } from './testing.ts';

let t: PlexTest;
let olga: By;
let e: Elsewhere;
const others: Server[] = [];
beforeAll(async () => {
  t = await openPlexTest();
});
afterAll(async () => {
  for (const server of others) server.close();
  await t.close();
});
beforeEach(async () => {
  await t.empty();
  t.settings = DEFAULT_SETTINGS;
  olga = await t.owner();
  e = t.elsewhere({ clock: systemClock() });
});

const browser = randomToken();

async function agreed(person = 'owner') {
  const begun = await e.plexServers.begin(olga, { browser, forwardUrl: null });
  t.sim.approvePin(pinOf(begun.address), t.tokenOf(person));
  const answer = await e.plexServers.check(olga, { pinId: begun.pinId, browser });
  if (answer.state !== 'done') throw new Error(answer.state);
  return answer;
}

async function listening(answer: string): Promise<string> {
  const server = createServer((_request, response) => response.end(answer)).listen(0, '127.0.0.1');
  others.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('answers the servers of the account, near addresses first, and no token', async () => {
  const answer = await agreed();
  const [server] = answer.servers;
  expect(answer).toMatchObject({ username: 'harbourmaster', servers: [{ isKnown: true, isOnline: true }] });
  expect(server?.addresses.map(({ isLocal }) => isLocal)).toEqual([true, true, false]);
  expect(server?.addresses.some(({ url }) => url === t.sim.pmsUrl)).toBe(true);
  const kept = await t.database.db.select().from(signInSteps);
  for (const text of [JSON.stringify(answer), JSON.stringify(kept)]) expect(text).not.toContain(t.sim.token);
});

test('a server of somebody else cannot be watched', async () => {
  expect((await agreed('fern')).servers).toEqual([]);
});

test('an address is tried in plain words', async () => {
  const { pinId } = await agreed();
  const machineIdentifier = t.sim.machineIdentifier;
  const trying = async (url: string) =>
    (await e.plexServers.test(olga, { browser, body: { pinId, machineIdentifier, url } })).result;
  const identity = (id: string) => `<MediaContainer size="0" machineIdentifier="${id}" version="1.0"/>`;
  expect(await trying(t.sim.pmsUrl)).toBe('reachable');
  expect(await trying('http://127.0.0.1:9')).toBe('refused');
  expect(await trying(t.sim.pmsUrl.replace('http:', 'https:'))).toBe('certificate');
  expect(await trying(await listening('hello'))).toBe('not-plex');
  expect(await trying(await listening(identity('somebody-else')))).toBe('other-server');
  expect(await trying('http://no-such-name.invalid:32400')).toBe('unknown-name');
  expect(await trying('http://169.254.169.254/')).toBe('not-allowed');
  expect(await trying('file:///etc/passwd')).toBe('not-allowed');
  t.settings = { ...DEFAULT_SETTINGS, outwardPrivateNetworks: false };
  expect(await trying(t.sim.pmsUrl)).toBe('not-allowed');
});

test('connects with a token that the page never saw, which then lets its owner in', async () => {
  const { pinId } = await agreed();
  const added: unknown[] = [];
  const add = async (server: unknown) => added.push(server);
  const body = { pinId, machineIdentifier: t.sim.machineIdentifier, url: t.sim.pmsUrl };
  const elsewhere = { ...body, url: 'http://127.0.0.1:9' };
  expect(await problemOf(e.plexServers.connect(olga, { browser, body: elsewhere }, add))).toBe('upstream');
  const foreign = { ...body, machineIdentifier: 'not theirs' };
  expect(await problemOf(e.plexServers.connect(olga, { browser, body: foreign }, add))).toBe('invalid');
  expect(await problemOf(e.plexServers.connect(olga, { browser: randomToken(), body }, add))).toBe('invalid');
  expect(added).toEqual([]);
  await e.plexServers.connect(olga, { browser, body }, add);
  expect(added).toEqual([{ url: t.sim.pmsUrl, token: t.sim.token }]);
  expect(await t.database.db.select().from(accountIdentities)).toMatchObject([
    { provider: 'plex', subject: '71000100', accountId: idOf(olga.actor) },
  ]);
  const [entry] = (await t.database.db.select().from(auditLog)).filter(({ action }) => action === 'server.added');
  expect(JSON.stringify(entry)).not.toContain(t.sim.token);
  await t.readPeople();
  expect(await t.comeIn(t.elsewhere(), 'owner')).toMatchObject({ account: { username: 'olga', role: 'owner' } });
});

test('is for administrators who are signed in', async () => {
  const vera = await t.add(olga, 'vera', 'viewer');
  expect(vera).toBeGreaterThan(0);
  const viewer = await t.signedIn('vera');
  const nobody: By = { actor: { kind: 'nobody' }, ipAddress: null };
  const key: By = {
    actor: { kind: 'key', keyId: 1, name: 'k', scope: 'admin', serverId: null },
    ipAddress: null,
  };
  const begin = (by: By) => problemOf((async () => e.plexServers.begin(by, { browser, forwardUrl: null }))());
  expect([await begin(viewer), await begin(nobody), await begin(key)]).toEqual([
    'forbidden',
    'unauthorised',
    'forbidden',
  ]);
  const { pinId } = await agreed();
  const body = { pinId, machineIdentifier: t.sim.machineIdentifier, url: t.sim.pmsUrl };
  expect(await problemOf(e.plexServers.test(viewer, { browser, body }))).toBe('forbidden');
  await t.auth.own.endOtherSessions(olga);
  await t.auth.accounts.endAllSessions(olga);
  expect(await problemOf(e.plexServers.test(olga, { browser, body }))).toBe('invalid');
  expect(await t.auth.isStillIn((await t.signedIn('olga', aCall())).actor)).toBe(true);
});
