import type { HistoryRow, PlayDetail } from '#contract/history.ts';
import { dayKey, dayName } from '../../lib/format.ts';
import { rowKey } from './merge.ts';
import type { RowView } from './search.ts';

export type Segment = PlayDetail['segments'][number];

/** A line of the list: a day as heading, a play or viewing, or a play of a viewing that is unfolded. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly name: string }
  | { readonly kind: 'row'; readonly key: string; readonly row: HistoryRow }
  | { readonly kind: 'segment'; readonly key: string; readonly segment: Segment | null };

/** The plays of unfolded viewings; null while they are on their way. */
export type Unfolded = ReadonlyMap<number, readonly Segment[] | null>;

const NONE: Unfolded = new Map();

/** The lines of an unfolded viewing: one for each play, or as many empty ones while they are not known. */
function segmentLines(row: HistoryRow, unfolded: Unfolded): Line[] {
  const segments = unfolded.get(row.groupId);
  if (segments === undefined) return [];
  const all = segments ?? Array.from({ length: row.playCount }, () => null);
  return all.map((segment, at): Line => ({ kind: 'segment', key: `segment ${row.groupId} ${at}`, segment }));
}

/** Puts a heading before the first row of every day. Rows that are a little out of order never repeat a heading. */
export function linesOf(rows: readonly HistoryRow[], view: RowView, now: number, unfolded: Unfolded = NONE): Line[] {
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
    if (view === 'groups') lines.push(...segmentLines(row, unfolded));
  }
  return lines;
}
