import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { gaps, lockBlocks, makeBlocks, tryLockBlocks, widened } from './queries-blocks.ts';

/** As many as are made in one go by somebody who has the database to himself. */
const MANY = 128;
/** So few that nobody who records a play meanwhile waits for long. */
const FEW = 12;

/**
 * Lays out by column all plays that are not yet, within the caller's transaction: for whoever has just brought in many
 * plays. Waits for others who make or forget blocks. Answers how many blocks were made.
 */
export async function makePlayBlocks(tx: Tx): Promise<number> {
  await lockBlocks(tx);
  let all = 0;
  for (let made = await fill(tx, MANY); made > 0; made = await fill(tx, MANY)) all += made;
  return all;
}

/**
 * The same in transactions of its own. Somebody who makes or forgets blocks just now is not waited for: what is missing
 * can be made with the next answer.
 */
export async function makePlayBlocksUnlessBusy(db: Db): Promise<void> {
  const some = (): Promise<number> => inTransaction(db, async (tx) => ((await tryLockBlocks(tx)) ? fill(tx, FEW) : 0));
  while ((await some()) > 0);
}

/** The same, but others who make or forget blocks are waited for. */
export async function makeMissingPlayBlocks(db: Db): Promise<void> {
  const some = (): Promise<number> =>
    inTransaction(db, async (tx) => {
      await lockBlocks(tx);
      return fill(tx, FEW);
    });
  while ((await some()) > 0);
}

/** Fills gaps from the first on until about `most` blocks are made; answers how many. */
async function fill(tx: Tx, most: number): Promise<number> {
  let made = 0;
  for (const gap of await gaps(tx)) {
    made += await makeBlocks(tx, await widened(tx, gap), most);
    if (made >= most) break;
  }
  return made;
}
