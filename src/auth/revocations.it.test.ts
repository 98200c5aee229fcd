import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#clock';
import type { Listening } from '#db/listen.ts';
import { inTransaction } from '#db/pool.ts';
import { silentLog } from '#log';
import { createAuth } from './auth.ts';
import type { Auth } from './interface.ts';
import { announceRevoked, type Revoked, readRevoked } from './revocations.ts';
import { type AuthTest, openAuthTest } from './testing.ts';

let t: AuthTest;
/** Another process, which has streams open. */
let other: Auth;
let listening: Listening;
let heard: Revoked[] = [];
beforeAll(async () => {
  t = await openAuthTest();
  const clock = systemClock();
  other = createAuth({ db: () => t.database.db, clock, log: silentLog, box: t.box, declaredKey: undefined });
  other.onRevoked((revoked) => heard.push(revoked));
  listening = await other.follow(t.database.connection);
});
afterAll(async () => {
  await listening.stop();
  await t.database.drop();
});
beforeEach(async () => {
  await t.empty();
  heard = [];
});

const until = async (isThere: () => boolean, ms = 1_000): Promise<number> => {
  const start = performance.now();
  while (!isThere() && performance.now() - start < ms) await new Promise((resolve) => setTimeout(resolve, 2));
  return performance.now() - start;
};
const sessionsHeard = (): string[] => heard.flatMap((one) => (one.kind === 'some' ? one.sessions : []));
const keysHeard = (): number[] => heard.flatMap((one) => (one.kind === 'some' ? one.keys : []));

test('another process hears of ended sessions and keys within a second', async () => {
  const olga = await t.owner();
  const vera = await t.add(olga, 'vera', 'viewer');
  const { actor } = await t.signedIn('vera');
  const hash = actor.kind === 'account' ? actor.sessionHash : '';
  await t.auth.accounts.change(olga, vera, { role: 'guest' });
  expect(await until(() => sessionsHeard().includes(hash))).toBeLessThan(1_000);
  const { view } = await t.auth.keys.create(olga, { name: 'k', scope: 'read', serverId: null, expiresAt: null });
  await t.auth.keys.revoke(olga, view.id);
  expect(await until(() => keysHeard().includes(view.id))).toBeLessThan(1_000);
});

test('an account that loses its role or is deleted takes its keys along', async () => {
  const olga = await t.owner();
  const adam = await t.add(olga, 'adam', 'admin');
  const admin = await t.signedIn('adam');
  const { view } = await t.auth.keys.create(admin, { name: 'k', scope: 'read', serverId: null, expiresAt: null });
  await t.auth.accounts.delete(olga, adam);
  await until(() => keysHeard().includes(view.id));
  expect(keysHeard()).toContain(view.id);
});

test('nothing is told of what was rolled back', async () => {
  const undone = inTransaction(t.database.db, async (tx) => {
    await announceRevoked(tx, { sessions: ['undone'] });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await inTransaction(t.database.db, (tx) => announceRevoked(tx, { sessions: ['done'] }));
  await until(() => sessionsHeard().includes('done'));
  expect(sessionsHeard()).toEqual(['done']);
});

test('a thousand at once arrive, in pieces', async () => {
  const sessions = Array.from({ length: 1_000 }, (_, n) => String(n).padStart(64, '0'));
  await inTransaction(t.database.db, (tx) => announceRevoked(tx, { sessions, keys: [1, 2, 3] }));
  await until(() => sessionsHeard().length === 1_000, 5_000);
  expect(sessionsHeard()).toEqual(sessions);
  expect(keysHeard()).toEqual([1, 2, 3]);
});

test('after a lost connection nobody knows what was missed, so everything counts as ended', async () => {
  await t.database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name like 'spyglass listen%'`,
  );
  await until(() => heard.some(({ kind }) => kind === 'everything'), 5_000);
  expect(heard).toContainEqual({ kind: 'everything' });
});

test.each(['', 'x', '{}', '{"sessions":[1],"keys":[]}'])('a message nobody understands means everything: %j', (text) =>
  expect(readRevoked(text)).toEqual({ kind: 'everything' }),
);
