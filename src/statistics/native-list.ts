/** Search, order and pages of lists that fit into memory: people and libraries. Pure. */

export interface ListRequest<S extends string> {
  readonly search: string;
  readonly sort: S;
  readonly order: 'asc' | 'desc';
  readonly offset: number;
  readonly limit: number;
}

export interface ListRules<T, S extends string> {
  /** Texts that are searched. */
  texts(row: T): readonly (string | null)[];
  /** What a row is ordered by; null comes last whatever the direction. */
  readonly keys: Readonly<Record<S, (row: T) => string | number | null>>;
  id(row: T): number;
}

const COLLATOR = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

function compare(a: string | number | null, b: string | number | null, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : COLLATOR.compare(String(a), String(b)));
}

/** The rows that are found, in order; equal ones by their ids. */
export function pageOf<T, S extends string>(
  rows: readonly T[],
  { search, sort, order, offset, limit }: ListRequest<S>,
  { texts, keys, id }: ListRules<T, S>,
): { readonly total: number; readonly found: number; readonly rows: readonly T[] } {
  const wanted = search.toLowerCase();
  const found = rows.filter((row) => texts(row).some((text) => text?.toLowerCase().includes(wanted)));
  const key = keys[sort];
  const sign = order === 'asc' ? 1 : -1;
  found.sort((a, b) => compare(key(a), key(b), sign) || id(a) - id(b));
  return { total: rows.length, found: found.length, rows: found.slice(offset, offset + limit) };
}
