/** Tables that are read from Plex and held while they are sorted (API notes 6, in-memory tables). Pure. */
import { sliceOf, type TableRequest } from './table.ts';

type Sortable = string | number | null;

export interface MemoryTable<R> {
  /** The columns the table can be sorted by, with what counts. */
  readonly sortable: Readonly<Record<string, (row: R) => Sortable>>;
  /** By this column, ascending, before anything else. */
  readonly first: string;
  /** The texts that are searched. */
  readonly searchable: (row: R) => readonly (string | number | null)[];
}

export interface MemoryPage<R> {
  /** What the search left, sorted. */
  readonly found: readonly R[];
  /** The part of it that was asked for. */
  readonly page: readonly R[];
}

const rankOf = (value: Sortable): number => (value === null ? 0 : typeof value === 'number' ? 1 : 2);

function compare(a: Sortable, b: Sortable): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a.toLowerCase(), b.toLowerCase());
  return rankOf(a) - rankOf(b);
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The page that is asked for. The last order is applied first, so that rows which are equal keep the one before. */
export function memoryPage<R>(rows: readonly R[], request: TableRequest, table: MemoryTable<R>): MemoryPage<R> {
  const wanted = request.search.toLowerCase();
  const isFound = (row: R): boolean =>
    wanted === '' || table.searchable(row).some((text) => text !== null && String(text).toLowerCase().includes(wanted));
  let found = rows.filter(isFound);
  const orders = [{ column: table.first, dir: 'asc' as const }, ...request.order.toReversed()];
  for (const { column, dir } of orders) {
    const sortValue = Object.hasOwn(table.sortable, column) ? table.sortable[column] : undefined;
    if (sortValue === undefined) continue;
    const sign = dir === 'asc' ? 1 : -1;
    found = found.toSorted((a, b) => sign * compare(sortValue(a), sortValue(b)));
  }
  const { offset, limit } = sliceOf(found.length, request);
  return { found, page: found.slice(offset, offset + limit) };
}
