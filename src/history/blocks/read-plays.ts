import type { Db } from '#db/pool.ts';
import { ColumnMemory, type Piece } from './column-memory.ts';
import type { ColumnName, PlayColumns } from './columns.ts';
import { makePlayBlocksUnlessBusy } from './make-play-blocks.ts';
import { blocksWith, contents, LOOSE_PLAYS, type LoosePlays, type StoredBlock } from './queries-blocks.ts';

/** What was read last from each database. */
const MEMORIES = new WeakMap<Db, ColumnMemory>();

function memoryOf(db: Db): ColumnMemory {
  const memory = MEMORIES.get(db) ?? new ColumnMemory();
  MEMORIES.set(db, memory);
  return memory;
}

/** A block can be made anew between two questions; that it happens again and again is a mistake of ours. */
const ATTEMPTS = 5;

/**
 * The wanted columns of all plays that ended at `fromS` (epoch seconds) or later, and of some others: who counts looks
 * at `stoppedS`. Every answer asks the database what there is now; only blocks that were not there before are read.
 * Plays in no block are laid out for this answer; when they have become many, blocks are made of them.
 */
export async function readPlays(
  db: Db,
  names: readonly ColumnName[],
  fromS: number,
  memory: ColumnMemory = memoryOf(db),
): Promise<PlayColumns> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await contents(db, names, fromS);
    const columns = memory.columnsOf(await piecesOf(db, names, found, memory), names);
    if (columns === null) continue;
    if (found.some(isLoose)) await makePlayBlocksUnlessBusy(db);
    return columns;
  }
  throw new Error('the blocks of plays did not hold still');
}

/** Whether there are more plays in no block than there should be. */
const isLoose = (content: StoredBlock | LoosePlays): boolean =>
  (content.kind === 'gap' && content.count > 0) || (content.kind === 'tail' && content.count >= LOOSE_PLAYS);

/** What was found, with the columns that are not held. */
async function piecesOf(
  db: Db,
  names: readonly ColumnName[],
  found: readonly (StoredBlock | LoosePlays)[],
  memory: ColumnMemory,
): Promise<Piece[]> {
  const blocks = found.filter((content) => content.kind === 'block');
  const missing = blocks.filter((block) => !names.every((name) => memory.has(name, keyOf(block))));
  const wanted = names.filter((name) => missing.some((block) => !memory.has(name, keyOf(block))));
  const read = missing.length === 0 ? NOTHING : await blocksWith(db, wanted, missing);
  return found.map(
    (content): Piece =>
      content.kind === 'block'
        ? { key: keyOf(content), count: content.count, bytes: read.get(content.untilId) ?? new Map() }
        : { key: null, count: content.count, bytes: content.bytes },
  );
}

const NOTHING: Awaited<ReturnType<typeof blocksWith>> = new Map();

const keyOf = ({ untilId, version }: StoredBlock): string => `${untilId} ${version}`;
