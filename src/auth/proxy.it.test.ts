import { BlockList } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addNetwork } from '#config/network-addresses.ts';
import type { ProxyAuth } from '#config/proxy-auth.ts';
import { auditLog } from '#db/schema/index.ts';
import type { Actor } from './actor.ts';
import { createProxySignIn } from './proxy.ts';
import { type AuthTest, idOf, openAuthTest, problemOf } from './testing.ts';

let t: AuthTest;
beforeAll(async () => {
  t = await openAuthTest();
});
afterAll(() => t.database.drop());
beforeEach(() => t.empty());

const PROXY = '172.18.0.2';
const from = new BlockList();
addNetwork(from, '172.18.0.0/16');
const SETTINGS: ProxyAuth = { header: 'Remote-User', from, creates: false, roleHeader: null, roles: [] };
/** As Node hands it on. */
const ZOE = Buffer.from('zoë').toString('latin1');
const ROLES: Partial<ProxyAuth> = {
  creates: true,
  roleHeader: 'Remote-Groups',
  roles: [
    { value: 'admins', role: 'admin' },
    { value: 'family', role: 'viewer' },
  ],
};

const asking = (
  headers: Record<string, string[]>,
  { peer = PROXY, ...changes }: Partial<ProxyAuth> & { peer?: string | null } = {},
): Promise<Actor | null> =>
  createProxySignIn({ ...SETTINGS, ...changes }).actorOf(t.database.db, {
    peer,
    valuesOf: (name) => headers[name] ?? [],
  });
const named = (name: string, changes = {}) => asking({ 'remote-user': [name] }, changes);
const nameOf = (actor: Actor | null): string =>
  actor?.kind === 'account' ? `${actor.name} ${actor.role}` : String(actor?.kind);

describe('the word of a proxy', () => {
  test('is taken for an account that there is, in any case of letters', async () => {
    await t.owner();
    expect(nameOf(await named('Olga'))).toBe('olga owner');
    expect(nameOf(await named('vera'))).toBe('nobody');
    expect(await asking({})).toBe(null);
  });

  test.each(['203.0.113.7', '172.19.0.2', '::ffff:172.19.0.2', '127.0.0.1', '::1', '', 'unknown', null])(
    'is nothing when %s says it, whatever else it says',
    async (peer) => {
      await t.owner();
      const headers = {
        'remote-user': ['olga'],
        'x-forwarded-for': [PROXY],
        'x-real-ip': [PROXY],
        forwarded: [`for=${PROXY}`],
      };
      expect(await asking(headers, { peer })).toBe(null);
    },
  );

  test('is taken from a peer in either way to write its address', async () => {
    await t.owner();
    expect(nameOf(await named('olga', { peer: '::ffff:172.18.0.9' }))).toBe('olga owner');
  });

  test('is nothing at all when no proxy was declared', async () => {
    await t.owner();
    const none = createProxySignIn(undefined);
    expect(await none.actorOf(t.database.db, { peer: PROXY, valuesOf: () => ['olga'] })).toBe(null);
    expect(none.isProxied({ peer: PROXY })).toBe(false);
  });

  test.each([[['olga', 'mallory']], [['']], [['   ']], [['x'.repeat(101)]], [['ol\tga']]])(
    '%j names nobody',
    async (values) => {
      await t.owner();
      expect(await problemOf(asking({ 'remote-user': values }))).toBe('forbidden');
    },
  );

  test('makes viewers when that was declared, once each', async () => {
    const both = await Promise.all([ZOE, ZOE].map((name) => named(name, { creates: true })));
    expect(both.map(nameOf)).toEqual(['zoë viewer', 'zoë viewer']);
    // What is no UTF-8 is no name.
    expect(await problemOf(named('zoë', { creates: true }))).toBe('forbidden');
    expect(await t.database.db.$count(auditLog)).toBe(1);
  });

  test('may say what somebody may do; an owner stays one', async () => {
    await t.owner();
    const grouped = async (name: string, groups: string) =>
      nameOf(await asking({ 'remote-user': [name], 'remote-groups': [groups] }, ROLES));
    expect(await grouped('vera', 'family, admins')).toBe('vera admin');
    expect(await grouped('vera', 'family')).toBe('vera viewer');
    expect(await grouped('vera', 'admins-not')).toBe('vera viewer');
    expect(await grouped('olga', 'family')).toBe('olga owner');
    // Without the declaration the header is one like any other.
    const plain = await asking({ 'remote-user': ['vera'], 'remote-groups': ['admins'] });
    expect(nameOf(plain)).toBe('vera viewer');
  });

  test('lets nobody into a closed account, and open pages of theirs end', async () => {
    const olga = await t.owner();
    await t.add(olga, 'vera', 'viewer');
    const vera = await named('vera');
    if (vera === null) throw new Error('nobody');
    expect(await t.auth.isStillIn(vera)).toBe(true);
    await t.auth.accounts.change(olga, idOf(vera), { isEnabled: false });
    expect(await t.auth.isStillIn(vera)).toBe(false);
    expect(nameOf(await named('vera'))).toBe('nobody');
  });
});
