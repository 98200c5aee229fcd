import { ArrowDown, ArrowUp } from 'lucide-react';
import { type PointerEvent, type ReactNode, type Ref, useRef } from 'react';
import { t } from '../../lib/i18n.ts';
import { cx } from '../cx.ts';
import { type Column, nextSort, type Sort } from './column.ts';
import { RowCheckbox } from './row-checkbox.tsx';
import type { Selection } from './selection.ts';
import type { Columns } from './use-columns.ts';

export interface HeadProps<Row> {
  readonly columns: Columns<Row>;
  readonly sort?: Sort | undefined;
  readonly onSort?: ((sort: Sort) => void) | undefined;
  readonly selection?: Selection | undefined;
  /** Keys of the loaded rows. */
  readonly keys: readonly string[];
}

/** The names of the columns: pressed they sort, their edges are dragged. */
export function TableHead<Row>({ ref, ...props }: HeadProps<Row> & { readonly ref: Ref<HTMLTableSectionElement> }) {
  const { columns, selection, keys } = props;
  return (
    <thead ref={ref} className="table-head">
      <tr aria-rowindex={1} className="table-line">
        {columns.shown.map((column, at) => (
          <HeadCell key={column.id} {...props} column={column}>
            {at === 0 && selection !== undefined && <ChooseAll selection={selection} keys={keys} />}
          </HeadCell>
        ))}
      </tr>
    </thead>
  );
}

function ChooseAll({ selection, keys }: { readonly selection: Selection; readonly keys: readonly string[] }) {
  const isAll = keys.length > 0 && keys.every((key) => selection.keys.has(key));
  return (
    <RowCheckbox
      label={t('table.chooseAll')}
      isSelected={isAll}
      isPartly={!isAll && selection.keys.size > 0}
      onChange={() => (isAll ? selection.clear() : selection.set(keys))}
    />
  );
}

interface CellProps<Row> extends HeadProps<Row> {
  readonly column: Column<Row>;
  readonly children: ReactNode;
}

const SORTED = { asc: 'ascending', desc: 'descending' } as const;

function HeadCell<Row>({ column, columns, sort, onSort, children }: CellProps<Row>) {
  const isSorted = sort !== undefined && column.sort?.by === sort.by;
  const Arrow = sort?.order === 'asc' ? ArrowUp : ArrowDown;
  const canSort = column.sort !== undefined && sort !== undefined && onSort !== undefined;
  return (
    <th
      scope="col"
      aria-sort={canSort ? (isSorted ? SORTED[sort.order] : 'none') : undefined}
      className={cx('table-field', column.isEnd && 'at-end')}
    >
      {children}
      {canSort ? (
        <button
          type="button"
          onClick={() => onSort(nextSort(column, sort))}
          className={cx(
            'touch-target -mx-1 flex h-7 min-w-0 cursor-pointer items-center gap-1 rounded-[4px] px-1 hover:bg-raised hover:text-text',
            isSorted && 'text-text',
            column.isEnd && 'flex-row-reverse',
          )}
        >
          <span className="truncate">{t(column.label)}</span>
          {isSorted && <Arrow size={14} strokeWidth={2} aria-hidden="true" className="shrink-0" />}
        </button>
      ) : (
        <span className="truncate">{t(column.label)}</span>
      )}
      <Widen column={column} columns={columns} />
    </th>
  );
}

/** The edge of a column, to drag. The list of columns has the same for the keyboard. */
function Widen<Row>({ column, columns }: { readonly column: Column<Row>; readonly columns: Columns<Row> }) {
  const drag = useRef<{ x: number; rem: number; px: number } | null>(null);
  const start = (event: PointerEvent<HTMLButtonElement>): void => {
    const px = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const width = event.currentTarget.parentElement?.getBoundingClientRect().width ?? 0;
    drag.current = { x: event.clientX, rem: width / px, px };
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.dataset.dragged = '';
  };
  const move = ({ clientX }: PointerEvent): void => {
    if (drag.current === null) return;
    const { x, rem, px } = drag.current;
    const direction = document.documentElement.dir === 'rtl' ? -1 : 1;
    columns.widen(column.id, rem + (direction * (clientX - x)) / px);
  };
  const end = (event: PointerEvent<HTMLButtonElement>): void => {
    drag.current = null;
    delete event.currentTarget.dataset.dragged;
  };
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden="true"
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      className="table-widen"
    />
  );
}
