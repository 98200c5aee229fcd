import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { useEffect } from 'react';
import type { HistoryPage, HistoryRow } from '#contract/history.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { live } from '../../lib/live/use-live.ts';
import { Artwork, isSquare } from '../../ui/artwork.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { itemTitles } from '../stream/titles.ts';

const KEY = ['recent-plays'] as const;
const COUNT = 14;

/** What was watched last, one row of artwork; each leads to its play. Absent when there is none or it cannot be had. */
export function RecentPlays() {
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<HistoryPage>('/history', { limit: COUNT }, signal),
  });
  useEffect(() => live.onPlay(() => void queries.invalidateQueries({ queryKey: KEY })), [queries]);
  if (!data || data.rows.length === 0) return null;
  return (
    <section aria-labelledby="recent-plays" className="flex flex-col gap-3 pt-4">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="recent-plays" className="text-title">
          {t('recent.title')}
        </h2>
        <Link to="/history" className="inline-flex items-center gap-1 text-body-s text-accent hover:underline">
          {t('recent.all')}
          <ArrowRight size={14} strokeWidth={2} aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
      </div>
      <ul className="recent-plays">
        {data.rows.map((row) => (
          <RecentPlay key={row.groupId} row={row} />
        ))}
      </ul>
    </section>
  );
}

interface RecentProps {
  readonly row: HistoryRow;
  /** Among plays of one person: says what it was instead of whose, and leads to it among theirs. */
  readonly isOfOne?: boolean;
}

/** A play by its artwork; leads to it. */
export function RecentPlay({ row, isOfOne = false }: RecentProps) {
  const { title, subtitle } = itemTitles(row.item);
  return (
    <li className="relative flex min-w-0 flex-col gap-2 rounded-control">
      <span className="relative flex aspect-[2/3] items-end">
        <Artwork item={row.item} size="medium" className={isSquare(row.item) ? 'aspect-square w-full' : 'size-full'} />
      </span>
      <ProgressBar played={row.percentComplete / 100} tone={row.isWatched ? 'ok' : 'quiet'} />
      <p className="flex flex-col">
        <Link
          to="/history/$playId"
          params={{ playId: String(row.playId) }}
          search={isOfOne ? { user: row.user.id } : {}}
          className="stretched truncate text-body-s font-semibold"
          title={`${title} ${subtitle}`}
        >
          {title}
        </Link>
        <span className="truncate text-caption text-text-2">{isOfOne ? subtitle : row.user.name}</span>
        <Moment at={row.stoppedAt} className="truncate text-caption text-text-3" />
      </p>
    </li>
  );
}
