import { type CSSProperties, type ReactNode, type RefObject, useEffect, useMemo, useRef } from 'react';
import { t } from '../../lib/i18n.ts';
import { SMALL, useMediaQuery } from '../../lib/media-query.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { useRowKeys } from '../../lib/use-row-keys.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { cx } from '../cx.ts';
import type { Sort } from './column.ts';
import { RowCheckbox } from './row-checkbox.tsx';
import type { Selection } from './selection.ts';
import { TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import type { Columns } from './use-columns.ts';
import { ROW_HEIGHTS, useWindowRows } from './use-window-rows.ts';

export interface TableProps<Row> {
  /** Names the table for screen readers. */
  readonly label: string;
  readonly columns: Columns<Row>;
  readonly rows: readonly Row[];
  /** Tells rows apart; stays the same function. */
  readonly rowKey: (row: Row) => string;
  /** What a row is called, for screen readers. */
  readonly rowName?: (row: Row) => string;
  /** How many rows match altogether; those that are loaded unless said otherwise, -1 for nobody knows. */
  readonly found?: number | undefined;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  /** A row in two lines, for small screens. A link or button marked `data-row` opens it. */
  readonly card: (row: Row) => ReactNode;
  readonly selection?: Selection;
  /** What is shown belongs to the filter before. */
  readonly isBusy?: boolean;
  /** More rows are wanted: the end comes near. */
  readonly onNearEnd?: () => void;
  /** Below the rows, always in sight: sums, or what can be done with the chosen rows. */
  readonly foot?: ReactNode;
}

/**
 * Rows as a table, or as cards on small screens. Only what can be seen is drawn. `j` and `k` move along what the cells and
 * cards mark `data-row`, Enter opens it, `x` chooses it.
 */
export function DataTable<Row>(props: TableProps<Row>) {
  const isSmall = useMediaQuery(SMALL);
  const { density } = usePreferences();
  const { rows, rowKey, isBusy = false, foot } = props;
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const rowRem = isSmall ? ROW_HEIGHTS.card : ROW_HEIGHTS[density];

  useRowKeys();
  useChoosingKey(props.selection);
  const view = { ...props, rowRem, keys };
  return (
    <div aria-busy={isBusy} className={cx('data-table transition-opacity delay-300', isBusy && 'opacity-60')}>
      {isSmall ? <Cards {...view} /> : <Grid {...view} />}
      {foot !== undefined && foot !== null && <div className="table-foot">{foot}</div>}
    </div>
  );
}

interface View<Row> extends TableProps<Row> {
  readonly keys: readonly string[];
  readonly rowRem: number;
}

function useChoosingKey(selection: Selection | undefined): void {
  useShortcuts({
    x: () => {
      const row = document.activeElement?.closest<HTMLElement>('[data-key]');
      if (row?.dataset.key !== undefined) selection?.toggle(row.dataset.key);
    },
    ...(selection !== undefined && selection.keys.size > 0 && { Escape: () => selection.clear() }),
  });
}

function Grid<Row>(props: View<Row>) {
  const { label, columns, rows, keys, found, selection, rowName, sort, onSort } = props;
  const head = useRef<HTMLTableSectionElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const { items, before, after } = useWindowRows(body, props);
  useSideways(head, body);
  useRowPresses(body);
  const { css, sum } = columns.tracks;
  const style: TrackStyle = { '--tracks': css, '--least': `${sum}rem` };
  return (
    <table
      aria-label={label}
      aria-rowcount={found === -1 ? -1 : (found ?? rows.length) + 1}
      style={style}
      className="block"
    >
      <TableHead ref={head} columns={columns} sort={sort} onSort={onSort} selection={selection} keys={keys} />
      <tbody ref={body} className="table-body block" style={{ paddingBlock: `${before}px ${after}px` }}>
        {items.map(({ index }) => {
          const row = rows[index];
          const key = keys[index];
          if (row === undefined || key === undefined) return null;
          return (
            <TableRow
              key={key}
              id={key}
              row={row}
              columns={columns.shown}
              index={index + 2}
              name={rowName?.(row) ?? key}
              isChosen={selection?.keys.has(key)}
              onChoose={selection?.toggle}
            />
          );
        })}
      </tbody>
    </table>
  );
}

interface TrackStyle extends CSSProperties {
  readonly '--tracks': string;
  readonly '--least': string;
}

/** The head follows the rows sideways, and the first column shows its edge when it lies over others. */
function useSideways(head: RefObject<HTMLElement | null>, body: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const rows = body.current;
    if (rows === null) return undefined;
    const follow = (): void => {
      if (head.current) head.current.scrollLeft = rows.scrollLeft;
      rows.closest('.data-table')?.toggleAttribute('data-scrolled', rows.scrollLeft !== 0);
    };
    follow();
    rows.addEventListener('scroll', follow, { passive: true });
    return () => rows.removeEventListener('scroll', follow);
  }, [head, body]);
}

/** A press anywhere in a row opens it, as its link does. */
function useRowPresses(body: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const rows = body.current;
    const press = ({ target }: MouseEvent): void => {
      if (!(target instanceof Element) || target.closest('a, button, input, label, select') !== null) return;
      if (getSelection()?.isCollapsed === false) return;
      target.closest('.table-line')?.querySelector<HTMLElement>('[data-row]')?.click();
    };
    rows?.addEventListener('click', press);
    return () => rows?.removeEventListener('click', press);
  }, [body]);
}

function Cards<Row>(props: View<Row>) {
  const { label, rows, keys, card, rowName, selection } = props;
  const top = useRef<HTMLUListElement>(null);
  const { items, before, after } = useWindowRows(top, props);
  return (
    <ul ref={top} aria-label={label} style={{ paddingBlock: `${before}px ${after}px` }}>
      {items.map(({ index }) => {
        const row = rows[index];
        const key = keys[index];
        if (row === undefined || key === undefined) return null;
        const isChosen = selection?.keys.has(key) ?? false;
        return (
          <li key={key} data-key={key} data-chosen={isChosen ? '' : undefined} className="table-card">
            {selection !== undefined && (
              <span className="relative z-2">
                <RowCheckbox
                  label={t('table.choose', { name: rowName?.(row) ?? key })}
                  isSelected={isChosen}
                  onChange={() => selection.toggle(key)}
                />
              </span>
            )}
            {card(row)}
          </li>
        );
      })}
    </ul>
  );
}
