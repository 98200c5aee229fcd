import type { Issues, RawRow } from '../source/load.ts';
import { integer } from '../source/normalise.ts';

/** Row ids are 32 bits here, and new rows need numbers behind them. */
export const MAX_ID = 2_000_000_000;

/** The id a row keeps; null when there is none that could be kept, which is an issue. */
export function rowId(row: RawRow, issue: Issues): number | null {
  const id = integer(row.id, () => undefined);
  if (id !== null && id > 0 && id <= MAX_ID) return id;
  issue(id === null ? 'row_without_id' : 'id_too_large', { id });
  return null;
}

const MAX_INTEGER = 2_147_483_647;

/** A whole number that fits into `most` (32 bits unless told), or `otherwise`. */
export function small<T>(value: RawRow[string] | undefined, otherwise: T, most: number = MAX_INTEGER): number | T {
  const number = integer(value, () => undefined);
  return number !== null && Math.abs(number) <= most ? number : otherwise;
}

/** 16 bits. */
export const MAX_SMALL = 32_767;
