import { useEffect, useRef } from 'react';
import { type MessageId, t } from '../../lib/i18n.ts';
import { SMALL, useMediaQuery } from '../../lib/media-query.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { cx } from '../../ui/cx.ts';
import { HistoryCard } from './history-card.tsx';
import { HistoryRow } from './history-row.tsx';
import type { Line } from './lines.ts';
import { HEIGHTS, useVirtualLines } from './use-virtual-lines.ts';

interface Props {
  readonly lines: readonly Line[];
  readonly openId: number | undefined;
  readonly fresh: ReadonlySet<number>;
  /** More rows are wanted: the end comes near. */
  readonly onNearEnd: () => void;
  /** What is shown belongs to the filter before. */
  readonly isBusy: boolean;
}

const COLUMNS: ReadonlyArray<{ label: MessageId; className: string }> = [
  { label: 'column.when', className: 'col-when' },
  { label: 'column.person', className: 'col-person' },
  { label: 'column.title', className: '' },
  { label: 'column.player', className: 'col-player' },
  { label: 'column.stream', className: 'col-stream' },
  { label: 'column.watched', className: 'col-watched' },
  { label: 'column.duration', className: 'col-duration text-end' },
];

/** The first columns never leave; a cell that spans more would make room for columns that did. */
const ALWAYS_SHOWN = 3;

/** The plays as a table, or as cards on small screens. Only what can be seen is drawn. */
export function HistoryList(props: Props) {
  const isSmall = useMediaQuery(SMALL);
  const { density } = usePreferences();
  const { lines, onNearEnd, isBusy } = props;
  const rowRem = isSmall ? HEIGHTS.card : HEIGHTS[density];
  const seen = useVirtualLines({ lines, rowRem, onNearEnd });
  useFollowOpen(props, seen.virtual);
  const view = { ...props, ...seen };
  return (
    <div aria-busy={isBusy} className={cx('history-list transition-opacity delay-300', isBusy && 'opacity-60')}>
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

type ViewProps = Props & ReturnType<typeof useVirtualLines>;

function Cards({ lines, fresh, top, items, before, after }: ViewProps) {
  return (
    <div ref={top}>
      <ul aria-label={t('area.history')} style={{ paddingTop: before, paddingBottom: after }}>
        {items.map(({ index }) => {
          const line = lines[index];
          if (!line) return null;
          if (line.kind === 'row') {
            return <HistoryCard key={line.key} row={line.row} isFresh={fresh.has(line.row.playId)} />;
          }
          return (
            <li key={line.key} className="history-day flex items-end px-3">
              <DayName name={line.name} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Table({ lines, openId, fresh, top, items, before, after }: ViewProps) {
  return (
    <>
      <table aria-label={t('area.history')} className="history-table">
        <thead>
          <tr>
            {COLUMNS.map(({ label, className }) => (
              <th key={label} scope="col" className={className}>
                {t(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={before} />
          {items.map(({ index }) => {
            const line = lines[index];
            if (!line) return null;
            if (line.kind === 'row') {
              const { row } = line;
              const isOpen = row.playId === openId;
              return (
                <HistoryRow
                  key={line.key}
                  row={row}
                  isFresh={fresh.has(row.playId)}
                  isOpen={isOpen}
                  index={index + 2}
                />
              );
            }
            return (
              <tr key={line.key} aria-rowindex={index + 2} className="history-day-row">
                <td colSpan={ALWAYS_SHOWN} className="history-day">
                  <DayName name={line.name} />
                </td>
              </tr>
            );
          })}
          <Space height={after} />
        </tbody>
      </table>
      <div ref={top} className="absolute top-9" />
    </>
  );
}

const DayName = ({ name }: { readonly name: string }) => (
  <h2 className="pb-1.5 text-caption font-semibold text-text-2">{name}</h2>
);

/** Stands for the rows that are not drawn. */
const Space = ({ height }: { readonly height: number }) =>
  height > 0 ? (
    <tr>
      <td colSpan={ALWAYS_SHOWN} className="border-0! p-0!" style={{ height }} />
    </tr>
  ) : null;
