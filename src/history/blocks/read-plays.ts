import type { Db } from '#db/pool.ts';
import { type ColumnBytes, ColumnMemory, type Piece } from './column-memory.ts';
import type { ColumnName, PlayColumns } from './columns.ts';
import { makeMissingPlayBlocks, makePlayBlocksUnlessBusy } from './make-play-blocks.ts';
import { blocksWith, contents, LOOSE_PLAYS, type LoosePlays, type StoredBlock } from './queries-blocks.ts';

/** What was read last from each database. */
const MEMORIES = new WeakMap<Db, ColumnMemory>();

function memoryOf(db: Db): ColumnMemory {
  const memory = MEMORIES.get(db) ?? new ColumnMemory();
  MEMORIES.set(db, memory);
  return memory;
}

/** Before everything. */
export const EVER = -1e15;

/** A block can be made anew between two questions; that it happens again and again is a mistake of ours. */
const ATTEMPTS = 5;

/**
 * The wanted columns of all plays that ended at `fromS` (epoch seconds) or later, and of some others: who counts looks
 * at `stoppedS`. Every answer asks the database what there is now; only blocks that were not there before are read.
 * Plays in no block are laid out for this answer; when they have become many, blocks are made of them, and when they
 * are very many, before it.
 */
export async function readPlays(
  db: Db,
  names: readonly ColumnName[],
  fromS: number,
  memory: ColumnMemory = memoryOf(db),
): Promise<PlayColumns> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const listed = await contents(db, names, fromS);
    const found = listed.filter((content) => content.kind !== 'too many');
    if (found.length < listed.length) {
      await makeMissingPlayBlocks(db);
      continue;
    }
    const columns = await memory.columnsOf(found.map(pieceOf), names, (missing, keys) =>
      read(db, missing, keys, found),
    );
    if (columns === null) continue;
    if (found.some(isLoose)) await makePlayBlocksUnlessBusy(db);
    return columns;
  }
  throw new Error('the blocks of plays did not hold still');
}

/** Whether there are more plays in no block than there should be. */
const isLoose = (content: StoredBlock | LoosePlays): boolean =>
  (content.kind === 'gap' && content.count > 0) || (content.kind === 'tail' && content.count >= LOOSE_PLAYS);

const NOTHING: ColumnBytes = new Map();

/** Blocks are read where they are not held. */
const pieceOf = (content: StoredBlock | LoosePlays): Piece =>
  content.kind === 'block'
    ? { key: keyOf(content), count: content.count, bytes: NOTHING }
    : { key: null, count: content.count, bytes: content.bytes };

/** Columns of those of the found blocks whose keys are wanted. */
async function read(
  db: Db,
  names: readonly ColumnName[],
  keys: readonly string[],
  found: readonly (StoredBlock | LoosePlays)[],
): Promise<ReadonlyMap<string, ColumnBytes>> {
  const wanted = new Set(keys);
  const blocks = found.flatMap((content) => (content.kind === 'block' && wanted.has(keyOf(content)) ? [content] : []));
  const byEnd = await blocksWith(db, names, blocks);
  return new Map(blocks.map((block) => [keyOf(block), byEnd.get(block.untilId) ?? NOTHING]));
}

const keyOf = ({ untilId, version }: StoredBlock): string => `${untilId} ${version}`;
