/** Search, order and pages of rows that are few enough to be held (API notes 6). Pure. */
import { sliceOf, type TableRequest } from './table.ts';

/** What a column holds: the value that is sorted and searched, which is not always the one that is shown. */
export type Cell = string | number | null | undefined;

export interface RowRules<R> {
  readonly sortable: readonly string[];
  readonly searchable: readonly string[];
  cell(row: R, column: string): Cell;
}

export interface RowPage<R> {
  /** How many rows the search left. */
  readonly found: number;
  readonly rows: readonly R[];
}

/** Only A to Z are folded (API notes 6). */
const folded = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Nothing comes before numbers, numbers before texts; texts by their code points, which is the order of UTF-8. */
function compareCells(a: Cell, b: Cell): number {
  const byKind = rankOf(a) - rankOf(b);
  if (byKind !== 0) return byKind;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(bytes(a), bytes(b));
  return 0;
}

const bytes = (text: string): Buffer => Buffer.from(folded(text));

const rankOf = (cell: Cell): number => (cell === null || cell === undefined ? 0 : typeof cell === 'number' ? 1 : 2);

/** `%` stands for any text and `_` for any character, as in SQL. */
function containing(term: string): RegExp {
  const pattern = folded(term).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(pattern.replaceAll('%', '.*').replaceAll('_', '.'), 'su');
}

/** The page that is asked for. Rows that are equal keep their order. */
export function pageOfRows<R>(all: readonly R[], request: TableRequest, rules: RowRules<R>): RowPage<R> {
  const { search, searchable: allowed } = request;
  const columns = rules.searchable.filter((column) => allowed?.includes(column) ?? true);
  const pattern = search === '' ? null : containing(search);
  const isFound = (row: R): boolean =>
    pattern === null ||
    columns.some((column) => {
      const cell = rules.cell(row, column);
      return cell !== null && cell !== undefined && pattern.test(folded(String(cell)));
    });
  const found = all.filter(isFound);
  const order = request.order.filter(({ column }) => rules.sortable.includes(column));
  const sorted = found.toSorted((a, b) => {
    for (const { column, dir } of order) {
      const difference = compareCells(rules.cell(a, column), rules.cell(b, column));
      if (difference !== 0) return dir === 'asc' ? difference : -difference;
    }
    return 0;
  });
  const { offset, limit } = sliceOf(found.length, request);
  return { found: found.length, rows: sorted.slice(offset, offset + limit) };
}
