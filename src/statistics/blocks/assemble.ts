/** Bytes of columns as PostgreSQL sends them -> typed arrays. Pure. */
import type { BinaryRow } from '#db/copy-out.ts';
import { type ColumnName, emptyColumns, type PlayColumns } from './columns.ts';

/** Where the rows that were read come from; see `readBlocks`. */
export type Origin = 'block' | 'gap' | 'tail';
const ORIGINS: readonly Origin[] = ['block', 'gap', 'tail'];

interface Piece {
  readonly afterId: number;
  readonly origin: Origin;
  readonly fields: BinaryRow;
}

export interface Assembled {
  readonly columns: PlayColumns;
  /** How many plays came from where. */
  readonly counts: Readonly<Record<Origin, number>>;
}

/** Puts what `readBlocks` gave together in the order of the plays' ids. `names` are the columns that were asked for. */
export function assemble(rows: readonly BinaryRow[], names: readonly ColumnName[]): Assembled {
  const pieces = rows.map(pieceOf).sort((a, b) => a.afterId - b.afterId);
  const [first] = names;
  const size = first === undefined ? 0 : emptyColumns(1)[first].BYTES_PER_ELEMENT;
  const counts = { block: 0, gap: 0, tail: 0 };
  for (const { origin, fields } of pieces) counts[origin] += (fields[0]?.length ?? 0) / size;
  const count = counts.block + counts.gap + counts.tail;
  const empty = emptyColumns(0);
  const read = Object.fromEntries(names.map((name, index) => [name, joined(empty[name], pieces, index, count)]));
  return { columns: { ...empty, ...read, count }, counts };
}

function pieceOf([afterId, origin, ...fields]: BinaryRow): Piece {
  return {
    afterId: afterId?.readInt32BE() ?? 0,
    origin: ORIGINS[origin?.readInt32BE() ?? 0] ?? 'tail',
    fields,
  };
}

type Values = Int32Array | Int16Array | Float64Array;

/** One column of all pieces. Gaps without plays have null in all columns. */
function joined(kind: Values, pieces: readonly Piece[], field: number, count: number): Values {
  const bytes = Buffer.alloc(count * kind.BYTES_PER_ELEMENT);
  let at = 0;
  for (const { fields } of pieces) at += fields[field]?.copy(bytes, at) ?? 0;
  if (at !== bytes.length) throw new RangeError('the columns of plays have different lengths');
  if (kind instanceof Float64Array) return new Float64Array(bytes.swap64().buffer, bytes.byteOffset, count);
  if (kind instanceof Int16Array) return new Int16Array(bytes.swap16().buffer, bytes.byteOffset, count);
  return new Int32Array(bytes.swap32().buffer, bytes.byteOffset, count);
}
