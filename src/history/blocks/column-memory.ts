/** Columns put together of pieces, and those of the last answers kept, because plays of the past hardly change. */
import { type ColumnName, emptyColumns, type PlayColumns, type Values } from './columns.ts';

/** Plays that follow one another, with the bytes of their columns as PostgreSQL sends them where they were read. */
export interface Piece {
  /** Equal keys are equal plays; null where only the bytes say so. */
  readonly key: string | null;
  readonly count: number;
  readonly bytes: ReadonlyMap<ColumnName, Buffer>;
}

interface Held {
  readonly keys: readonly string[];
  /** Index of each piece's first play. */
  readonly starts: readonly number[];
  readonly values: Values;
}

/** More plays than this are not kept: all columns of so many take 20 MB. */
const MOST_PLAYS = 400_000;
/** Plays without a key are compared byte by byte, which is quick for a few only. */
const MOST_UNKEYED = 4_096;

/** What is kept between answers. Arrays that were given away are never changed. */
export class ColumnMemory {
  private readonly held = new Map<ColumnName, Held>();

  /** Whether a column of the plays with a key need not be read. */
  has(name: ColumnName, key: string): boolean {
    return this.held.get(name)?.keys.includes(key) ?? false;
  }

  /** The columns of all pieces, one after another; null when a column is neither held nor read. */
  columnsOf(pieces: readonly Piece[], names: readonly ColumnName[]): PlayColumns | null {
    const filled = pieces.filter(({ count }) => count > 0);
    const count = filled.reduce((sum, piece) => sum + piece.count, 0);
    let columns = { ...emptyColumns(0), count };
    for (const name of names) {
      const values = this.valuesOf(name, filled);
      if (values === null) return null;
      columns = { ...columns, [name]: values };
    }
    return columns;
  }

  private valuesOf(name: ColumnName, pieces: readonly Piece[]): Values | null {
    const held = this.held.get(name) ?? NOTHING;
    const keys = pieces.map((piece) => piece.key ?? piece.bytes.get(name)?.toString('latin1') ?? '');
    const known = endOf(held, keys);
    if (known !== null) return known;
    const joined = join(name, held, pieces, keys);
    if (joined === null) return null;
    const isKept = pieces.every(({ key, count }) => key !== null || count <= MOST_UNKEYED);
    if (isKept && joined.values.length <= MOST_PLAYS) this.held.set(name, joined);
    return endOf(joined, keys);
  }
}

const NOTHING: Held = { keys: [], starts: [], values: new Int32Array(0) };

/** The end of what is held, when it consists of what is wanted. */
function endOf({ keys, starts, values }: Held, wanted: readonly string[]): Values | null {
  const first = keys.length - wanted.length;
  if (first < 0 || wanted.some((key, index) => keys[first + index] !== key)) return null;
  return values.subarray(starts[first] ?? values.length);
}

/** Puts the pieces behind what is held of earlier plays: shorter windows do not make longer ones forgotten. */
function join(name: ColumnName, held: Held, pieces: readonly Piece[], wanted: readonly string[]): Held | null {
  const before = Math.max(0, held.keys.indexOf(wanted[0] ?? ''));
  const size = held.starts[before] ?? 0;
  const values = emptyColumns(size + pieces.reduce((sum, { count }) => sum + count, 0))[name];
  values.set(held.values.subarray(0, size));
  const starts = held.starts.slice(0, before);
  let at = size;
  for (const [index, piece] of pieces.entries()) {
    starts.push(at);
    const target = values.subarray(at, at + piece.count);
    if (!fill(target, piece.bytes.get(name)) && !copyHeld(target, held, wanted[index] ?? '')) return null;
    at += piece.count;
  }
  return { keys: [...held.keys.slice(0, before), ...wanted], starts, values };
}

function copyHeld(target: Values, { keys, starts, values }: Held, key: string): boolean {
  const start = starts[keys.indexOf(key)];
  if (start === undefined) return false;
  target.set(values.subarray(start, start + target.length));
  return true;
}

function fill(target: Values, bytes: Buffer | undefined): boolean {
  if (bytes?.length !== target.byteLength) return false;
  const copy = Buffer.from(target.buffer, target.byteOffset, target.byteLength);
  bytes.copy(copy);
  if (target instanceof Float64Array) copy.swap64();
  else if (target instanceof Int16Array) copy.swap16();
  else copy.swap32();
  return true;
}
