import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import type { HistoryPage } from '#contract/history.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { RecentPlay } from '../now/recent-plays.tsx';
import { personKey } from './use-person.ts';

const COUNT = 50;

/** What somebody watched last, as one row of artwork. */
export function RecentOf({ personId }: { readonly personId: number }) {
  const { data } = useQuery({
    queryKey: [...personKey(personId), 'recent'],
    queryFn: ({ signal }) => getJson<HistoryPage>('/history', { user: personId, limit: COUNT }, signal),
  });
  if (data?.rows.length === 0) return null;
  return (
    <section aria-labelledby="recent-of" className="flex min-h-72 min-w-0 flex-col gap-3 pt-2">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="recent-of" className="text-title">
          {t('recentPlays.title')}
        </h2>
        <Link
          to="/history"
          search={{ user: personId }}
          className="inline-flex items-center gap-1 text-body-s text-accent hover:underline"
        >
          {t('recentPlays.all')}
          <ArrowRight size={14} strokeWidth={2} aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
      </div>
      <ul className="recent-plays">
        {data?.rows.map((row) => (
          <RecentPlay key={row.groupId} row={row} isOfOne />
        ))}
      </ul>
    </section>
  );
}
