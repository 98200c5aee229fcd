import { t } from '../../lib/i18n.ts';
import type { Column } from './column.ts';

/** A spreadsheet would take these for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** So that spreadsheets read the file as UTF-8. */
const MARK = '\uFEFF';

/** The rows as RFC 4180 has them: a line of names, then a line for each row. */
export function csvOf<Row>(columns: ReadonlyArray<Column<Row>>, rows: readonly Row[]): string {
  const kept = columns.filter((column) => column.text !== undefined);
  const head = kept.map(({ label }) => field(t(label)));
  const lines = rows.map((row) => kept.map(({ text }) => field(text?.(row) ?? null)));
  return MARK + [head, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}
