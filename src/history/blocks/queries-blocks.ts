/** SQL of the plays laid out by column: how blocks are made, and how blocks and the plays in none of them are read. */
import { getTableColumns, sql } from 'drizzle-orm';
import { type BinaryRow, copyOut } from '#db/copy-out.ts';
import { errorCodes } from '#db/errors.ts';
import type { Db, Tx } from '#db/pool.ts';
import { playBlocks } from '#db/schema/index.ts';
import { COLUMN_NAMES, type ColumnName, FRACTION, NO_STOP, ORIGIN_S, TRAITS, UNKNOWN } from './columns.ts';

/** Plays in a full block. */
const BLOCK_SIZE = 4_096;
/** So many plays may be in no block: few enough to be read as quickly as a block. */
export const LOOSE_PLAYS = 256;
/** So many are not laid out for a single answer: blocks are made of them first. */
const MOST_LOOSE = 8_192;

const LOCK_NOT_AVAILABLE = '55P03';

const FIRST_ID = -2_147_483_648;
const LAST_ID = 2_147_483_647;
const HASH_BITS = 4_503_599_627_370_495;

/** The tables a column is made of, beside `plays p`. */
const JOINS = {
  item: 'join item_snapshots i on i.id = p.item_snapshot_id',
  stream: 'join stream_snapshots s on s.id = p.stream_snapshot_id',
  player: 'join players d on d.id = p.player_id',
} as const;

/** A text as it was: unknown is empty unless the import found null, and null stays apart from everything else. */
const asItWas = (table: string, legacy: string, typed: string): string =>
  `(case when ${table}.imported_values ? '${legacy}' then ${table}.imported_values ->> '${legacy}' else coalesce(${table}.${typed}::text, '') end)`;

/** A number for a text and the number of another one; null is no text. */
const hashOf = (text: string, seed = '0'): string => `hashtextextended(coalesce('=' || ${text}, ''), ${seed})`;

/** The number that stands for an address in `addresses`. */
export const addressNumber = (address: string): string =>
  `(hashtextextended(host(${address}), 0) & ${HASH_BITS})::float8`;

const TITLE = {
  movie: hashOf(asItWas('i', 'full_title', 'full_title'), hashOf(asItWas('i', 'year', 'year'))),
  episode: hashOf(asItWas('i', 'grandparent_title', 'grandparent_title')),
  track: hashOf(
    asItWas('i', 'original_title', 'original_title'),
    hashOf(asItWas('i', 'grandparent_title', 'grandparent_title')),
  ),
};

/** Seconds since 2000, kept within 32 bits: imports know impossible times. */
const seconds = (column: string): string =>
  `least(greatest(floor(date_part('epoch', p.${column}) - ${ORIGIN_S}), ${NO_STOP + 1}), ${LAST_ID})::int`;

const fraction = (column: string): string => `mod(extract(milliseconds from p.${column})::int, ${FRACTION})`;

const codes = (column: string, words: readonly string[]): string =>
  `(case ${column} ${words.map((word, index) => `when '${word}' then ${index + 1}`).join(' ')} else 0 end)`;

const flag = (condition: string, value: number): string => `(case when ${condition} then ${value} else 0 end)`;

const SOURCE_RESOLUTION = asItWas('s', 'video_full_resolution', 'source_video_full_resolution');
/** Of the picture. Old plays say it in one place only, and our column has it then. */
const VIDEO_DECISION = `coalesce(s.imported_values ->> 'video_decision', s.video_decision)`;

/**
 * The resolution that was delivered (API notes 11): as it was said; where it was not, which is so in old plays, what the
 * height of a transcoded picture is called, or the resolution of the file.
 */
const DELIVERED_RESOLUTION = `coalesce(s.imported_values ->> 'stream_video_full_resolution', s.delivered_video_full_resolution,
  case when ${VIDEO_DECISION} = 'transcode' then case when s.transcode_height <= 360 then 'SD'
    when s.transcode_height <= 480 then '480' when s.transcode_height <= 576 then '576'
    when s.transcode_height <= 720 then '720' when s.transcode_height <= 1080 then '1080'
    when s.transcode_height <= 1440 then 'QHD' when s.transcode_height <= 2160 then '4k' else 'unknown' end
  else ${SOURCE_RESOLUTION} end)`;

/** What resolutions are called, in terms of `stream_snapshots s`. */
const RESOLUTIONS = { sourceResolutions: SOURCE_RESOLUTION, deliveredResolutions: DELIVERED_RESOLUTION } as const;
export type ResolutionColumn = keyof typeof RESOLUTIONS;

/** The resolutions of these plays; null where the import found nothing. */
export async function resolutionsOf(db: Db, column: ResolutionColumn, ids: readonly number[]) {
  const { rows } = await db.execute<{ id: number; name: string | null }>(
    sql`select p.id, ${sql.raw(RESOLUTIONS[column])} as name from plays p ${sql.raw(JOINS.stream)}
      where p.id = any(${sql.param(ids)}::int[])`,
  );
  return rows;
}

interface Packed {
  readonly needs: readonly (keyof typeof JOINS)[];
  /** The bytes of one play. */
  readonly bytes: string;
}

const int = (value: string, needs: Packed['needs'] = []): Packed => ({ needs, bytes: `int4send(${value})` });

const PACKED: Readonly<Record<ColumnName, Packed>> = {
  ids: int('p.id'),
  watchGroups: int('p.watch_group_id'),
  users: int('p.user_id'),
  libraries: int('coalesce(p.library_id, 0)'),
  startedS: int(seconds('started_at')),
  stoppedS: int(`case when 'no_stop' = any(p.anomalies) then ${NO_STOP} else ${seconds('stopped_at')} end`),
  watchedMs: { needs: [], bytes: 'float8send(p.watched_ms::float8)' },
  traits: {
    needs: ['item', 'stream'],
    bytes: `int2send((${codes('i.media_type', TRAITS.mediaTypes)} + ${flag('p.is_live', TRAITS.live)}
      + ${flag('not i.is_placeholder', TRAITS.described)} + ${flag('not s.is_placeholder', TRAITS.streamDescribed)}
      + ${codes('s.decision', TRAITS.decisions)} * ${TRAITS.decisionFactor})::int2)`,
  },
  titles: {
    needs: ['item'],
    bytes: `float8send((case i.media_type when 'movie' then ${TITLE.movie} when 'episode' then ${TITLE.episode}
      when 'track' then ${TITLE.track} else 0 end & ${HASH_BITS})::float8)`,
  },
  platforms: int(`hashtext(coalesce('=' || ${asItWas('d', 'platform', 'platform')}, ''))`, ['player']),
  sourceResolutions: int(`hashtext(coalesce('=' || ${RESOLUTIONS.sourceResolutions}, ''))`, ['stream']),
  deliveredResolutions: int(`hashtext(coalesce('=' || ${RESOLUTIONS.deliveredResolutions}, ''))`, ['stream']),
  items: int('p.item_snapshot_id'),
  players: int('p.player_id'),
  addresses: {
    needs: [],
    bytes: `float8send(coalesce(${addressNumber('p.ip_address')}, 0))`,
  },
  offsetsMs: int(`coalesce(p.view_offset_ms, ${UNKNOWN})`),
  lengthsMs: int(`coalesce(p.duration_ms, ${UNKNOWN})`),
  pausedMs: { needs: [], bytes: 'float8send(p.paused_ms::float8)' },
  fractions: int(`${fraction('started_at')} * ${FRACTION} + ${fraction('stopped_at')}`),
};

const packs = (names: readonly ColumnName[]): string =>
  names.map((name) => `string_agg(${PACKED[name].bytes}, ''::bytea order by p.id)`).join(', ');

const joins = (names: readonly ColumnName[]): string =>
  Object.entries(JOINS)
    .flatMap(([key, join]) => (names.some((name) => PACKED[name].needs.some((need) => need === key)) ? [join] : []))
    .join(' ');

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
