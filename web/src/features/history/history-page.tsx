import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { ArrowUp } from 'lucide-react';
import { useCallback, useMemo, useRef } from 'react';
import type { HistoryRow } from '#contract/history.ts';
import { midnightBefore } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { SMALL, useMediaQuery } from '../../lib/media-query.ts';
import { Button } from '../../ui/button.tsx';
import { HistoryContext } from './history-context.ts';
import { HistoryFilters } from './history-filters.tsx';
import { HistoryList } from './history-list.tsx';
import { HistoryEmpty, HistoryProblem, HistorySkeleton } from './history-states.tsx';
import { HistoryTotalsBar } from './history-totals.tsx';
import { linesOf } from './lines.ts';
import type { HistorySearch } from './search.ts';
import { useHistory } from './use-history.ts';
import { useHistoryFilter } from './use-history-filter.ts';
import { useHistoryKeys } from './use-history-keys.ts';

const NO_FILTER = { search: undefined, type: undefined, decision: undefined, user: undefined, server: undefined };

/** What was played: a table, narrowed by the address, with the open play beside it. */
export function HistoryPage() {
  const { filter, change } = useHistoryFilter();
  const { query, rows, waiting, fresh, showWaiting } = useHistory(filter);
  const openId = useOpenId();
  const searchRef = useRef<HTMLInputElement>(null);
  const moves = useHistoryKeys(rows, openId, searchRef);
  const isSmall = useMediaQuery(SMALL);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <HistoryContext value={moves}>
      <div className="flex flex-col gap-3">
        <HistoryFilters filter={filter} onChange={change} personName={nameOf(rows, filter)} searchRef={searchRef} />
        {isSmall && <HistoryTotalsBar filter={filter} />}
        {waiting.length > 0 && <NewPlays count={waiting.length} onShow={showWaiting} />}
        <div>
          <Content
            query={query}
            rows={rows}
            filter={filter}
            fresh={fresh}
            openId={openId}
            onNearEnd={onNearEnd}
            onReset={() => change(NO_FILTER)}
          />
          {!isSmall && rows.length > 0 && <HistoryTotalsBar filter={filter} />}
        </div>
      </div>
      <Outlet />
    </HistoryContext>
  );
}

function useOpenId(): number | undefined {
  const { playId } = useParams({ strict: false });
  return playId === undefined ? undefined : Number(playId);
}

const nameOf = (rows: readonly HistoryRow[], { user }: HistorySearch): string | null =>
  rows.find((row) => row.user.id === user)?.user.name ?? null;

interface ContentProps {
  readonly query: Pick<UseInfiniteQueryResult, 'isPending' | 'error' | 'isPlaceholderData' | 'refetch'>;
  readonly rows: readonly HistoryRow[];
  readonly filter: HistorySearch;
  readonly fresh: ReadonlySet<number>;
  readonly openId: number | undefined;
  readonly onNearEnd: () => void;
  readonly onReset: () => void;
}

function Content({ query, rows, filter, fresh, openId, onNearEnd, onReset }: ContentProps) {
  // The names of the days change at midnight only, not with every tick.
  const midnight = midnightBefore(useServerNow());
  const lines = useMemo(() => linesOf(rows, filter.view ?? 'groups', midnight), [rows, filter.view, midnight]);
  if (query.isPending) return <HistorySkeleton />;
  if (query.error && rows.length === 0) {
    return <HistoryProblem error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (rows.length === 0) return <HistoryEmpty filter={filter} onReset={onReset} />;
  return (
    <>
      {query.error && <HistoryProblem error={query.error} onRetry={() => void query.refetch()} />}
      <HistoryList lines={lines} openId={openId} fresh={fresh} onNearEnd={onNearEnd} isBusy={query.isPlaceholderData} />
    </>
  );
}

/** New plays that wait while the person reads farther down. */
function NewPlays({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  const show = (): void => {
    window.scrollTo({ top: 0 });
    onShow();
  };
  return (
    <div className="pointer-events-none fixed inset-x-0 top-[calc(var(--top-bar)+3rem)] z-20 flex justify-center">
      <Button look="primary" onPress={show} className="animate-rise pointer-events-auto rounded-full! shadow-overlay">
        <ArrowUp size={16} strokeWidth={2} aria-hidden="true" />
        {t('history.new', { n: count })}
      </Button>
    </div>
  );
}
