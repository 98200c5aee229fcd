/**
 * A reverse proxy that signs people in and says who they are in a header. Believed only of peers on a list, by the connection itself: what
 * a request says of where it comes from anybody can write.
 */
import type { BlockList } from 'node:net';
import { isInNetworks } from '#config/network-addresses.ts';
import type { ProxyAuth } from '#config/proxy-auth.ts';
import type { AccountId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { inTransaction } from '#db/pool.ts';
import { Problem } from '#problem';
import { type Actor, NOBODY } from './actor.ts';
import { audit } from './audit.ts';
import { endAndAnnounce } from './end-sessions.ts';
import { type AccountRow, accountById, accountByName, insertAccount, updateAccount } from './queries.ts';
import { lockForChange } from './queries-accounts.ts';
import { actorOf } from './sessions.ts';

/** The part of a request that matters here. */
export interface ProxiedRequest {
  /** Of the connection, not of any header. */
  readonly peer: string | null;
  /** Every value of a header, by its name in lower case. */
  valuesOf(header: string): readonly string[];
}

export interface ProxySignIn {
  /** Whether the peer is a proxy that signs people in. */
  isProxied(request: Pick<ProxiedRequest, 'peer'>): boolean;
  /** Who the proxy says it is; null when it says nothing, or is not to be believed. @throws Problem `forbidden`. */
  actorOf(db: Db, request: ProxiedRequest): Promise<Actor | null>;
}

/** Marks actors who have no session of their own: the proxy says anew with each request who they are. */
const PROXIED = 'proxy:';
const LONGEST_NAME = 100;

/** Whether an actor was named by a proxy, and still is who they were then. */
export async function isProxiedStillIn(db: Db, actor: Extract<Actor, { kind: 'account' }>): Promise<boolean | null> {
  if (!actor.sessionHash.startsWith(PROXIED)) return null;
  const account = await accountById(db, actor.accountId);
  return account?.isEnabled === true && account.role === actor.role && account.userId === actor.userId;
}

const sessionOf = (id: AccountId): string => `${PROXIED}${id}`;

/** Node reads header values as Latin-1; proxies write UTF-8. */
const textOf = (value: string): string => Buffer.from(value, 'latin1').toString('utf8').normalize('NFC').trim();

/** Twice the same header may be the visitor's and the proxy's: nobody can tell which is which. */
function single(request: ProxiedRequest, name: string): string | null {
  const values = request.valuesOf(name.toLowerCase());
  const [value] = values;
  if (value === undefined) return null;
  const text = values.length === 1 ? textOf(value) : '';
  if (text === '' || text.length > LONGEST_NAME || /[\p{Cc}\uFFFD]/u.test(text))
    throw new Problem('forbidden', `The reverse proxy sends a header ${name} that names nobody`);
  return text;
}

/** Nothing when the environment declares no such proxy. */
export function createProxySignIn(settings: ProxyAuth | undefined): ProxySignIn {
  if (settings === undefined) return { isProxied: () => false, actorOf: async () => null };
  const isProxied = ({ peer }: Pick<ProxiedRequest, 'peer'>): boolean => peer !== null && isListed(settings.from, peer);
  return {
    isProxied,
    async actorOf(db, request) {
      if (!isProxied(request)) return null;
      const name = single(request, settings.header);
      if (name === null) return null;
      const account = await accountFor(db, settings, name, roleOf(settings, request));
      return account?.isEnabled === true ? actorOf(account, sessionOf(account.id)) : NOBODY;
    },
  };
}

const isListed = (list: BlockList, peer: string): boolean => isInNetworks(list, peer);

type Granted = ProxyAuth['roles'][number]['role'];

/** What the header of roles makes of somebody; null when nothing was declared about that, or nothing fits. */
function roleOf({ roleHeader, roles }: ProxyAuth, request: ProxiedRequest): Granted | null {
  if (roleHeader === null) return null;
  const values = request.valuesOf(roleHeader.toLowerCase());
  const [value] = values;
  if (value === undefined || values.length !== 1) return null;
  const groups = new Set(
    textOf(value)
      .split(/[,;|]/)
      .map((one) => one.trim()),
  );
  return roles.find((one) => groups.has(one.value))?.role ?? null;
}

async function accountFor(db: Db, settings: ProxyAuth, name: string, role: Granted | null): Promise<AccountRow | null> {
  const account = await accountByName(db, name);
  if (account === null) return settings.creates ? create(db, name, role ?? 'viewer') : null;
  // Owners are made here, and stay what they are whatever a header says.
  if (role === null || account.role === role || account.role === 'owner') return account;
  return changeRole(db, account, role);
}

async function create(db: Db, username: string, role: Granted): Promise<AccountRow | null> {
  return inTransaction(db, async (tx) => {
    const made = { username, role, passwordHash: null, userId: null, passwordChangedAt: null };
    const account = await insertAccount(tx, made);
    if (account === null) return accountByName(tx, username);
    const by = { actor: actorOf(account, ''), ipAddress: null };
    await audit(tx, by, { action: 'account.created', subject: username, details: { role, provider: 'proxy' } });
    return account;
  });
}

async function changeRole(db: Db, { id }: AccountRow, role: Granted): Promise<AccountRow | null> {
  return inTransaction(db, async (tx) => {
    const account = await lockForChange(tx, id);
    if (account === null || account.role === role || account.role === 'owner') return account;
    await updateAccount(tx, id, { role });
    await endAndAnnounce(tx, { of: id });
    const changed = { ...account, role };
    const by = { actor: actorOf(changed, ''), ipAddress: null };
    const details = { role, provider: 'proxy' };
    await audit(tx, by, { action: 'account.changed', subject: account.username, details });
    return changed;
  });
}
