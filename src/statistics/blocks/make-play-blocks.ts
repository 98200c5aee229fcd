import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { gaps, lockBlocks, makeBlocks, tryLockBlocks, widened } from './queries-blocks.ts';

/** So many blocks are made at once that nobody who records a play waits for long. */
const BLOCKS_AT_ONCE = 12;

/**
 * Lays out by column all plays that are not yet, within the caller's transaction: for whoever has just brought in many
 * plays. Waits for others who make or forget blocks. Answers how many blocks there are now more.
 */
export async function makePlayBlocks(tx: Tx): Promise<number> {
  await lockBlocks(tx);
  let all = 0;
  for (let made = await fill(tx); made > 0; made = await fill(tx)) all += made;
  return all;
}

/**
 * The same in transactions of its own. Somebody who makes or forgets blocks just now is not waited for: what is missing
 * can be made with the next answer.
 */
export async function makePlayBlocksUnlessBusy(db: Db): Promise<void> {
  const some = (): Promise<number> => inTransaction(db, async (tx) => ((await tryLockBlocks(tx)) ? fill(tx) : 0));
  while ((await some()) > 0);
}

/** Fills gaps from the first on; answers how many blocks were made. */
async function fill(tx: Tx): Promise<number> {
  let made = 0;
  for (const gap of await gaps(tx)) {
    made += await makeBlocks(tx, await widened(tx, gap), BLOCKS_AT_ONCE);
    if (made >= BLOCKS_AT_ONCE) break;
  }
  return made;
}
