/** SQL of accounts as they are shown, and of their locks. */
import { and, asc, eq, gt, ne, type SQL, sql } from 'drizzle-orm';
import type { AccountId, UserId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { accountIdentities, accountSessions, accounts, passkeys, recoveryCodes, users } from '#db/schema/index.ts';
import { ACCOUNT, type AccountRow } from './queries.ts';

const inThisAccount = (column: SQL): SQL => sql`${column} = ${accounts.id}`;

const shown = (now: Date) => ({
  ...ACCOUNT,
  person: { id: users.id, username: users.username, friendlyName: users.friendlyName },
  recoveryCodes: sql<number>`(select count(*)::int from ${recoveryCodes}
    where ${inThisAccount(sql`${recoveryCodes.accountId}`)})`,
  passkeys: sql<number>`(select count(*)::int from ${passkeys} where ${inThisAccount(sql`${passkeys.accountId}`)})`,
  providers: sql<string[]>`array(select distinct ${accountIdentities.provider} from ${accountIdentities}
    where ${inThisAccount(sql`${accountIdentities.accountId}`)} order by 1)`,
  sessions: sql<number>`(select count(*)::int from ${accountSessions}
    where ${inThisAccount(sql`${accountSessions.accountId}`)} and ${gt(accountSessions.expiresAt, now)})`,
  lastSeenAt: sql<Date | null>`(select max(${accountSessions.lastSeenAt}) from ${accountSessions}
    where ${inThisAccount(sql`${accountSessions.accountId}`)})`.mapWith(accountSessions.lastSeenAt),
});

export type ShownAccount = Awaited<ReturnType<typeof shownAccounts>>[number];

/** Accounts with what is told about them, one or all, in the order in which they came. */
export const shownAccounts = (db: Db | Tx, now: Date, id?: AccountId) =>
  db
    .select(shown(now))
    .from(accounts)
    .leftJoin(users, eq(users.id, accounts.userId))
    .where(id === undefined ? undefined : eq(accounts.id, id))
    .orderBy(asc(accounts.id));

/** Whether there is an owner, one who may not come in included: their installation is nobody else's. */
export async function ownerExists(db: Db | Tx): Promise<boolean> {
  return (await db.$count(accounts, eq(accounts.role, 'owner'))) > 0;
}

/** Nobody makes or changes an account until the transaction ends. */
export async function lockAccounts(tx: Tx): Promise<void> {
  await tx.execute(sql`lock table ${accounts} in share row exclusive mode`);
}

/** An account that stays as it is until the transaction ends. */
export async function holdAccount(tx: Tx, id: AccountId): Promise<AccountRow | null> {
  const [row] = await tx.select(ACCOUNT).from(accounts).where(eq(accounts.id, id)).for('share');
  return row ?? null;
}

/** An account that is about to be changed. Owners are locked with it, so that two who go at once see each other. */
export async function lockForChange(tx: Tx, id: AccountId): Promise<AccountRow | null> {
  await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.role, 'owner'))
    .orderBy(asc(accounts.id))
    .for('update');
  const [row] = await tx.select(ACCOUNT).from(accounts).where(eq(accounts.id, id)).for('update');
  return row ?? null;
}

/** Owners who may come in, besides one account. */
export const otherOwners = (tx: Tx, id: AccountId): Promise<number> =>
  tx.$count(accounts, and(eq(accounts.role, 'owner'), eq(accounts.isEnabled, true), ne(accounts.id, id)));

/** Ways in besides a password. */
export async function otherWays(
  tx: Tx,
  id: AccountId,
): Promise<{ readonly passkeys: number; readonly identities: number }> {
  const [keys, identities] = await Promise.all([
    tx.$count(passkeys, eq(passkeys.accountId, id)),
    tx.$count(accountIdentities, eq(accountIdentities.accountId, id)),
  ]);
  return { passkeys: keys, identities };
}

/** Whether somebody could use a passkey. */
export async function passkeyExists(db: Db): Promise<boolean> {
  return (await db.select({ one: sql`1` }).from(passkeys).limit(1)).length > 0;
}

/** The same number, when it is somebody's. */
export async function personOfId(tx: Tx, id: number): Promise<UserId | null> {
  const [row] = await tx.select({ id: users.id }).from(users).where(sql`${users.id} = ${id}`);
  return row?.id ?? null;
}
