import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useEffect } from 'react';
import type { HistoryPage } from '#contract/history.ts';
import type { LibraryDetail, LibraryRow } from '#contract/libraries.ts';
import type { LiveRows } from '#contract/live.ts';
import { getJson } from '../../lib/api.ts';
import { duration, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { live } from '../../lib/live/use-live.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { groupAdded } from '../home/group-added.ts';
import { HistoryLink } from '../home/history-link.tsx';
import { AddedItem } from '../home/recently-added.tsx';
import { ScrollButtons, useScrollRow } from '../home/scroll-row.tsx';
import { HomeSection } from '../home/section.tsx';
import { RecentPlay } from '../now/recent-plays.tsx';
import { PersonLink } from '../people/person-link.tsx';
import type { PartProps } from './part-props.ts';

/** What was watched of a library: sums, people, the latest plays, and what is new. */
export const OverviewTab = ({ detail }: PartProps) => (
  <div className="flex flex-col">
    <Windows detail={detail} />
    {detail.library.plays === 0 ? (
      <EmptyState title={t('libraries.noPlays')} text={t('libraries.noPlaysText')} />
    ) : (
      <div className="library-overview">
        <People detail={detail} />
        <div className="flex min-w-0 flex-col">
          <Plays library={detail.library} />
          {detail.library.type !== 'live' && <Added library={detail.library} />}
        </div>
      </div>
    )}
    {detail.library.plays === 0 && detail.library.type !== 'live' && <Added library={detail.library} />}
  </div>
);

const WINDOWS: Readonly<Record<string, 'libraries.day' | 'libraries.week' | 'libraries.month30'>> = {
  1: 'libraries.day',
  7: 'libraries.week',
  30: 'libraries.month30',
};

const Windows = ({ detail: { library, windows } }: { readonly detail: LibraryDetail }) => (
  <ul aria-label={t('libraries.sums')} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
    {windows.map(({ days, plays, watchedMs }) => (
      <li
        key={String(days)}
        className="relative flex flex-col gap-1 rounded-card border border-line bg-surface p-4 transition-colors duration-150 hover:border-line-strong"
      >
        <span className="text-caption text-text-2">{t(WINDOWS[String(days)] ?? 'libraries.ever')}</span>
        <HistoryLink
          filter={{ library: library.id, view: 'plays', ...(days !== null && { days }) }}
          className="stretched tabular text-figure"
        >
          {number(plays)}
          <span className="sr-only">{` ${t('history.playCount', { n: plays })}`}</span>
        </HistoryLink>
        <span className="tabular text-body-s text-text-2">
          {t('libraries.playsAnd', { n: plays, time: duration(watchedMs) })}
        </span>
      </li>
    ))}
  </ul>
);

const SHOWN_PEOPLE = 12;

function People({ detail: { library, people } }: { readonly detail: LibraryDetail }) {
  const most = Math.max(1, ...people.map(({ plays }) => plays));
  return (
    <HomeSection title={t('libraries.people', { n: people.length })}>
      <ul className="flex flex-col rounded-card border border-line bg-surface py-1">
        {people.slice(0, SHOWN_PEOPLE).map(({ watchedMs, plays, ...person }) => (
          <li key={person.id} className="relative flex min-h-11 items-center gap-3 px-3">
            <span
              aria-hidden="true"
              className="absolute inset-y-1 start-0 rounded-e-control bg-accent-fill/60"
              style={{ inlineSize: `${(plays / most) * 100}%` }}
            />
            <span className="relative min-w-0 flex-1">
              <PersonLink person={person} avatar={24} />
            </span>
            <span className="tabular relative shrink-0 text-body-s text-text-2">{duration(watchedMs)}</span>
            <span className="tabular relative w-16 shrink-0 text-end text-body-s font-semibold">
              <HistoryLink filter={{ library: library.id, user: person.id, view: 'plays' }}>
                {t('libraries.playCount', { n: plays, count: number(plays) })}
              </HistoryLink>
            </span>
          </li>
        ))}
      </ul>
    </HomeSection>
  );
}

const PLAYS = 30;

function Plays({ library }: { readonly library: LibraryRow }) {
  const { ref, page } = useScrollRow();
  const { data, error, refetch } = useQuery({
    queryKey: ['library', library.id, 'plays'],
    queryFn: ({ signal }) => getJson<HistoryPage>('/history', { library: library.id, limit: PLAYS }, signal),
  });
  useEffect(() => live.onPlay(() => void refetch()), [refetch]);
  return (
    <HomeSection
      title={t('libraries.recentlyPlayed')}
      aside={
        <span className="flex items-center gap-2">
          <HistoryLink
            filter={{ library: library.id }}
            className="inline-flex items-center gap-1 text-body-s text-accent hover:underline"
          >
            {t('recent.all')}
            <ArrowRight size={14} strokeWidth={2} aria-hidden="true" className="rtl:-scale-x-100" />
          </HistoryLink>
          <ScrollButtons page={page} />
        </span>
      }
    >
      {error && <LoadProblem words={t('history.problem')} error={error} onRetry={() => void refetch()} />}
      <ul ref={ref} className="recent-plays library-row">
        {data === undefined && !error && <Shapes />}
        {data?.rows.map((row) => (
          <RecentPlay key={row.groupId} row={row} />
        ))}
      </ul>
    </HomeSection>
  );
}

const NEW = 50;

function Added({ library }: { readonly library: LibraryRow }) {
  const { ref, page } = useScrollRow();
  const { data, error, refetch } = useQuery({
    queryKey: ['library', library.id, 'added'],
    queryFn: ({ signal }) => getJson<LiveRows>(`/libraries/${library.id}/recently-added`, { limit: NEW }, signal),
    staleTime: 5 * 60_000,
    retry: false,
  });
  const added = data && groupAdded(data.rows.map((row) => ({ ...row, serverId: library.serverId })));
  return (
    <HomeSection title={t('added.title')} aside={<ScrollButtons page={page} />}>
      {error && <LoadProblem words={t('libraries.addedProblem')} error={error} onRetry={() => void refetch()} />}
      {added?.length === 0 && <p className="py-6 text-text-2">{t('added.none')}</p>}
      <ul ref={ref} className="recent-plays library-row">
        {data === undefined && !error && <Shapes />}
        {added?.map((one) => (
          <AddedItem key={one.row.ratingKey ?? one.row.title} added={one} />
        ))}
      </ul>
    </HomeSection>
  );
}

const SHAPES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
const Shapes = () => SHAPES.map((key) => <Skeleton key={key} className="aspect-[2/3]" />);
