/** SQL of the accounts elsewhere that an account is linked with. */
import { and, asc, eq, min } from 'drizzle-orm';
import type { AccountId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { accountIdentities } from '#db/schema/index.ts';

/** By provider, with the moment of the first. */
export const identitiesOf = (db: Db, accountId: AccountId) =>
  db
    .select({ provider: accountIdentities.provider, linkedAt: min(accountIdentities.createdAt) })
    .from(accountIdentities)
    .where(eq(accountIdentities.accountId, accountId))
    .groupBy(accountIdentities.provider)
    .orderBy(asc(accountIdentities.provider));

/** Answers how many there were. */
export async function deleteIdentities(tx: Tx, accountId: AccountId, provider: string): Promise<number> {
  const rows = await tx
    .delete(accountIdentities)
    .where(and(eq(accountIdentities.accountId, accountId), eq(accountIdentities.provider, provider)))
    .returning({ subject: accountIdentities.subject });
  return rows.length;
}
