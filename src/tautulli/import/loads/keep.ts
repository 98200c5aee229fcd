import { asRecorded } from '../../legacy-rows/column.ts';
import type { CopyValue, RawRow } from '../source/load.ts';

/** The columns of an old row that our spelling would not give back, as they stood there; null when there are none. */
export function keep(
  row: RawRow,
  spelling: Readonly<Record<string, (row: RawRow) => string | number | null>>,
): CopyValue {
  const kept: Record<string, unknown> = {};
  for (const [column, spell] of Object.entries(spelling)) {
    const raw = row[column];
    if (raw !== undefined && raw !== spell(row)) kept[column] = asRecorded(raw);
  }
  return Object.keys(kept).length === 0 ? null : { json: kept };
}
