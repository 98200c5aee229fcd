import { asRecorded } from '../../legacy-rows/column.ts';
import type { CopyValue, RawRow } from '../source/load.ts';
import { json, rawText } from '../source/normalise.ts';

/** For `keep`: a JSON column as it stands while it can be read. */
export const readableJson =
  (column: string) =>
  (row: RawRow): string | null => {
    let isReadable = true;
    const parsed = json(row[column], () => {
      isReadable = false;
    });
    return isReadable && parsed !== null ? rawText(row[column]) : null;
  };

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
