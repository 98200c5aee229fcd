import { formatLocale } from '../../lib/i18n.ts';
import type { Column, Sort } from '../../ui/table/column.ts';

/** Rows that are all here, by what a column says of them; what says nothing comes last whatever the direction. */
export function byColumn<Row>(
  rows: readonly Row[],
  columns: ReadonlyArray<Column<Row>>,
  { by, order }: Sort,
): readonly Row[] {
  const value = columns.find(({ sort }) => sort?.by === by)?.text;
  if (value === undefined) return rows;
  const collator = new Intl.Collator(formatLocale(), { sensitivity: 'base', numeric: true });
  const sign = order === 'asc' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)));
  });
}
