/** SQL of the keys of programs. */
import { and, asc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { KeyScope } from '#contract/api-keys.ts';
import type { AccountId, ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { accounts, apiKeys, servers } from '#db/schema/index.ts';

/** Roles whose keys work: a key does nothing that whoever made it may not do themselves. */
const KEY_HOLDERS = ['owner', 'admin'] as const;

const isGood = (now: Date) =>
  and(
    eq(apiKeys.isEnabled, true),
    or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
    or(isNull(apiKeys.accountId), and(eq(accounts.isEnabled, true), inArray(accounts.role, [...KEY_HOLDERS]))),
  );

const GOOD_KEY = {
  id: apiKeys.id,
  name: apiKeys.name,
  scope: apiKeys.scope,
  serverId: apiKeys.serverId,
  lastUsedAt: apiKeys.lastUsedAt,
};

export type GoodKey = Awaited<ReturnType<typeof selectGood>>[number];

const selectGood = (db: Db, which: ReturnType<typeof eq>, now: Date) =>
  db
    .select(GOOD_KEY)
    .from(apiKeys)
    .leftJoin(accounts, eq(accounts.id, apiKeys.accountId))
    .where(and(which, isGood(now)));

/** The key of this hash that may be used now. */
export async function goodKey(db: Db, keyHash: string, now: Date): Promise<GoodKey | null> {
  const [row] = await selectGood(db, eq(apiKeys.keyHash, keyHash), now);
  return row ?? null;
}

export async function goodKeyById(db: Db, id: number, now: Date): Promise<GoodKey | null> {
  const [row] = await selectGood(db, eq(apiKeys.id, id), now);
  return row ?? null;
}

/** Notes that a key was used; of two requests at once the later one counts. */
export async function noteUse(db: Db, id: number, at: Date): Promise<void> {
  await db
    .update(apiKeys)
    .set({ lastUsedAt: at })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, at))));
}

const SHOWN_KEY = {
  id: apiKeys.id,
  name: apiKeys.name,
  scope: apiKeys.scope,
  isEnabled: apiKeys.isEnabled,
  createdAt: apiKeys.createdAt,
  lastUsedAt: apiKeys.lastUsedAt,
  expiresAt: apiKeys.expiresAt,
  server: { id: servers.id, name: servers.name },
  account: { id: accounts.id, username: accounts.username },
};

export type ShownKey = Awaited<ReturnType<typeof shownKeys>>[number];

export const shownKeys = (db: Db | Tx, id?: number) =>
  db
    .select(SHOWN_KEY)
    .from(apiKeys)
    .leftJoin(servers, eq(servers.id, apiKeys.serverId))
    .leftJoin(accounts, eq(accounts.id, apiKeys.accountId))
    .where(id === undefined ? undefined : eq(apiKeys.id, id))
    .orderBy(asc(apiKeys.id));

export interface NewKey {
  readonly name: string;
  readonly keyHash: string;
  readonly scope: KeyScope;
  readonly serverId: ServerId | null;
  readonly accountId: AccountId;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

export async function insertKey(tx: Tx, key: NewKey): Promise<number> {
  const [row] = await tx.insert(apiKeys).values(key).returning({ id: apiKeys.id });
  if (row === undefined) throw new Error('a new key has no number');
  return row.id;
}

export interface KeyRow {
  readonly id: number;
  readonly name: string;
  readonly scope: KeyScope;
  readonly serverId: ServerId | null;
  readonly accountId: AccountId | null;
}

/** A key that is about to be changed. */
export async function lockKey(tx: Tx, id: number): Promise<KeyRow | null> {
  const [row] = await tx
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      scope: apiKeys.scope,
      serverId: apiKeys.serverId,
      accountId: apiKeys.accountId,
    })
    .from(apiKeys)
    .where(eq(apiKeys.id, id))
    .for('update');
  return row ?? null;
}

export type KeyChange = Partial<Pick<NewKey, 'name' | 'scope' | 'serverId' | 'expiresAt'>> & {
  readonly isEnabled?: boolean;
};

export async function updateKey(tx: Tx, id: number, change: KeyChange): Promise<void> {
  await tx.update(apiKeys).set(change).where(eq(apiKeys.id, id));
}

export async function deleteKey(tx: Tx, id: number): Promise<void> {
  await tx.delete(apiKeys).where(eq(apiKeys.id, id));
}

export async function keysOfAccount(tx: Tx, accountId: AccountId): Promise<number[]> {
  const rows = await tx.select({ id: apiKeys.id }).from(apiKeys).where(eq(apiKeys.accountId, accountId));
  return rows.map(({ id }) => id);
}

/** The same number, when it is a server's. */
export async function serverOfId(tx: Tx, id: number): Promise<ServerId | null> {
  const [row] = await tx.select({ id: servers.id }).from(servers).where(sql`${servers.id} = ${id}`);
  return row?.id ?? null;
}
