/** SQL of steps that are finished later. */
import { and, eq, gt, lt, lte, sql } from 'drizzle-orm';
import type { AccountId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { signInSteps } from '#db/schema/index.ts';

export interface NewStep {
  readonly tokenHash: string;
  readonly kind: string;
  readonly accountId: AccountId;
  readonly valueSealed: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function insertStep(db: Db | Tx, step: NewStep): Promise<void> {
  await db.insert(signInSteps).values(step);
}

/** Notes that a token was used; false when it had been before. */
export async function insertSpent(
  db: Db | Tx,
  spent: Pick<NewStep, 'tokenHash' | 'kind' | 'createdAt' | 'expiresAt'>,
): Promise<boolean> {
  const rows = await db
    .insert(signInSteps)
    .values({ ...spent, valueSealed: '' })
    .onConflictDoNothing()
    .returning({ kind: signInSteps.kind });
  return rows.length > 0;
}

/** Counts a try of a step that is not over; null when it is, or had its tries. */
export async function countTry(
  db: Db,
  tokenHash: string,
  { kind, now, maxTries }: { readonly kind: string; readonly now: Date; readonly maxTries: number },
): Promise<{ readonly accountId: AccountId | null; readonly valueSealed: string } | null> {
  const [row] = await db
    .update(signInSteps)
    .set({ tries: sql`${signInSteps.tries} + 1` })
    .where(
      and(
        eq(signInSteps.tokenHash, tokenHash),
        eq(signInSteps.kind, kind),
        gt(signInSteps.expiresAt, now),
        lt(signInSteps.tries, maxTries),
      ),
    )
    .returning({ accountId: signInSteps.accountId, valueSealed: signInSteps.valueSealed });
  return row ?? null;
}

/** Answers whether it was there. */
export async function deleteStep(db: Db | Tx, tokenHash: string): Promise<boolean> {
  const rows = await db
    .delete(signInSteps)
    .where(eq(signInSteps.tokenHash, tokenHash))
    .returning({ kind: signInSteps.kind });
  return rows.length > 0;
}

/** Deletes what an account, or everybody, has begun. */
export async function deleteStepsOf(tx: Tx, of: AccountId | 'everybody'): Promise<void> {
  await tx
    .delete(signInSteps)
    // A token that was spent has no account; without its row it could be spent again.
    .where(of === 'everybody' ? sql`${signInSteps.accountId} is not null` : eq(signInSteps.accountId, of));
}

export async function deleteExpiredSteps(db: Db, now: Date): Promise<void> {
  await db.delete(signInSteps).where(lte(signInSteps.expiresAt, now));
}
