import type { ReactNode } from 'react';
import { formatLocale } from '../../lib/i18n.ts';
import type { Column, Sort } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { TableTools } from '../../ui/table/table-tools.tsx';
import { useColumns } from '../../ui/table/use-columns.ts';
import { useTableSort } from './table-sort.ts';

interface Props<Row> {
  /** Under it the chosen columns are remembered. */
  readonly name: string;
  readonly label: string;
  readonly columns: ReadonlyArray<Column<Row>>;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly card: (row: Row) => ReactNode;
  readonly preset: Sort;
  /** The name of the file that can be made of it. */
  readonly file: string;
}

type Value = string | number | null;

/** What is not known comes last, whatever the direction. */
function compared(a: Value, b: Value, sign: 1 | -1, collator: Intl.Collator): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)));
}

/** Rows in the order of the text of a column. Pure. */
export function inOrder<Row>(rows: readonly Row[], columns: ReadonlyArray<Column<Row>>, { by, order }: Sort): Row[] {
  const text = columns.find(({ sort }) => sort?.by === by)?.text;
  const collator = new Intl.Collator(formatLocale(), { numeric: true, sensitivity: 'base' });
  if (text === undefined) return [...rows];
  return rows.toSorted((a, b) => compared(text(a), text(b), order === 'asc' ? 1 : -1, collator));
}

/** A table of rows that are all there: sorted here, by what their columns say in the file. */
export function LocalTable<Row>({ name, label, columns: all, rows, rowKey, card, preset, file }: Props<Row>) {
  const columns = useColumns(name, all);
  const known = all.flatMap(({ sort }) => (sort === undefined ? [] : [sort.by]));
  const [sort, onSort] = useTableSort(preset, known);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex justify-end">
        <TableTools
          columns={columns}
          sort={sort}
          onSort={onSort}
          download={{ name: file, rows: () => Promise.resolve(rows) }}
        />
      </div>
      <DataTable
        label={label}
        columns={columns}
        rows={inOrder(rows, all, sort)}
        rowKey={rowKey}
        sort={sort}
        onSort={onSort}
        card={card}
      />
    </div>
  );
}
