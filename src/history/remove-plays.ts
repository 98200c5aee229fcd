import { forgetPlayBlocks } from '#db/play-blocks.ts';
import type { Tx } from '#db/pool.ts';
import { deletePlays, type PlaysToRemove, playIdsOf, settleGroups } from './queries-remove.ts';
import { changingPlays } from './summaries.ts';

export type { PlaysToRemove } from './queries-remove.ts';

/**
 * Removes plays for good, with viewings that have no others; what is made of plays is counted anew. Plays that do not
 * exist are no mistake. Answers how many were removed.
 */
export async function removePlays(tx: Tx, which: PlaysToRemove): Promise<number> {
  const ids = await playIdsOf(tx, which);
  if (ids.length === 0) return 0;
  await changingPlays(tx, ids, async () => {
    await settleGroups(tx, await deletePlays(tx, ids));
    await forgetPlayBlocks(tx, ids);
  });
  return ids.length;
}
