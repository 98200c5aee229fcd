/** SQL of visits to others who sign people in. */
import { and, eq, gt } from 'drizzle-orm';
import type { AccountId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { signInSteps } from '#db/schema/index.ts';

export interface VisitRow {
  readonly tokenHash: string;
  readonly kind: string;
  readonly accountId: AccountId | null;
  readonly valueSealed: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function insertVisit(db: Db, row: VisitRow): Promise<void> {
  await db.insert(signInSteps).values(row);
}

export const countVisits = (db: Db, kind: string, now: Date): Promise<number> =>
  db.$count(signInSteps, and(eq(signInSteps.kind, kind), gt(signInSteps.expiresAt, now)));

const isThis = (tokenHash: string, kind: string, now: Date) =>
  and(eq(signInSteps.tokenHash, tokenHash), eq(signInSteps.kind, kind), gt(signInSteps.expiresAt, now));

export async function visitRow(db: Db, tokenHash: string, kind: string, now: Date): Promise<string | null> {
  const [row] = await db
    .select({ valueSealed: signInSteps.valueSealed })
    .from(signInSteps)
    .where(isThis(tokenHash, kind, now));
  return row?.valueSealed ?? null;
}

/** The row, which is gone afterwards. */
export async function takeVisitRow(db: Db, tokenHash: string, kind: string, now: Date): Promise<string | null> {
  const [row] = await db
    .delete(signInSteps)
    .where(isThis(tokenHash, kind, now))
    .returning({ valueSealed: signInSteps.valueSealed });
  return row?.valueSealed ?? null;
}

export async function moveVisit(db: Db, tokenHash: string, expiresAt: Date): Promise<void> {
  await db.update(signInSteps).set({ expiresAt }).where(eq(signInSteps.tokenHash, tokenHash));
}
