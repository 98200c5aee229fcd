/** SQL of what accounts remember. */
import { eq } from 'drizzle-orm';
import type { AccountId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { accountPreferences } from '#db/schema/index.ts';

type Values = Readonly<Record<string, unknown>>;

/** Everything an account remembers, nothing when it never chose anything. */
export async function preferencesOf(db: Db, accountId: AccountId): Promise<Values> {
  const [row] = await db
    .select({ values: accountPreferences.values })
    .from(accountPreferences)
    .where(eq(accountPreferences.accountId, accountId));
  return row?.values ?? {};
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockedPreferences(tx: Tx, accountId: AccountId): Promise<Values> {
  const [row] = await tx
    .insert(accountPreferences)
    .values({ accountId, values: {} })
    .onConflictDoUpdate({ target: accountPreferences.accountId, set: { accountId } })
    .returning({ values: accountPreferences.values });
  return row?.values ?? {};
}

export async function savePreferences(tx: Tx, accountId: AccountId, values: Values): Promise<void> {
  await tx.update(accountPreferences).set({ values }).where(eq(accountPreferences.accountId, accountId));
}
