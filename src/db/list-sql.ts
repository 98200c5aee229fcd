/** What lists of several rooms share: search and order as programs know them from the replaced program (API notes 6). */
import { or, type SQL, sql } from 'drizzle-orm';

/** A page of a list, before anybody knows how long the list is. */
export interface ListQuery<C extends string> {
  /** `%` and `_` stand for anything, as they always did; empty for everything. */
  readonly search: string;
  readonly searchIn: readonly C[];
  /** The first is the primary key; without any, the rows come by their ids. */
  readonly order: readonly { readonly column: C; readonly dir: 'asc' | 'desc' }[];
  /** Which of so many found rows are wanted. */
  slice(total: number): { readonly offset: number; readonly limit: number };
}

/** A page and the two counts that belong to it. */
export interface ListPage<T> {
  /** All rows of the table. */
  readonly total: number;
  readonly found: number;
  readonly rows: readonly T[];
}

/** How a column is sorted and searched. */
export interface ListColumn {
  readonly kind: 'text' | 'number';
  /** As it is shown; searched in, and sorted by unless `sort` says otherwise. */
  readonly value: SQL;
  /** A column that is never null and sorts the same way, for the sake of its index. */
  readonly sort?: SQL;
}

export type ListColumns<C extends string> = Readonly<Record<C, ListColumn>>;

/** Only A to Z are folded; everything else compares by its code points. */
const folded = (value: SQL): SQL => sql`lower((${value})::text collate "C")`;
const foldedTerm = (term: string): string => term.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Rows of which a column contains the term; nothing to add without a term. Null matches nothing. */
export function containing<C extends string>(columns: ListColumns<C>, query: ListQuery<C>): SQL | undefined {
  if (query.search === '') return undefined;
  // No text of the database holds this character, and the driver refuses it.
  if (query.search.includes('\0')) return sql`false`;
  const pattern = `%${foldedTerm(query.search)}%`;
  return or(
    sql`false`,
    ...query.searchIn.map((column) => sql`${folded(columns[column].value)} like ${pattern} escape ''`),
  );
}

/** The order of the rows: unknown before everything else, and `last` where all else is equal. */
export function inOrder<C extends string>(columns: ListColumns<C>, { order }: ListQuery<C>, last: SQL): SQL[] {
  const keys = order.map(({ column, dir }) => {
    const { kind, value, sort } = columns[column];
    if (sort !== undefined) return dir === 'asc' ? sql`${sort} asc` : sql`${sort} desc`;
    const key = kind === 'text' ? folded(value) : value;
    return dir === 'asc' ? sql`${key} asc nulls first` : sql`${key} desc nulls last`;
  });
  return [...keys, last];
}
