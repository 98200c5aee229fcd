/** Columns put together of pieces, and those of the last answers kept, because plays of the past hardly change. */
import { type ColumnName, emptyColumn, emptyColumns, type PlayColumns, type Values } from './columns.ts';

/** Bytes of columns as PostgreSQL sends them. */
export type ColumnBytes = ReadonlyMap<ColumnName, Buffer>;

/** Plays that follow one another. */
export interface Piece {
  /** Equal keys are equal plays; null where only the bytes say so. */
  readonly key: string | null;
  readonly count: number;
  /** The columns that came along. */
  readonly bytes: ColumnBytes;
}

/** Reads columns of some pieces, by their keys; those that are not there any more are missing. */
export type ReadPieces = (
  names: readonly ColumnName[],
  keys: readonly string[],
) => Promise<ReadonlyMap<string, ColumnBytes>>;

const NO_PIECES: ReadPieces = async () => new Map();

interface Held {
  readonly keys: readonly string[];
  /** The place of each key among them. */
  readonly places: ReadonlyMap<string, number>;
  /** Index of each piece's first play. */
  readonly starts: readonly number[];
  readonly values: Values;
  /** What `values` is the beginning of, and how much of it was ever given away. */
  readonly store: { readonly all: Values; used: number };
}

/** All that is kept may take so much; what was not asked for the longest time goes first. */
const MOST_BYTES = 48 * 1024 * 1024;
/** Plays without a key are compared byte by byte, which is quick for a few only. */
const MOST_UNKEYED = 4_096;
/** So many pieces are read at once: what is on its way takes memory too. */
const PIECES_AT_ONCE = 32;
/** Room for plays to come, so that one more does not mean a copy of all. */
const ROOM = 4_096;

/** What is kept between answers. What was given away is never changed. */
export class ColumnMemory {
  private readonly held = new Map<ColumnName, Held>();
  private readonly mostBytes: number;
  /** What is being read; who needs something else waits, and mostly finds it there. */
  private reading: Promise<unknown> = Promise.resolve();

  constructor(mostBytes = MOST_BYTES) {
    this.mostBytes = mostBytes;
  }

  /** The columns of all pieces, one after another; null when one could not be read. */
  async columnsOf(
    pieces: readonly Piece[],
    names: readonly ColumnName[],
    read: ReadPieces = NO_PIECES,
  ): Promise<PlayColumns | null> {
    const filled = pieces.filter(({ count }) => count > 0);
    if (this.isAtHand(filled, names)) return this.putTogether(filled, names, NO_PIECES);
    const turn = this.reading.then(() => this.putTogether(filled, names, read));
    this.reading = turn.catch(() => undefined);
    return turn;
  }

  private isAtHand(pieces: readonly Piece[], names: readonly ColumnName[]): boolean {
    return names.every((name) => {
      const places = this.held.get(name)?.places;
      return pieces.every(({ key, bytes }) => bytes.has(name) || (key !== null && places?.has(key) === true));
    });
  }

  private async putTogether(
    filled: readonly Piece[],
    names: readonly ColumnName[],
    read: ReadPieces,
  ): Promise<PlayColumns | null> {
    const drafts = names.map((name) => this.draftOf(name, filled));
    if (!(await complete(drafts, read))) return null;
    const isKept = filled.every(({ key, count }) => key !== null || count <= MOST_UNKEYED);
    let columns = { ...emptyColumns(0), count: filled.reduce((sum, { count }) => sum + count, 0) };
    for (const { name, held, from } of drafts) {
      columns = { ...columns, [name]: held.values.subarray(from) };
      if (isKept) this.keep(name, held);
    }
    this.forgetTooMuch();
    return columns;
  }

  private draftOf(name: ColumnName, pieces: readonly Piece[]): Draft {
    const held = this.held.get(name) ?? nothing();
    const wanted = pieces.map(({ key, bytes }) => key ?? UNKEYED + (bytes.get(name)?.toString('latin1') ?? ''));
    const end = endOf(held, wanted);
    return end === null ? begin(name, held, pieces, wanted) : { name, held, from: end, missing: new Map() };
  }

  private keep(name: ColumnName, held: Held): void {
    this.held.delete(name);
    this.held.set(name, held);
  }

  private forgetTooMuch(): void {
    let bytes = [...this.held.values()].reduce((sum, { store }) => sum + store.all.byteLength, 0);
    for (const [name, { store }] of this.held) {
      if (bytes <= this.mostBytes) return;
      this.held.delete(name);
      bytes -= store.all.byteLength;
    }
  }
}

/** No key begins so; the bytes of plays without one follow it. */
const UNKEYED = '\n';

const nothing = (): Held => ({
  keys: [],
  places: new Map(),
  starts: [],
  values: new Int32Array(0),
  store: { all: new Int32Array(0), used: 0 },
});

/** A column that is being put together. */
interface Draft {
  readonly name: ColumnName;
  readonly held: Held;
  /** Index of the first play that is wanted: shorter windows do not make longer ones forgotten. */
  readonly from: number;
  /** Where the values of pieces go that must be read, by their keys. */
  readonly missing: ReadonlyMap<string, Values>;
}

/** Where the end of what is held begins, when it consists of what is wanted. */
function endOf({ keys, starts, values }: Held, wanted: readonly string[]): number | null {
  const first = keys.length - wanted.length;
  if (first < 0 || wanted.some((key, index) => keys[first + index] !== key)) return null;
  return starts[first] ?? values.length;
}

/** Puts the pieces behind what is held of earlier plays, and takes over what is held of them. */
function begin(name: ColumnName, held: Held, pieces: readonly Piece[], wanted: readonly string[]): Draft {
  const before = held.places.get(wanted[0] ?? '') ?? 0;
  const from = held.starts[before] ?? 0;
  const starts = held.starts.slice(0, before);
  let size = from;
  for (const { count } of pieces) {
    starts.push(size);
    size += count;
  }
  const keys = [...held.keys.slice(0, before), ...wanted];
  const store = isLonger(held, keys, size) ? held.store : copyOf(name, held, from, size);
  store.used = size;
  const values = store.all.subarray(0, size);
  const missing = new Map<string, Values>();
  for (const [index, piece] of pieces.entries()) {
    const key = wanted[index] ?? '';
    const start = starts[before + index] ?? 0;
    const target = values.subarray(start, start + piece.count);
    if (!fill(target, piece.bytes.get(name)) && !copyHeld(target, held, key)) missing.set(key, target);
  }
  const places = new Map(keys.map((key, place) => [key, place]));
  return { name, held: { keys, places, starts, values, store }, from, missing };
}

/** Whether all that is held stays as it is, and something comes behind it for which there is room. */
function isLonger({ keys, values, store }: Held, wanted: readonly string[], size: number): boolean {
  if (store.used !== values.length || size < values.length || size > store.all.length) return false;
  // Plays without a key are their bytes: others that begin with these are these and some more.
  return keys.every((key, index) => key === wanted[index] || (index === keys.length - 1 && isMore(key, wanted[index])));
}

const isMore = (key: string, wanted: string | undefined): boolean =>
  key.startsWith(UNKEYED) && (wanted?.startsWith(key) ?? false);

function copyOf(name: ColumnName, { values }: Held, until: number, size: number): Held['store'] {
  const all = emptyColumn(name, size + ROOM);
  all.set(values.subarray(0, until));
  return { all, used: size };
}

function copyHeld(target: Values, { places, starts, values }: Held, key: string): boolean {
  const start = starts[places.get(key) ?? -1];
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

/** Reads what is missing, some pieces at a time. */
async function complete(drafts: readonly Draft[], read: ReadPieces): Promise<boolean> {
  const lacking = drafts.filter(({ missing }) => missing.size > 0);
  const names = lacking.map(({ name }) => name);
  const keys = [...new Set(lacking.flatMap(({ missing }) => [...missing.keys()]))];
  for (let at = 0; at < keys.length; at += PIECES_AT_ONCE) {
    const some = keys.slice(at, at + PIECES_AT_ONCE);
    const found = await read(names, some);
    for (const { name, missing } of lacking)
      for (const key of some) {
        const target = missing.get(key);
        if (target !== undefined && !fill(target, found.get(key)?.get(name))) return false;
      }
  }
  return true;
}
