import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { PersonRow } from '#contract/people.ts';
import { midnightBefore } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { HistoryList } from '../history/history-list.tsx';
import { HistoryEmpty, HistoryProblem, HistorySkeleton } from '../history/history-states.tsx';
import { linesOf } from '../history/lines.ts';
import { useHistory } from '../history/use-history.ts';

/** What somebody watched; the whole history has the filters. */
export function HistoryTab({ person }: { readonly person: PersonRow }) {
  const filter = useMemo(() => ({ user: person.id }), [person.id]);
  const { query, rows, fresh } = useHistory(filter);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const midnight = midnightBefore(useServerNow());
  const lines = useMemo(() => linesOf(rows, 'groups', midnight), [rows, midnight]);
  if (query.isPending) return <HistorySkeleton />;
  if (query.error && rows.length === 0) {
    return <HistoryProblem error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (rows.length === 0) return <HistoryEmpty filter={{}} onReset={() => undefined} />;
  return (
    <div className="flex flex-col gap-3">
      <Link
        to="/history"
        search={{ user: person.id }}
        className="inline-flex items-center gap-1 self-end text-body-s text-accent hover:underline"
      >
        {t('person.filterHistory')}
        <ArrowRight size={14} strokeWidth={2} aria-hidden="true" className="rtl:-scale-x-100" />
      </Link>
      <HistoryList
        lines={lines}
        openId={undefined}
        fresh={fresh}
        onNearEnd={onNearEnd}
        isBusy={query.isPlaceholderData}
      />
    </div>
  );
}
