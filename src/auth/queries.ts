/** SQL of accounts, their sessions and the record of tries to sign in. */
import { and, asc, desc, eq, gt, lt, lte, ne, sql } from 'drizzle-orm';
import type { Role } from '#contract/enums.ts';
import type { AccountId, UserId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { accountIdentities, accountSessions, accounts, signIns } from '#db/schema/index.ts';
import type { Try } from './lock-out.ts';

export interface AccountRow {
  readonly id: AccountId;
  readonly username: string;
  readonly role: Role;
  readonly passwordHash: string | null;
  readonly userId: UserId | null;
  readonly totpSecretSealed: string | null;
  readonly isEnabled: boolean;
  readonly createdAt: Date;
  readonly passwordChangedAt: Date | null;
}

export const ACCOUNT = {
  id: accounts.id,
  username: accounts.username,
  role: accounts.role,
  passwordHash: accounts.passwordHash,
  userId: accounts.userId,
  totpSecretSealed: accounts.totpSecretSealed,
  isEnabled: accounts.isEnabled,
  createdAt: accounts.createdAt,
  passwordChangedAt: accounts.passwordChangedAt,
};

/** Names are the same in any case. */
export async function accountByName(db: Db | Tx, username: string): Promise<AccountRow | null> {
  const [row] = await db
    .select(ACCOUNT)
    .from(accounts)
    .where(eq(sql`lower(${accounts.username})`, username.toLowerCase()));
  return row ?? null;
}

export async function accountById(db: Db | Tx, id: AccountId): Promise<AccountRow | null> {
  const [row] = await db.select(ACCOUNT).from(accounts).where(eq(accounts.id, id));
  return row ?? null;
}

/** Whom a provider (`plex`, or the name of an OpenID provider) knows by this subject. */
export async function accountByIdentity(db: Db | Tx, provider: string, subject: string): Promise<AccountRow | null> {
  const [row] = await db
    .select(ACCOUNT)
    .from(accountIdentities)
    .innerJoin(accounts, eq(accounts.id, accountIdentities.accountId))
    .where(and(eq(accountIdentities.provider, provider), eq(accountIdentities.subject, subject)));
  return row ?? null;
}

export const listAccounts = (db: Db): Promise<AccountRow[]> =>
  db.select(ACCOUNT).from(accounts).orderBy(asc(accounts.id));

export interface NewAccount {
  readonly username: string;
  readonly role: Role;
  readonly passwordHash: string | null;
  readonly userId: UserId | null;
  readonly passwordChangedAt: Date | null;
}

/** The new account; null when the name is taken. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<AccountRow | null> {
  const [row] = await tx.insert(accounts).values(account).onConflictDoNothing().returning(ACCOUNT);
  return row ?? null;
}

export interface AccountChange {
  readonly username?: string;
  readonly role?: Role;
  readonly passwordHash?: string | null;
  readonly passwordChangedAt?: Date;
  readonly userId?: UserId | null;
  readonly totpSecretSealed?: string | null;
  readonly isEnabled?: boolean;
}

export async function updateAccount(tx: Db | Tx, id: AccountId, change: AccountChange): Promise<void> {
  await tx.update(accounts).set(change).where(eq(accounts.id, id));
}

export async function deleteAccount(tx: Tx, id: AccountId): Promise<void> {
  await tx.delete(accounts).where(eq(accounts.id, id));
}

export async function insertIdentity(
  tx: Tx,
  accountId: AccountId,
  identity: { readonly provider: string; readonly subject: string },
): Promise<void> {
  await tx
    .insert(accountIdentities)
    .values({ accountId, ...identity })
    .onConflictDoNothing();
}

export interface SessionRow {
  readonly tokenHash: string;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

export interface SessionWithAccount {
  readonly session: SessionRow;
  readonly account: AccountRow;
}

const SESSION = {
  tokenHash: accountSessions.tokenHash,
  ipAddress: accountSessions.ipAddress,
  userAgent: accountSessions.userAgent,
  createdAt: accountSessions.createdAt,
  lastSeenAt: accountSessions.lastSeenAt,
  expiresAt: accountSessions.expiresAt,
};

export async function insertSession(tx: Tx, accountId: AccountId, session: SessionRow): Promise<void> {
  await tx.insert(accountSessions).values({ accountId, ...session });
}

/** A session that has not ended, of an account that may come in. */
export async function liveSession(db: Db, tokenHash: string, now: Date): Promise<SessionWithAccount | null> {
  const [row] = await db
    .select({ session: SESSION, account: ACCOUNT })
    .from(accountSessions)
    .innerJoin(accounts, eq(accounts.id, accountSessions.accountId))
    .where(
      and(eq(accountSessions.tokenHash, tokenHash), gt(accountSessions.expiresAt, now), eq(accounts.isEnabled, true)),
    );
  return row ?? null;
}

/** Moves the end of a session on. Of two requests at once the later one wins. */
export async function touchSession(
  db: Db,
  tokenHash: string,
  seen: { readonly lastSeenAt: Date; readonly expiresAt: Date; readonly ipAddress: string | null },
): Promise<void> {
  await db
    .update(accountSessions)
    .set(seen)
    .where(and(eq(accountSessions.tokenHash, tokenHash), lt(accountSessions.lastSeenAt, seen.lastSeenAt)));
}

export const sessionsOf = (db: Db, accountId: AccountId, now: Date): Promise<SessionRow[]> =>
  db
    .select(SESSION)
    .from(accountSessions)
    .where(and(eq(accountSessions.accountId, accountId), gt(accountSessions.expiresAt, now)))
    .orderBy(desc(accountSessions.lastSeenAt));

/** Which sessions to end; `but` is spared. */
export type Ending =
  | { readonly of: 'everybody'; readonly but?: string }
  | { readonly of: AccountId; readonly but?: string }
  | { readonly of?: AccountId; readonly hash: string };

const isEnding = (ending: Ending) => {
  if ('hash' in ending)
    return and(
      eq(accountSessions.tokenHash, ending.hash),
      ending.of === undefined ? undefined : eq(accountSessions.accountId, ending.of),
    );
  return and(
    ending.of === 'everybody' ? undefined : eq(accountSessions.accountId, ending.of),
    ending.but === undefined ? undefined : ne(accountSessions.tokenHash, ending.but),
  );
};

/** Answers the hashes of the sessions that ended. */
export async function endSessions(tx: Db | Tx, ending: Ending): Promise<string[]> {
  const rows = await tx.delete(accountSessions).where(isEnding(ending)).returning({ hash: accountSessions.tokenHash });
  return rows.map(({ hash }) => hash);
}

export async function deleteExpiredSessions(db: Db, now: Date): Promise<void> {
  await db.delete(accountSessions).where(lte(accountSessions.expiresAt, now));
}

export interface NewTry {
  readonly at: Date;
  readonly isSuccess: boolean;
  readonly accountId: AccountId | null;
  readonly userId: UserId | null;
  readonly userName: string | null;
  readonly role: string | null;
  readonly ipAddress: string | null;
  readonly host: string | null;
  readonly userAgent: string | null;
  readonly expiresAt: Date | null;
}

export async function insertTry(tx: Db | Tx, one: NewTry): Promise<void> {
  await tx.insert(signIns).values(one);
}

/** Addresses of version 6 come by the network: everybody has 2^64 of them. */
const sameNetwork = (ipAddress: string) =>
  sql`${signIns.ipAddress} <<= set_masklen(${ipAddress}::inet, case family(${ipAddress}::inet) when 6 then 64 else 32 end)`;

/** The latest tries from an address, or for a name, since a moment; a bounded number of them. */
export async function triesSince(
  db: Db,
  by: { readonly ipAddress: string } | { readonly userName: string },
  since: Date,
): Promise<Try[]> {
  const rows = await db
    .select({ at: signIns.at, isSuccess: signIns.isSuccess })
    .from(signIns)
    .where(
      and(
        gt(signIns.at, since),
        'ipAddress' in by ? sameNetwork(by.ipAddress) : eq(sql`lower(${signIns.userName})`, by.userName.toLowerCase()),
      ),
    )
    .orderBy(desc(signIns.at), desc(signIns.id))
    .limit(100);
  return rows.map(({ at, isSuccess }) => ({ at: at.getTime(), isSuccess }));
}
