/** Which rows stand in some places of an order, without sorting all of them. Pure. */

/** Writes a value for each of the rows; lower ones come first. It is never NaN. */
export type RowKey = (rows: Int32Array, into: Float64Array) => void;

export interface Places {
  readonly offset: number;
  readonly limit: number;
}

/** So many rows are sorted in no time. */
const FEW = 2_048;

/**
 * The rows in the places from `offset` on, in order. The first key decides, among equals the next; rows that are equal
 * in all keys stay as they are given.
 */
export function rowsInPlaces(rows: Int32Array, keys: readonly RowKey[], { offset, limit }: Places): Int32Array {
  const from = Math.max(0, offset);
  const until = Math.min(rows.length, from + limit);
  if (from >= until) return new Int32Array(0);
  const [first, ...others] = keys;
  if (first === undefined) return rows.slice(from, until);
  if (rows.length <= FEW) return sorted(rows, keys).subarray(from, until);
  const values = scratchOf(rows.length);
  first(rows, values);
  const { low, high } = bounds(values, from, until - 1);
  const parts = divide(rows, values, low, high);
  const start = from - parts.below;
  const end = until - parts.below;
  if (low === high) return rowsInPlaces(parts.atLow, others, { offset: start, limit: end - start });
  // Of rows with the lowest value the last are wanted, of those with the highest the first, and all between.
  const behind = parts.atLow.length + parts.between.length;
  return concatenated([
    rowsInPlaces(parts.atLow, others, { offset: start, limit: parts.atLow.length - start }),
    sorted(parts.between, keys),
    rowsInPlaces(parts.atHigh, others, { offset: 0, limit: end - behind }),
  ]);
}

/** Needed for a moment only, again and again. Nobody waits in between. */
let scratch = new Float64Array(0);

function scratchOf(size: number): Float64Array {
  if (scratch.length < size) scratch = new Float64Array(size);
  return scratch.subarray(0, size);
}

function sorted(rows: Int32Array, keys: readonly RowKey[]): Int32Array {
  const values = keys.map((key) => {
    const own = new Float64Array(rows.length);
    key(rows, own);
    return own;
  });
  const order = new Int32Array(rows.length).map((_none, index) => index);
  order.sort((a, b) => {
    for (const own of values) {
      const x = own[a] ?? 0;
      const y = own[b] ?? 0;
      if (x !== y) return x < y ? -1 : 1;
    }
    return a - b;
  });
  return order.map((index) => rows[index] ?? 0);
}

/** So many values are looked at first, spread over all of them. */
const SAMPLE = 2_048;
/** How far the place in the sample may be off, in standard deviations. */
const CAREFUL = 4;

/** The values that stand in two places of the order. */
function bounds(values: Float64Array, lowPlace: number, highPlace: number): { low: number; high: number } {
  const { below, found } = around(values, lowPlace, highPlace);
  // Where the sample misled, all values are gone through.
  const isWithin = below <= lowPlace && highPlace < below + found.length;
  const among = isWithin ? found : Float64Array.from(values);
  const first = isWithin ? below : 0;
  const low = valueAt(among, 0, lowPlace - first);
  // What stands behind is not lower.
  return { low, high: highPlace === lowPlace ? low : valueAt(among, lowPlace - first, highPlace - first) };
}

/** The values that stand about in these places or between them as far as a sample tells, and how many are lower. */
function around(values: Float64Array, lowPlace: number, highPlace: number): { below: number; found: Float64Array } {
  const step = values.length / SAMPLE;
  const sample = Float64Array.from({ length: SAMPLE }, (_none, index) => values[Math.floor(index * step)] ?? 0).sort();
  const least = sample[sampleIndex(lowPlace / values.length, -1)] ?? -Infinity;
  const most = sample[sampleIndex(highPlace / values.length, 1)] ?? Infinity;
  let below = 0;
  let size = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value < least) below += 1;
    else if (value <= most) size += 1;
  }
  const found = new Float64Array(size);
  let place = 0;
  for (let at = 0; place < size; at++) {
    const value = values[at] ?? 0;
    if (value >= least && value <= most) found[place++] = value;
  }
  return { below, found };
}

const sampleIndex = (share: number, side: -1 | 1): number =>
  Math.floor(share * SAMPLE + side * (CAREFUL * Math.sqrt(SAMPLE * share * (1 - share)) + 2));

/** The value in a place of the order, which is not before `begin`; parts the values around the place (quickselect). */
function valueAt(values: Float64Array, begin: number, place: number): number {
  let left = begin;
  let right = values.length - 1;
  while (left < right) {
    const pivot = middleOf(values, left, right);
    let low = left - 1;
    let high = right + 1;
    for (;;) {
      do low += 1;
      while ((values[low] ?? 0) < pivot);
      do high -= 1;
      while ((values[high] ?? 0) > pivot);
      if (low >= high) break;
      const value = values[low] ?? 0;
      values[low] = values[high] ?? 0;
      values[high] = value;
    }
    if (place <= high) right = high;
    else left = high + 1;
  }
  return values[place] ?? 0;
}

/** The middle one of three values. The last is never taken where it is the highest, so both parts have something. */
function middleOf(values: Float64Array, left: number, right: number): number {
  const a = values[left] ?? 0;
  const b = values[(left + right) >>> 1] ?? 0;
  const c = values[right] ?? 0;
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

interface Parts {
  /** How many rows have a lower value. */
  readonly below: number;
  readonly atLow: Int32Array;
  readonly between: Int32Array;
  readonly atHigh: Int32Array;
}

function divide(rows: Int32Array, values: Float64Array, low: number, high: number): Parts {
  let below = 0;
  let [lows, betweens, highs] = [0, 0, 0];
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value < low) below += 1;
    else if (value === low) lows += 1;
    else if (value < high) betweens += 1;
    else if (value === high) highs += 1;
  }
  const atLow = new Int32Array(lows);
  const between = new Int32Array(betweens);
  const atHigh = new Int32Array(highs);
  [lows, betweens, highs] = [0, 0, 0];
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value < low || value > high) continue;
    const row = rows[at] ?? 0;
    if (value === low) atLow[lows++] = row;
    else if (value === high) atHigh[highs++] = row;
    else between[betweens++] = row;
  }
  return { below, atLow, between, atHigh };
}

function concatenated(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
