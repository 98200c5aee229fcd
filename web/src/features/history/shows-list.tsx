import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { HistoryPage, HistoryShow, HistoryShows } from '#contract/history.ts';
import { getJson } from '../../lib/api.ts';
import { ago, duration, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { Artwork, isSquare } from '../../ui/artwork.tsx';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { itemTitles } from '../stream/titles.ts';
import { WatchedCell } from './cells.tsx';
import { HistoryEmpty, HistoryProblem, HistorySkeleton } from './history-states.tsx';
import { RowTime } from './row-time.tsx';
import { apiSearch, type HistorySearch, historySearch } from './search.ts';

const PAGE = 50;
/** So many plays of a show are shown below it; the rest has a page of its own. */
const FEW = 10;

interface Props {
  readonly search: HistorySearch;
  readonly onReset: () => void;
}

/** Films, shows and artists with how much of each was watched; plays unfold below them. */
export function ShowsList({ search, onReset }: Props) {
  const params = { ...apiSearch(search), sort: search.sort ?? 'latest', limit: PAGE };
  const query = useInfiniteQuery({
    queryKey: ['history-shows', params],
    queryFn: ({ pageParam, signal }) =>
      getJson<HistoryShows>('/history/shows', { ...params, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
    placeholderData: keepPreviousData,
  });
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  if (query.isPending) return <HistorySkeleton />;
  if (query.error) return <HistoryProblem error={query.error} onRetry={() => void query.refetch()} />;
  const rows = query.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <HistoryEmpty filter={search} onReset={onReset} />;
  const flip = (id: number): void =>
    setOpen((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <div className={query.isPlaceholderData ? 'opacity-60 transition-opacity delay-300' : ''}>
      <ul aria-label={t('filter.view.shows')} className="history-list">
        {rows.map((show) => (
          <ShowLine
            key={show.latest.playId}
            show={show}
            search={search}
            isOpen={open.has(show.latest.item.id)}
            onFlip={() => flip(show.latest.item.id)}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <p className="flex justify-center py-4">
          <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {t('history.more', { count: number((query.data.pages[0]?.total ?? 0) - rows.length) })}
          </Button>
        </p>
      )}
    </div>
  );
}

/** The film, show or artist itself, not the episode or track that was played last. */
const nameOf = ({ latest: { item } }: HistoryShow): string =>
  item.mediaType === 'track'
    ? (item.originalTitle ?? item.grandparentTitle ?? item.title)
    : (item.grandparentTitle ?? item.fullTitle);

interface LineProps {
  readonly show: HistoryShow;
  readonly search: HistorySearch;
  readonly isOpen: boolean;
  readonly onFlip: () => void;
}

function ShowLine({ show, search, isOpen, onFlip }: LineProps) {
  const { latest, plays, people, watchedMs } = show;
  const now = useServerNow();
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <li className="border-b border-line/60 last:border-0">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onFlip}
        data-row
        className="flex min-h-16 w-full cursor-pointer items-center gap-3 px-3 py-2 text-start hover:bg-raised sm:px-4"
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-2 rtl:-scale-x-100" />
        <span className="flex w-8 shrink-0 justify-center">
          <Artwork item={latest.item} size="small" className={isSquare(latest.item) ? 'size-8' : 'h-12 w-8'} />
        </span>
        <span className="min-w-0 flex-1">
          <bdi className="block truncate text-title-s">{nameOf(show)}</bdi>
          <span className="block truncate text-caption text-text-2">
            {[t('show.latest', { when: ago(Date.parse(latest.startedAt), now) }), t('show.people', { n: people })].join(
              t('separator'),
            )}
          </span>
        </span>
        <span className="tabular flex shrink-0 flex-col items-end text-body-s">
          <span>{t('totals.plays', { n: plays, count: number(plays) })}</span>
          <span className="text-caption text-text-2">{duration(watchedMs)}</span>
        </span>
      </button>
      {isOpen && <PlaysOfShow show={show} search={search} />}
    </li>
  );
}

function PlaysOfShow({ show, search }: Pick<LineProps, 'show' | 'search'>) {
  const filter = { ...search, show: show.latest.item.id };
  const params = { ...apiSearch(filter), view: 'plays', limit: FEW };
  const { data } = useQuery({
    queryKey: ['history-of-show', params],
    queryFn: ({ signal }) => getJson<HistoryPage>('/history', params, signal),
  });
  const rows = data?.rows ?? [];
  const waiting = Math.min(FEW, show.plays) - rows.length;
  return (
    <ul className="bg-raised/40 pb-2">
      {rows.map((row) => (
        <li
          key={row.playId}
          className="relative flex min-h-9 items-center gap-3 ps-11 pe-4 text-body-s hover:bg-raised sm:ps-21"
        >
          <span className="w-24 shrink-0 text-text-2">
            <RowTime at={row.stoppedAt} isDated />
          </span>
          <Link
            to="/history/$playId"
            params={{ playId: String(row.playId) }}
            search={(old) => historySearch({ ...old })}
            resetScroll={false}
            className="stretched min-w-0 flex-1 truncate"
          >
            {row.item.grandparentTitle === null ? row.user.name : itemTitles(row.item).subtitle || row.item.title}
          </Link>
          <bdi className="hidden w-36 shrink-0 truncate text-text-2 sm:block">{row.user.name}</bdi>
          <span className="w-32 shrink-0">
            <WatchedCell row={row} />
          </span>
        </li>
      ))}
      {data === undefined && waiting > 0 && (
        <li className="px-11 py-2 sm:px-21" style={{ blockSize: `${waiting * 2.25}rem` }}>
          <Skeleton className="h-3 w-64" />
        </li>
      )}
      {show.plays > FEW && (
        <li className="ps-11 pt-1 sm:ps-21">
          <Link
            to="/history"
            search={historySearch({ ...filter, view: 'plays' })}
            className="inline-flex min-h-9 items-center text-body-s text-accent hover:underline"
          >
            {t('show.all', { count: number(show.plays) })}
          </Link>
        </li>
      )}
    </ul>
  );
}
