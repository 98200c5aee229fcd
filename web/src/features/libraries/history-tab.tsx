import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight, Check } from 'lucide-react';
import { useCallback, useEffect, useMemo } from 'react';
import type { HistoryPage, HistoryRow } from '#contract/history.ts';
import { getJson } from '../../lib/api.ts';
import { duration } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { live } from '../../lib/live/use-live.ts';
import { Artwork, isSquare } from '../../ui/artwork.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { DecisionBadge } from '../../ui/decision.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Moment } from '../../ui/moment.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { TableSkeleton } from '../../ui/table/table-states.tsx';
import { TableTools } from '../../ui/table/table-tools.tsx';
import { useColumns } from '../../ui/table/use-columns.ts';
import { HistoryLink } from '../home/history-link.tsx';
import { PersonLink } from '../people/person-link.tsx';
import { itemTitles } from '../stream/titles.ts';
import type { PartProps } from './part-props.ts';

const PAGE = 100;
const rowKey = ({ groupId }: HistoryRow): string => String(groupId);
const rowName = ({ item }: HistoryRow): string => item.fullTitle;

const PlayTitle = ({ row, className }: { readonly row: HistoryRow; readonly className: string }) => (
  <Link to="/history/$playId" params={{ playId: String(row.playId) }} data-row className={className}>
    {itemTitles(row.item).title}
  </Link>
);

const COLUMNS: ReadonlyArray<Column<HistoryRow>> = [
  {
    id: 'title',
    label: 'column.title',
    width: 18,
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-3">
        <Artwork item={row.item} size="small" className={isSquare(row.item) ? 'size-7' : 'history-poster'} />
        <span className="history-title min-w-0 font-normal">
          <PlayTitle row={row} className="block truncate font-semibold hover:text-accent hover:underline" />
          <span className="block truncate text-caption text-text-2">{itemTitles(row.item).subtitle}</span>
        </span>
      </span>
    ),
    text: ({ item }) => item.fullTitle,
  },
  {
    id: 'when',
    label: 'column.when',
    width: 9,
    cell: ({ stoppedAt }) => <Moment at={stoppedAt} className="truncate text-text-2" />,
    text: ({ stoppedAt }) => stoppedAt,
  },
  {
    id: 'person',
    label: 'column.person',
    width: 10,
    cell: ({ user }) => <PersonLink person={user} avatar={24} />,
    text: ({ user }) => user.name,
  },
  {
    id: 'player',
    label: 'column.player',
    width: 11,
    cell: ({ player }) => <span className="truncate">{player.title}</span>,
    text: ({ player }) => player.title,
  },
  {
    id: 'stream',
    label: 'column.stream',
    width: 8,
    cell: ({ decision }) => <DecisionBadge decision={decision} />,
    text: ({ decision }) => decision,
  },
  {
    id: 'watched',
    label: 'column.watched',
    width: 6,
    isEnd: true,
    cell: ({ percentComplete, isWatched }) => (
      <span className={isWatched ? 'inline-flex items-center gap-1 font-semibold text-ok' : 'text-text-2'}>
        {isWatched && <Check size={14} strokeWidth={2.5} aria-hidden="true" />}
        {t('percent', { n: Math.min(100, percentComplete) })}
      </span>
    ),
    text: ({ percentComplete }) => percentComplete,
  },
  {
    id: 'duration',
    label: 'column.duration',
    width: 6.5,
    isEnd: true,
    cell: ({ watchedMs }) => <span className="truncate text-text-2">{duration(watchedMs)}</span>,
    text: ({ watchedMs }) => Math.round(watchedMs / 60_000),
  },
];

function usePlays(library: number) {
  const query = useInfiniteQuery({
    queryKey: ['library', library, 'history'],
    queryFn: ({ pageParam, signal }) =>
      getJson<HistoryPage>('/history', { library, limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  useEffect(() => live.onPlay(() => void refetch()), [refetch]);
  return { query, rows, onNearEnd };
}

/** What was watched of a library, the latest first; the history itself narrows it further. */
export function HistoryTab({ detail: { library } }: PartProps) {
  const { query, rows, onNearEnd } = usePlays(library.id);
  const columns = useColumns('library-history', COLUMNS);
  if (query.error && rows.length === 0)
    return <LoadProblem words={t('history.problem')} error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton />;
  if (rows.length === 0) return <EmptyState title={t('libraries.noPlays')} text={t('libraries.noPlaysText')} />;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-end gap-2">
        <HistoryLink filter={{ library: library.id }} className={buttonClass('plain')}>
          {t('libraries.narrow')}
          <ArrowRight size={16} strokeWidth={1.75} aria-hidden="true" className="rtl:-scale-x-100" />
        </HistoryLink>
        <TableTools columns={columns} />
      </div>
      <DataTable
        label={t('area.history')}
        {...{ columns, rows, rowKey, rowName, onNearEnd }}
        found={query.hasNextPage ? -1 : rows.length}
        card={(row) => <PlayCard row={row} />}
      />
    </div>
  );
}

const PlayCard = ({ row }: { readonly row: HistoryRow }) => (
  <>
    <span className="flex w-8 shrink-0 justify-center">
      <Artwork item={row.item} size="small" className={isSquare(row.item) ? 'size-8' : 'h-12 w-8'} />
    </span>
    <span className="min-w-0 flex-1">
      <span className="flex min-w-0 items-baseline gap-1.5">
        <PlayTitle row={row} className="stretched truncate text-title-s" />
        <span className="min-w-0 flex-1 truncate text-caption text-text-2">{itemTitles(row.item).subtitle}</span>
      </span>
      <span className="flex min-w-0 items-center gap-1.5 pt-0.5 text-caption text-text-2">
        <span className="truncate font-semibold text-text">{row.user.name}</span>
        <Moment at={row.stoppedAt} className="shrink-0" />
        <span className="flex-1" />
        <DecisionBadge decision={row.decision} />
      </span>
    </span>
  </>
);
