import type { ChartTable } from './types.ts';

/** A spreadsheet would take these for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as RFC 4180 CSV, one header line, with a byte order mark so that spreadsheets read it as UTF-8. */
export const toCsv = ({ columns, rows }: ChartTable): string =>
  `\uFEFF${[columns, ...rows.map(({ cells }) => cells)].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
