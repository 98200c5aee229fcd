/** SQL of the plays laid out by column: how blocks are made, and how blocks and the plays in none of them are read. */
import { getTableColumns, sql } from 'drizzle-orm';
import { type BinaryRow, copyOut } from '#db/copy-out.ts';
import { errorCodes } from '#db/errors.ts';
import type { Db, Tx } from '#db/pool.ts';
import { playBlocks } from '#db/schema/index.ts';
import { COLUMN_NAMES, type ColumnName, NO_STOP, ORIGIN_S } from './columns.ts';
import { JOINS, joins, packs, RESOLUTIONS, type ResolutionColumn } from './queries-packed.ts';

export type { ResolutionColumn } from './queries-packed.ts';

/** Plays in a full block. */
const BLOCK_SIZE = 4_096;
/** So many plays may be in no block: few enough to be read as quickly as a block. */
export const LOOSE_PLAYS = 256;
/** So many are not laid out for a single answer: blocks are made of them first. */
const MOST_LOOSE = 8_192;

const LOCK_NOT_AVAILABLE = '55P03';

const FIRST_ID = -2_147_483_648;
const LAST_ID = 2_147_483_647;

/** The resolutions of these plays; null where the import found nothing. */
export async function resolutionsOf(db: Db, column: ResolutionColumn, ids: readonly number[]) {
  const { rows } = await db.execute<{ id: number; name: string | null }>(
    sql`select p.id, ${sql.raw(RESOLUTIONS[column])} as name from plays p ${sql.raw(JOINS.stream)}
      where p.id = any(${sql.param(ids)}::int[])`,
  );
  return rows;
}

const names = getTableColumns(playBlocks);
const stored = (columns: readonly ColumnName[]): string => columns.map((name) => names[name].name).join(', ');

/** Ranges of ids that no block covers; the last one is open. */
const GAPS = `select until_id as after_id, coalesce(lead(after_id) over (order by until_id), ${LAST_ID}) as until_id from play_blocks
  union all select ${FIRST_ID}, coalesce(min(after_id), ${LAST_ID}) from play_blocks`;

/** A block as it stands now. Blocks are made and removed, never changed, so its version says what is in it. */
export interface StoredBlock {
  readonly kind: 'block';
  readonly afterId: number;
  readonly untilId: number;
  readonly version: number;
  readonly count: number;
}

/** Plays in no block, with their columns. */
export interface LoosePlays {
  readonly kind: 'gap' | 'tail';
  readonly afterId: number;
  readonly count: number;
  readonly bytes: ReadonlyMap<ColumnName, Buffer>;
}

/** So many plays in no block that they are not laid out here. */
export interface TooManyPlays {
  readonly kind: 'too many';
  readonly afterId: number;
}

const INT_BYTES = 4;
const TOO_MANY = -1;

/**
 * What there is to read of the plays that ended at `fromS` (epoch seconds) or later: the blocks from the first on that
 * has one of them, and the columns of such plays in no block. In the order of the ids.
 */
export async function contents(
  db: Db,
  columns: readonly ColumnName[],
  fromS: number,
): Promise<(StoredBlock | LoosePlays | TooManyPlays)[]> {
  const from =
    fromS <= ORIGIN_S + NO_STOP
      ? `timestamptz '-infinity'`
      : `to_timestamp(${Math.floor(Math.min(fromS, ORIGIN_S + LAST_ID))})`;
  const nothing = columns.map(() => 'null::bytea').join(', ');
  const rows = await copyOut(
    db,
    `select after_id, until_id, xmin, octet_length(ids), ${nothing} from play_blocks
      where until_id >= (select min(until_id) from play_blocks where last_stopped_at >= ${from})
    union all select g.after_id, g.until_id, null, x.* from (${GAPS}) g
    cross join lateral (select count(*) > ${MOST_LOOSE} as are_many from (
      select from plays p where p.id > g.after_id and p.id <= g.until_id limit ${MOST_LOOSE + 1}) few) c
    cross join lateral (select case when are_many then ${TOO_MANY} else count(*)::int * ${INT_BYTES} end, ${packs(columns)}
      from plays p ${joins(columns)}
      where not are_many and p.id > g.after_id and p.id <= g.until_id and p.stopped_at >= ${from}) x
    where g.after_id < g.until_id`,
  );
  return rows.map((row) => contentOf(row, columns)).sort((a, b) => a.afterId - b.afterId);
}

const intOf = (field: Buffer | null | undefined): number => field?.readInt32BE() ?? 0;

function contentOf([after, until, xmin, size, ...fields]: BinaryRow, columns: readonly ColumnName[]) {
  const common = { afterId: intOf(after), count: intOf(size) / INT_BYTES };
  const untilId = intOf(until);
  if (xmin instanceof Buffer) return { ...common, kind: 'block', untilId, version: intOf(xmin) } as const;
  if (intOf(size) === TOO_MANY) return { kind: 'too many', afterId: common.afterId } as const;
  const kind = untilId === LAST_ID ? 'tail' : 'gap';
  return { ...common, kind, bytes: bytesOf(columns, fields) } as const;
}

const bytesOf = (columns: readonly ColumnName[], fields: BinaryRow): ReadonlyMap<ColumnName, Buffer> =>
  new Map(columns.flatMap((name, index) => (fields[index] instanceof Buffer ? [[name, fields[index]] as const] : [])));

/** Columns of these blocks, by the blocks' ends; those that are gone or were made anew since are missing. */
export async function blocksWith(
  db: Db,
  columns: readonly ColumnName[],
  blocks: readonly StoredBlock[],
): Promise<ReadonlyMap<number, ReadonlyMap<ColumnName, Buffer>>> {
  const versions = new Map(blocks.map(({ untilId, version }) => [untilId, version]));
  const rows = await copyOut(
    db,
    `select until_id, xmin, ${stored(columns)} from play_blocks where until_id in (${[...versions.keys()].join(', ')})`,
  );
  return new Map(
    rows
      .filter(([until, xmin]) => versions.get(intOf(until)) === intOf(xmin))
      .map(([until, , ...fields]) => [intOf(until), bytesOf(columns, fields)]),
  );
}

/** Keeps everybody else from making and forgetting blocks until the transaction ends; who reads is not hindered. */
export async function lockBlocks(tx: Tx): Promise<void> {
  await tx.execute(sql`lock table ${playBlocks} in share row exclusive mode`);
}

/** As `lockBlocks`, but answers false instead of waiting. */
export async function tryLockBlocks(tx: Tx): Promise<boolean> {
  try {
    await tx.transaction((inner) => inner.execute(sql`lock table ${playBlocks} in share row exclusive mode nowait`));
    return true;
  } catch (error) {
    if (errorCodes(error).includes(LOCK_NOT_AVAILABLE)) return false;
    throw error;
  }
}

/** A range of ids that no block covers: behind the first number, up to the second. */
export interface Gap {
  readonly afterId: number;
  readonly untilId: number;
}

/** Gaps that are to be filled: those between blocks that hold plays, and what is behind the last when it holds many. */
export async function gaps(tx: Tx): Promise<Gap[]> {
  const { rows } = await tx.execute<{ after_id: number; until_id: number }>(
    sql.raw(`select after_id, until_id from (${GAPS}) g where after_id < until_id and exists (select from plays p
      where p.id > g.after_id and p.id <= g.until_id offset case when until_id = ${LAST_ID} then ${LOOSE_PLAYS - 1} else 0 end)
      order by after_id`),
  );
  return rows.map((row) => ({ afterId: row.after_id, untilId: row.until_id }));
}

/** Takes the block before a gap away when it is not full, and answers the gap that there is then. */
export async function widened(tx: Tx, gap: Gap): Promise<Gap> {
  const { rows } = await tx.execute<{ after_id: number }>(
    sql.raw(
      `delete from play_blocks where until_id = ${gap.afterId} and length(ids) < ${BLOCK_SIZE * 4} returning after_id`,
    ),
  );
  return { ...gap, afterId: rows[0]?.after_id ?? gap.afterId };
}

/** Makes the first blocks of a gap, at most `most` of them. The last one closes the gap. Answers how many were made. */
export async function makeBlocks(tx: Tx, { afterId, untilId }: Gap, most: number): Promise<number> {
  const columns = stored(COLUMN_NAMES);
  const size = BLOCK_SIZE * most;
  const isOpen = untilId === LAST_ID;
  // One play more than can be laid out tells whether others follow.
  const { rowCount } = await tx.execute(
    sql.raw(`insert into play_blocks (after_id, until_id, last_stopped_at, ${columns})
      select coalesce(lag(last_id) over w, ${afterId}),
        ${isOpen ? 'last_id' : `case when lead(last_id) over w is null and plays <= ${size} then ${untilId} else last_id end`},
        last_stopped_at, ${columns}
      from (select part, max(p.id), max(p.stopped_at), max(p.plays), ${packs(COLUMN_NAMES)}
        from (select *, (row_number() over (order by id) - 1) / ${BLOCK_SIZE} as part, count(*) over () as plays
          from (select * from plays where id > ${afterId} and id <= ${untilId} order by id limit ${size + 1}) p) p
        ${joins(COLUMN_NAMES)} where part < ${most} group by part) made (part, last_id, last_stopped_at, plays, ${columns})
      window w as (order by part)`),
  );
  return rowCount ?? 0;
}
