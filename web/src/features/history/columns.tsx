import { useLayoutEffect, useMemo, useState } from 'react';
import type { HistoryRow } from '#contract/history.ts';
import { bitrate, duration, fullMoment, timeOfDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import type { Column, ColumnChoice } from '../../ui/table/column.ts';
import { useColumns } from '../../ui/table/use-columns.ts';
import { PersonCell, StreamCell, TitleCell, WatchedCell } from './cells.tsx';
import { RowTime } from './row-time.tsx';

/** A column of the history. */
export interface HistoryColumn extends Column<HistoryRow> {
  /** Where it stands from the start of the row. */
  readonly place: number;
  /** Where there is no room the last ones leave; the panel shows everything. */
  readonly rank: number;
  readonly className?: string;
}

const TwoLines = ({ first, second }: { readonly first: string; readonly second: string | null }) => (
  <>
    <span className="block truncate">{first}</span>
    <span className="only-comfortable block truncate text-caption text-text-2">{second}</span>
  </>
);

const Quiet = ({ children }: { readonly children: string | number | null }) => (
  <span className="tabular block truncate text-text-2">{children}</span>
);

const at = (moment: string): number => Date.parse(moment);

/** The title stays and takes what is left. */
const COLUMNS: readonly HistoryColumn[] = [
  {
    ...{ id: 'title', label: 'column.title', width: 14, place: 2, rank: 0 },
    cell: (row) => <TitleCell row={row} />,
  },
  {
    ...{ id: 'when', label: 'column.when', width: 7, place: 0, rank: 1, className: 'text-text-2' },
    cell: (row) => <RowTime at={row.stoppedAt} />,
  },
  {
    ...{ id: 'person', label: 'column.person', width: 9, place: 1, rank: 2 },
    cell: (row) => <PersonCell row={row} />,
  },
  {
    ...{ id: 'player', label: 'column.player', width: 10.5, place: 5, rank: 6 },
    cell: (row) => <TwoLines first={row.player.title} second={row.player.product} />,
  },
  {
    ...{ id: 'stream', label: 'column.stream', width: 11.25, place: 6, rank: 4 },
    cell: (row) => <StreamCell row={row} />,
  },
  {
    ...{ id: 'watched', label: 'column.watched', width: 9.5, place: 20, rank: 3 },
    cell: (row) => <WatchedCell row={row} />,
  },
  {
    ...{ id: 'duration', label: 'column.duration', width: 6.25, place: 21, rank: 5, isEnd: true },
    cell: (row) => <Quiet>{duration(row.watchedMs)}</Quiet>,
  },
  {
    ...{ id: 'started', label: 'fact.started', width: 7, place: 3, rank: 9, isOptional: true },
    cell: (row) => <Quiet>{timeOfDay(at(row.startedAt))}</Quiet>,
  },
  {
    ...{ id: 'stopped', label: 'fact.ended', width: 7, place: 4, rank: 10, isOptional: true },
    cell: (row) => <Quiet>{timeOfDay(at(row.stoppedAt))}</Quiet>,
  },
  {
    ...{ id: 'platform', label: 'fact.platform', width: 8, place: 7, rank: 11, isOptional: true },
    cell: (row) => <Quiet>{row.player.platform}</Quiet>,
  },
  {
    ...{ id: 'product', label: 'fact.product', width: 10, place: 8, rank: 12, isOptional: true },
    cell: (row) => <Quiet>{row.player.product}</Quiet>,
  },
  {
    ...{ id: 'library', label: 'fact.library', width: 9, place: 9, rank: 13, isOptional: true },
    cell: (row) => <Quiet>{row.item.libraryName}</Quiet>,
  },
  {
    ...{ id: 'server', label: 'fact.server', width: 8, place: 10, rank: 14, isOptional: true },
    cell: (row) => <Quiet>{row.server.name}</Quiet>,
  },
  {
    ...{ id: 'location', label: 'fact.location', width: 6, place: 11, rank: 15, isOptional: true },
    cell: ({ network: { location } }) => <Quiet>{location === null ? null : t(`network.${location}`)}</Quiet>,
  },
  {
    ...{ id: 'address', label: 'fact.address', width: 9.5, place: 12, rank: 16, isOptional: true },
    cell: (row) => <Quiet>{row.network.ipAddress}</Quiet>,
  },
  {
    ...{ id: 'bandwidth', label: 'fact.bandwidth', width: 6.5, place: 13, rank: 17, isOptional: true, isEnd: true },
    cell: ({ network: { bandwidthKbps } }) => <Quiet>{bandwidthKbps === null ? null : bitrate(bandwidthKbps)}</Quiet>,
  },
  {
    ...{ id: 'paused', label: 'fact.paused', width: 6, place: 19, rank: 18, isOptional: true, isEnd: true },
    cell: (row) => <Quiet>{row.pausedMs === 0 ? null : duration(row.pausedMs)}</Quiet>,
  },
  {
    ...{ id: 'key', label: 'fact.ratingKey', width: 6, place: 22, rank: 19, isOptional: true, isEnd: true },
    cell: (row) => <Quiet>{row.item.ratingKey}</Quiet>,
  },
];

/** The whole moment of a row, for whoever points at it. */
export const momentOf = (row: HistoryRow): string => fullMoment(at(row.stoppedAt));

/** The columns that fit into so many rem, the most important ones first, in the order in which they stand. */
export function fitting(columns: readonly HistoryColumn[], widthOf: (column: HistoryColumn) => number, rem: number) {
  let left = rem;
  const fits: HistoryColumn[] = [];
  for (const column of [...columns].sort((a, b) => a.rank - b.rank)) {
    const width = widthOf(column);
    if (fits.length > 0 && width > left) continue;
    left -= width;
    fits.push(column);
  }
  return fits.sort((a, b) => a.place - b.place);
}

/** The columns of the history as the account wants them, as far as there is room. */
export function useHistoryColumns() {
  const columns = useColumns<HistoryRow>('history', COLUMNS);
  const [rem, setRem] = useState(0);
  const [element, setElement] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (!element) return undefined;
    const px = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    setRem(Math.floor(element.getBoundingClientRect().width / px));
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRem(Math.floor(entry.contentRect.width / px));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  const { shown, choice } = columns;
  const visible = useMemo(() => {
    const chosen = COLUMNS.filter((column) => shown.includes(column));
    return fitting(chosen, ({ id, width }) => choice.widths[id] ?? width, rem - MARGINS_REM);
  }, [shown, choice, rem]);
  return { columns, visible, widths: choice.widths, measure: setElement };
}

/** The choice that shows these columns and no others. */
export const choiceOf = (
  all: ReadonlyArray<Pick<HistoryColumn, 'id' | 'isOptional'>>,
  shown: readonly string[],
): ColumnChoice => ({
  hidden: all.filter(({ id, isOptional }) => !isOptional && !shown.includes(id)).map(({ id }) => id),
  shown: all.filter(({ id, isOptional }) => isOptional && shown.includes(id)).map(({ id }) => id),
  widths: {},
});

/** What stands beside the columns: the space at both ends, and the boxes to choose rows with. */
const MARGINS_REM = 3.5;
