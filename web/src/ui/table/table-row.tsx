import { memo, type ReactNode } from 'react';
import { t } from '../../lib/i18n.ts';
import { cx } from '../cx.ts';
import type { Column } from './column.ts';
import { RowCheckbox } from './row-checkbox.tsx';

interface Props<Row> {
  readonly id: string;
  readonly row: Row;
  readonly columns: ReadonlyArray<Column<Row>>;
  /** Position in the whole table, from 1. */
  readonly index: number;
  readonly name: string;
  /** Undefined where rows are not chosen. */
  readonly isChosen: boolean | undefined;
  readonly onChoose: ((key: string) => void) | undefined;
}

function Row<T>({ id, row, columns, index, name, isChosen, onChoose }: Props<T>): ReactNode {
  return (
    <tr aria-rowindex={index} data-key={id} data-chosen={isChosen === true ? '' : undefined} className="table-line">
      {columns.map((column, at) => {
        const className = cx('table-field', column.isEnd && 'at-end');
        if (at > 0)
          return (
            <td key={column.id} className={className}>
              {column.cell(row)}
            </td>
          );
        return (
          <th key={column.id} scope="row" className={className}>
            {isChosen !== undefined && (
              <RowCheckbox label={t('table.choose', { name })} isSelected={isChosen} onChange={() => onChoose?.(id)} />
            )}
            {column.cell(row)}
          </th>
        );
      })}
    </tr>
  );
}

/** One row of a table; drawn anew only when something of it changed. */
export const TableRow = memo(Row) as typeof Row;
