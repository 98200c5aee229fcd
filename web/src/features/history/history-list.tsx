import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '../../lib/i18n.ts';
import { SMALL, useMediaQuery } from '../../lib/media-query.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { cx } from '../../ui/cx.ts';
import { type HistoryColumn, useHistoryColumns } from './columns.tsx';
import { HistoryCard } from './history-card.tsx';
import { HistoryRow } from './history-row.tsx';
import type { Line } from './lines.ts';
import { rowKey } from './merge.ts';
import type { RowView } from './search.ts';
import { SegmentLine } from './segment-row.tsx';
import type { Chosen } from './use-selection.ts';
import { HEIGHTS, useVirtualLines } from './use-virtual-lines.ts';

interface Props {
  readonly lines: readonly Line[];
  readonly view?: RowView;
  readonly openId: number | undefined;
  readonly fresh: ReadonlySet<number>;
  /** More rows are wanted: the end comes near. */
  readonly onNearEnd: () => void;
  /** What is shown belongs to the filter before. */
  readonly isBusy: boolean;
  /** Without it rows cannot be chosen. */
  readonly choosing?: Choosing;
  /** Stands above the rows: what is live now. */
  readonly children?: ReactNode;
}

/** Which rows are chosen, and how to choose others. */
export interface Choosing extends Chosen {
  /** On small screens: whether boxes are shown. */
  readonly isOn: boolean;
  readonly onChoose: (key: number, isRange: boolean) => void;
}

const NOT_CHOOSING: Choosing = { keys: new Set(), isAll: false, isOn: false, onChoose: () => undefined };

/** The plays as a table, or as cards on small screens. Only what can be seen is drawn. */
export function HistoryList(props: Props) {
  const isSmall = useMediaQuery(SMALL);
  const { density } = usePreferences();
  const { lines, onNearEnd, isBusy, children } = props;
  const { visible, widths, measure } = useHistoryColumns();
  const rowRem = isSmall ? HEIGHTS.card : HEIGHTS[density];
  const seen = useVirtualLines({ lines, rowRem, onNearEnd });
  useFollowOpen(props, seen.virtual);
  const view = {
    ...{ ...props, ...seen, columns: visible, widths, canChoose: props.choosing !== undefined },
    ...{ view: props.view ?? 'groups', choosing: props.choosing ?? NOT_CHOOSING },
  };
  return (
    <div
      ref={measure}
      aria-busy={isBusy}
      className={cx('history-list transition-opacity delay-300', isBusy && 'opacity-60')}
    >
      {children}
      {isSmall ? <Cards {...view} /> : <Table {...view} />}
    </div>
  );
}

/** Scrolls to the open play when another one is opened; a list that grows must not pull the page back. */
function useFollowOpen({ lines, openId }: Props, virtual: ReturnType<typeof useVirtualLines>['virtual']): void {
  const latest = useRef(lines);
  useEffect(() => {
    latest.current = lines;
  });
  useEffect(() => {
    const index = latest.current.findIndex((line) => line.kind === 'row' && line.row.playId === openId);
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [openId, virtual]);
}

interface ViewProps extends Props, ReturnType<typeof useVirtualLines> {
  readonly view: RowView;
  readonly choosing: Choosing;
  readonly canChoose: boolean;
  readonly columns: readonly HistoryColumn[];
  readonly widths: Readonly<Record<string, number>>;
}

const isChosen = ({ isAll, keys }: Chosen, key: number): boolean => isAll || keys.has(key);

function Cards(props: ViewProps) {
  const { lines, view, fresh, openId, choosing, top, items, before, after } = props;
  return (
    <div ref={top}>
      <ul aria-label={t('area.history')} style={{ paddingTop: before, paddingBottom: after }}>
        {items.map(({ index }) => {
          const line = lines[index];
          if (!line) return null;
          if (line.kind === 'row') {
            const key = rowKey(line.row, view);
            return (
              <HistoryCard
                key={line.key}
                row={line.row}
                rowKey={key}
                isFresh={fresh.has(line.row.playId)}
                isChosen={isChosen(choosing, key)}
                isChoosing={choosing.isOn}
                onChoose={choosing.onChoose}
              />
            );
          }
          return (
            <li key={line.key} className={line.kind === 'day' ? 'history-day flex items-end px-3' : SEGMENT_CARD}>
              {line.kind === 'day' ? (
                <DayName name={line.name} />
              ) : (
                <SegmentLine segment={line.segment} isOpen={line.segment?.playId === openId} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const SEGMENT_CARD = 'history-segment relative flex flex-col justify-center border-b border-line/60 bg-raised/40 px-3';

function Table(props: ViewProps) {
  const { lines, columns, widths, canChoose, openId, top, items, before, after } = props;
  const span = columns.length + (canChoose ? 1 : 0);
  return (
    <>
      <table aria-label={t('area.history')} className="history-table">
        <thead>
          <tr>
            {canChoose && (
              <th scope="col" className="col-choose">
                <span className="sr-only">{t('history.choose')}</span>
              </th>
            )}
            {columns.map(({ id, label, width, isEnd }) => (
              <th
                key={id}
                scope="col"
                className={cx('truncate', isEnd ? 'text-end!' : '')}
                style={id === 'title' ? undefined : { inlineSize: `${widths[id] ?? width}rem` }}
              >
                {t(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={before} span={span} />
          {items.map(({ index }) => {
            const line = lines[index];
            if (!line) return null;
            if (line.kind === 'row') return <RowOf key={line.key} {...props} row={line.row} index={index + 2} />;
            return (
              <tr
                key={line.key}
                aria-rowindex={index + 2}
                className={line.kind === 'day' ? 'history-day-row' : 'history-segment-row'}
              >
                <td colSpan={span} className={line.kind === 'day' ? 'history-day' : 'history-segment'}>
                  {line.kind === 'day' ? (
                    <DayName name={line.name} />
                  ) : (
                    <SegmentLine segment={line.segment} isOpen={line.segment?.playId === openId} />
                  )}
                </td>
              </tr>
            );
          })}
          <Space height={after} span={span} />
        </tbody>
      </table>
      <div ref={top} className="absolute top-9" />
    </>
  );
}

interface RowProps extends ViewProps {
  readonly row: Extract<Line, { kind: 'row' }>['row'];
  readonly index: number;
}

function RowOf(props: RowProps) {
  const { row, view, columns, openId, fresh, choosing, canChoose, index } = props;
  const key = rowKey(row, view);
  return (
    <HistoryRow
      row={row}
      columns={columns}
      rowKey={key}
      isFresh={fresh.has(row.playId)}
      isOpen={row.playId === openId}
      isChosen={isChosen(choosing, key)}
      onChoose={canChoose ? choosing.onChoose : undefined}
      index={index}
    />
  );
}

const DayName = ({ name }: { readonly name: string }) => (
  <h2 className="pb-1.5 text-caption font-semibold text-text-2">{name}</h2>
);

/** Stands for the rows that are not drawn. */
const Space = ({ height, span }: { readonly height: number; readonly span: number }) =>
  height > 0 ? (
    <tr>
      <td colSpan={span} className="border-0! p-0!" style={{ height }} />
    </tr>
  ) : null;
