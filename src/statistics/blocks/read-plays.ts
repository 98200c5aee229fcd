import type { Db } from '#db/pool.ts';
import { assemble } from './assemble.ts';
import type { ColumnName, PlayColumns } from './columns.ts';
import { makePlayBlocksUnlessBusy } from './make-play-blocks.ts';
import { BLOCK_SIZE, readBlocks } from './queries-blocks.ts';

/**
 * The wanted columns of all plays that ended at `fromS` (epoch seconds) or later, and of some others: who counts looks
 * at `stoppedS`. Plays that are in no block are laid out for this answer; when they have become many, blocks are made
 * of them so that the next answer is quicker.
 */
export async function readPlays(db: Db, names: readonly ColumnName[], fromS: number): Promise<PlayColumns> {
  const { columns, counts } = assemble(await readBlocks(db, names, fromS), names);
  if (counts.gap > 0 || counts.tail >= BLOCK_SIZE) await makePlayBlocksUnlessBusy(db);
  return columns;
}
