import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import type { HistoryRow } from '#contract/history.ts';
import type { ItemRecord } from '#contract/items.ts';
import { duration } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { DecisionBadge } from '../../ui/decision.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { historySearch } from '../history/search.ts';
import { HistoryLink } from '../home/history-link.tsx';
import { episodeNumber } from './item-words.ts';
import { playsOf } from './shown.ts';
import { useItemHistory } from './use-item.ts';

const SHAPES = ['a', 'b', 'c', 'd'] as const;

/** The newest plays of it; all of them are in the history. */
export function ItemHistory({ record }: { readonly record: ItemRecord | null }) {
  const { data, error, refetch } = useItemHistory(record);
  const filter = playsOf(record);
  if (record === null || filter === null || data?.rows.length === 0) return null;
  return (
    <section aria-labelledby="item-history" className="flex flex-col gap-3">
      <div className="flex items-baseline justify-between gap-4">
        <h3 id="item-history" className="text-title">
          {t('item.history')}
        </h3>
        <HistoryLink filter={filter} className="inline-flex items-center gap-1 text-body-s text-accent hover:underline">
          {t('item.allHistory')}
          <ArrowRight size={14} strokeWidth={2} aria-hidden="true" className="rtl:-scale-x-100" />
        </HistoryLink>
      </div>
      {error !== null && <LoadProblem error={error} onRetry={() => void refetch()} />}
      <ul className="overflow-hidden rounded-card border border-line bg-surface">
        {data === undefined && error === null && SHAPES.map((key) => <Skeleton key={key} className="m-3 h-9" />)}
        {data?.rows.map((row) => (
          <Play key={row.groupId} row={row} filter={filter} isPart={record.level !== 'self'} />
        ))}
      </ul>
    </section>
  );
}

interface PlayProps {
  readonly row: HistoryRow;
  readonly filter: Readonly<Record<string, number>>;
  /** Its title says something: the page is about more than it. */
  readonly isPart: boolean;
}

function Play({ row, filter, isPart }: PlayProps) {
  const { item } = row;
  const part =
    item.mediaType === 'episode'
      ? [episodeNumber(item.parentMediaIndex, item.mediaIndex), item.title].filter(Boolean).join(t('separator'))
      : item.title;
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line/60 px-4 py-2.5 text-body last:border-b-0 hover:bg-raised">
      <span className="flex min-w-0 basis-full items-center gap-2 sm:basis-52">
        <Avatar user={row.user} />
        <Link
          to="/history/$playId"
          params={{ playId: String(row.playId) }}
          search={historySearch(filter)}
          className="stretched truncate font-semibold"
        >
          <bdi>{row.user.name}</bdi>
        </Link>
        <Moment at={row.stoppedAt} className="ms-auto shrink-0 text-body-s text-text-2 sm:hidden" />
      </span>
      {isPart && <span className="min-w-0 basis-full truncate sm:flex-[2] sm:basis-0">{part}</span>}
      <span className="min-w-0 flex-1 truncate text-text-2">{row.player.title}</span>
      <DecisionBadge decision={row.decision} />
      <span className="flex w-28 items-center gap-2">
        <span className="flex-1">
          <ProgressBar played={row.percentComplete / 100} tone={row.isWatched ? 'ok' : 'quiet'} />
        </span>
        <span className="tabular w-10 text-end text-body-s text-text-2">
          {t('percent', { n: Math.min(100, row.percentComplete) })}
        </span>
      </span>
      <span className="tabular hidden w-24 text-end text-body-s text-text-2 lg:block">{duration(row.watchedMs)}</span>
      <Moment at={row.stoppedAt} className="hidden w-36 text-end text-body-s text-text-2 sm:block" />
    </li>
  );
}
