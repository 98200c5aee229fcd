import { valuesAt } from '#history/blocks/selection.ts';

const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;
const DIGIT_MASK = DIGITS - 1;
const HIGHEST = 0x7fff_ffff;
/** Fewer are compared more quickly than the digits are counted. */
const FEW = 1_000;

interface Pairs {
  readonly keys: Uint32Array;
  readonly indexes: Int32Array;
}

/**
 * The indexes in the order of their values; equal ones stay as they were. Sorts digit by digit, which for the moments
 * of a year takes a fraction of what comparing them does.
 */
export function sortedBy(values: Int32Array, indexes: Int32Array): Int32Array {
  const size = indexes.length;
  if (size < FEW) return indexes.toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const found = valuesAt(values, indexes);
  let lowest = HIGHEST;
  let highest = -HIGHEST;
  for (let at = 0; at < size; at++) {
    lowest = Math.min(lowest, found[at] ?? 0);
    highest = Math.max(highest, found[at] ?? 0);
  }
  const keys = new Uint32Array(size);
  for (let at = 0; at < size; at++) keys[at] = (found[at] ?? 0) - lowest;
  let from: Pairs = { keys, indexes: indexes.slice() };
  let to: Pairs = { keys: new Uint32Array(size), indexes: new Int32Array(size) };
  for (let shift = 0; shift < 32 && (highest - lowest) >>> shift > 0; shift += DIGIT_BITS) {
    sortByDigit(from, to, shift);
    [from, to] = [to, from];
  }
  return from.indexes;
}

function sortByDigit(from: Pairs, to: Pairs, shift: number): void {
  const { keys, indexes } = from;
  const places = new Int32Array(DIGITS + 1);
  for (let at = 0; at < keys.length; at++) {
    const behind = (((keys[at] ?? 0) >>> shift) & DIGIT_MASK) + 1;
    places[behind] = (places[behind] ?? 0) + 1;
  }
  for (let digit = 1; digit < DIGITS; digit++) places[digit] = (places[digit] ?? 0) + (places[digit - 1] ?? 0);
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? 0;
    const digit = (key >>> shift) & DIGIT_MASK;
    const place = places[digit] ?? 0;
    to.keys[place] = key;
    to.indexes[place] = indexes[at] ?? 0;
    places[digit] = place + 1;
  }
}
