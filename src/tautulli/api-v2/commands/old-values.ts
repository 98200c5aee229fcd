/** How values are written that every list of the reference has. */
import type { Json } from '../json.ts';

/** Seconds since 1970, as the reference counts. */
export const epochSeconds = (moment: Date): number => Math.floor(moment.getTime() / 1000);

export const flag01 = (flag: boolean): 0 | 1 => (flag ? 1 : 0);

/** A rating or session key: a number where it is one. */
export const keyValue = (key: string | null): number | string | null =>
  key !== null && /^(?:0|[1-9]\d{0,14})$/.test(key) ? Number(key) : key;

const isScalar = (value: unknown): value is string | number | null =>
  value === null || typeof value === 'string' || typeof value === 'number';

/** The row with what an import kept beside our columns, where the row has a member of that name. */
export function withKept<R extends { readonly [key: string]: Json }>(row: R, importedValues: unknown): R {
  if (typeof importedValues !== 'object' || importedValues === null) return row;
  const kept = Object.entries(importedValues).filter(([name, value]) => Object.hasOwn(row, name) && isScalar(value));
  return kept.length === 0 ? row : { ...row, ...Object.fromEntries(kept) };
}
