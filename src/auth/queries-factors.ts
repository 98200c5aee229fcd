/** SQL of second factors and passkeys. */
import { and, asc, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { AccountId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { accounts, passkeys, recoveryCodes } from '#db/schema/index.ts';

const isUnused = (step: number) => or(isNull(accounts.totpUsedStep), lt(accounts.totpUsedStep, step));

/** Uses the code of a half minute up; false when it, or a later one, was used before, or there is no secret. */
export async function spendTotpStep(db: Db, id: AccountId, step: number): Promise<boolean> {
  const rows = await db
    .update(accounts)
    .set({ totpUsedStep: step })
    .where(and(eq(accounts.id, id), isNotNull(accounts.totpSecretSealed), isUnused(step)))
    .returning({ id: accounts.id });
  return rows.length > 0;
}

/** Puts a secret in force where there is none; false when there is one. */
export async function setTotp(tx: Tx, id: AccountId, totpSecretSealed: string, step: number): Promise<boolean> {
  const rows = await tx
    .update(accounts)
    .set({ totpSecretSealed, totpUsedStep: step })
    .where(and(eq(accounts.id, id), isNull(accounts.totpSecretSealed), isUnused(step)))
    .returning({ id: accounts.id });
  return rows.length > 0;
}

/** The step that was used stays: should the same secret come back, its codes do not. */
export async function clearTotp(tx: Tx, id: AccountId): Promise<void> {
  await tx.update(accounts).set({ totpSecretSealed: null }).where(eq(accounts.id, id));
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, id));
}

export async function replaceRecoveryCodes(
  tx: Tx,
  accountId: AccountId,
  hashes: readonly string[],
  createdAt: Date,
): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  await tx.insert(recoveryCodes).values(hashes.map((codeHash) => ({ accountId, codeHash, createdAt })));
}

/** Uses a code up; false when it is not one of the account's, or not any more. */
export async function spendRecoveryCode(db: Db, accountId: AccountId, codeHash: string): Promise<boolean> {
  const rows = await db
    .delete(recoveryCodes)
    .where(and(eq(recoveryCodes.accountId, accountId), eq(recoveryCodes.codeHash, codeHash)))
    .returning({ accountId: recoveryCodes.accountId });
  return rows.length > 0;
}

export interface PasskeyRow {
  readonly credentialId: string;
  readonly accountId: AccountId;
  readonly name: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export const passkeysOf = (db: Db | Tx, accountId: AccountId): Promise<PasskeyRow[]> =>
  db.select().from(passkeys).where(eq(passkeys.accountId, accountId)).orderBy(asc(passkeys.createdAt));

export async function passkeyById(db: Db | Tx, credentialId: string): Promise<PasskeyRow | null> {
  const [row] = await db.select().from(passkeys).where(eq(passkeys.credentialId, credentialId));
  return row ?? null;
}

/** False when the credential is known already. */
export async function insertPasskey(tx: Tx, passkey: PasskeyRow): Promise<boolean> {
  const rows = await tx.insert(passkeys).values(passkey).onConflictDoNothing().returning({ id: passkeys.credentialId });
  return rows.length > 0;
}

/** Notes a use. False when the counter did not grow although it counts: the key was copied, or its answer used twice. */
export async function notePasskeyUse(tx: Db | Tx, credentialId: string, counter: number, at: Date): Promise<boolean> {
  const grows = or(lt(passkeys.counter, counter), and(eq(passkeys.counter, 0), sql`${counter} = 0`));
  const rows = await tx
    .update(passkeys)
    .set({ counter, lastUsedAt: at })
    .where(and(eq(passkeys.credentialId, credentialId), grows))
    .returning({ id: passkeys.credentialId });
  return rows.length > 0;
}

export async function renamePasskeyRow(
  tx: Tx,
  accountId: AccountId,
  credentialId: string,
  name: string,
): Promise<PasskeyRow | null> {
  const [row] = await tx
    .update(passkeys)
    .set({ name })
    .where(and(eq(passkeys.credentialId, credentialId), eq(passkeys.accountId, accountId)))
    .returning();
  return row ?? null;
}

/** Deletes one passkey of an account, or all of them. Answers their names. */
export async function deletePasskeys(tx: Tx, accountId: AccountId, credentialId?: string): Promise<string[]> {
  const which = credentialId === undefined ? undefined : eq(passkeys.credentialId, credentialId);
  const rows = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.accountId, accountId), which))
    .returning({ name: passkeys.name });
  return rows.map(({ name }) => name);
}
