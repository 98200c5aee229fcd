/** Nodes as rows of a table: lists go down side by side (export notes 5). Pure. */
import { type ExportEntry, type ExportNode, type ExportValue, inOrder, isList, isScalar, scalarText } from './node.ts';

/** A row by the names of its columns. */
export type CsvRow = Readonly<Record<string, string>>;

/** The first columns, in this order. */
const FIRST = ['ratingKey', 'title', 'titleSort'];

/**
 * The rows of an item. The first has its plain values and the first of every list, the others what is next in the
 * lists; things below it therefore go on under it.
 */
export const csvRows = (node: ExportNode): readonly CsvRow[] => rowsOf(node, '');

function rowsOf(node: ExportNode, prefix: string): readonly CsvRow[] {
  const columns = inOrder(node).map(([name, value]) => valueRows(value, `${prefix}${name}`));
  return sideBySide(columns);
}

function valueRows(value: ExportValue, path: string): readonly CsvRow[] {
  if (isScalar(value)) return [{ [path]: scalarText(value) }];
  if (!isList(value)) return rowsOf(value, `${path}.`);
  return value.flatMap((entry) => entryRows(entry, path));
}

const entryRows = (entry: ExportEntry, path: string): readonly CsvRow[] =>
  typeof entry === 'string' ? [{ [path]: entry }] : rowsOf(entry, `${path}.`);

function sideBySide(columns: readonly (readonly CsvRow[])[]): readonly CsvRow[] {
  const height = Math.max(1, ...columns.map((rows) => rows.length));
  return Array.from({ length: height }, (_none, at) => Object.assign({}, ...columns.map((rows) => rows[at] ?? {})));
}

const depthOf = (column: string): number => column.split('.').length;

const rank = (column: string): number => {
  const first = FIRST.indexOf(column);
  return first < 0 ? FIRST.length : first;
};

/** Columns in their order: by depth, then by name. */
export const inColumnOrder = (columns: Iterable<string>): readonly string[] =>
  [...columns].toSorted((a, b) => depthOf(a) - depthOf(b) || rank(a) - rank(b) || (a < b ? -1 : 1));

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A line with its end. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;
