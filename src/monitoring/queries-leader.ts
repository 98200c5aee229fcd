/** SQL of the one row that says who leads. */
import { sql } from 'drizzle-orm';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { leadership } from '#db/schema/index.ts';

/** What the row says of the leader. */
export interface Term {
  readonly epoch: number;
  readonly holder: string;
}

/**
 * Makes `holder` the leader; to be called by whoever holds the lock. Who led last goes on with the same epoch, for
 * anybody else a new one begins: then every transaction of the predecessor is over, because each holds the row.
 */
export async function claimLeadership(db: Db, holder: string): Promise<Term> {
  return inTransaction(db, async (tx) => {
    const [row] = await tx
      .insert(leadership)
      .values({ epoch: 1, holder, since: sql`now()` })
      .onConflictDoUpdate({
        target: leadership.id,
        set: { epoch: sql`${leadership.epoch} + 1`, holder, since: sql`now()` },
        setWhere: sql`${leadership.holder} <> ${holder}`,
      })
      .returning({ epoch: leadership.epoch, holder: leadership.holder });
    const term = row ?? (await currentTerm(tx));
    if (term === null) throw new Error('claiming the leadership left no row');
    return term;
  });
}

export async function currentTerm(db: Db | Tx): Promise<Term | null> {
  const [row] = await db.select({ epoch: leadership.epoch, holder: leadership.holder }).from(leadership);
  return row ?? null;
}

/** A transaction of the leader that does nothing for so long is that of a process that hangs, and must not hold up others. */
const IDLE_LIMIT_MS = 4_000;

/** The epoch now; nobody can begin another one until the transaction is over, or has been idle for four seconds. */
export async function holdEpoch(tx: Tx): Promise<number | null> {
  const [row] = await tx
    .select({
      epoch: leadership.epoch,
      limit: sql`set_config('idle_in_transaction_session_timeout', ${String(IDLE_LIMIT_MS)}, true)`,
    })
    .from(leadership)
    .for('share');
  return row?.epoch ?? null;
}
