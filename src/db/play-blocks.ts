/** Keeps `play_blocks` true: the blocks of plays that a transaction adds, changes or removes are forgotten with it. */
import { sql } from 'drizzle-orm';
import type { Tx } from './pool.ts';
import { playBlocks } from './schema/index.ts';

/**
 * To be called by every transaction that touches a play, before it commits; the next reader makes the blocks anew. Who
 * makes blocks takes a stronger lock, so that no block can be made of plays that are being changed just now.
 */
export async function forgetPlayBlocks(tx: Tx, changed: readonly number[] | 'all'): Promise<void> {
  // Waiting for the lock comes first: the statement behind it then sees all blocks that were made meanwhile.
  await tx.execute(sql`lock table ${playBlocks} in row exclusive mode`);
  if (changed === 'all') await tx.delete(playBlocks);
  else if (changed.length > 0)
    await tx.delete(playBlocks).where(sql`exists (select from unnest(${sql.param(changed)}::int[]) changed (id)
      where changed.id > ${playBlocks.afterId} and changed.id <= ${playBlocks.untilId})`);
}
