import type { HistoryRow } from '#contract/history.ts';
import { dayKey, dayName } from '../../lib/format.ts';
import { rowKey } from './merge.ts';
import type { HistoryView } from './search.ts';

/** A line of the list: a day as heading, or a play. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly name: string }
  | { readonly kind: 'row'; readonly key: string; readonly row: HistoryRow };

/** Puts a heading before the first row of every day. Rows that are a little out of order never repeat a heading. */
export function linesOf(rows: readonly HistoryRow[], view: HistoryView, now: number): Line[] {
  const lines: Line[] = [];
  const named = new Set<string>();
  for (const row of rows) {
    const at = Date.parse(row.stoppedAt);
    const day = dayKey(at);
    if (!named.has(day)) {
      named.add(day);
      lines.push({ kind: 'day', key: `day ${day}`, name: dayName(at, now) });
    }
    lines.push({ kind: 'row', key: `row ${rowKey(row, view)}`, row });
  }
  return lines;
}
