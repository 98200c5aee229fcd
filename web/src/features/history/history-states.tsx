import { Link } from '@tanstack/react-router';
import { t } from '../../lib/i18n.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { ChartPicture } from '../../ui/pictures.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type HistorySearch, isFiltered } from './search.ts';

const ROWS = Array.from({ length: 12 }, (_, index) => index);

/** The shape of the list while its first rows are on their way. */
export const HistorySkeleton = () => (
  <div role="status" aria-label={t('loading')} className="history-list">
    {ROWS.map((row) => (
      <div key={row} className="history-row flex items-center gap-4 border-b border-line/60 px-4">
        <Skeleton className="h-3 w-20" />
        <Skeleton className="size-6 rounded-full" />
        <Skeleton className="h-3 w-24" />
        <Skeleton className="history-poster" />
        <Skeleton className="h-3 max-w-80 flex-1" />
      </div>
    ))}
  </div>
);

interface ProblemProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** The plays could not be loaded. */
export const HistoryProblem = ({ error, onRetry }: ProblemProps) => (
  <LoadProblem words={t('history.problem')} error={error} onRetry={onRetry} />
);

interface EmptyProps {
  readonly filter: HistorySearch;
  readonly onReset: () => void;
}

/** Nothing matches, nothing is recorded yet, or there is no server to record from. */
export function HistoryEmpty({ filter, onReset }: EmptyProps) {
  const needsServer = useLive((state) => state.isKnown && state.servers.length === 0);
  if (isFiltered(filter)) {
    return (
      <EmptyState picture={<ChartPicture />} title={t('history.noMatch')} text={t('history.noMatchText')}>
        <Button look="primary" onPress={onReset}>
          {t('filter.reset')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState picture={<ChartPicture />} title={t('history.empty')} text={t('history.emptyText')}>
      {needsServer && (
        <Link to="/connect" className={buttonClass('primary')}>
          {t('connect.page')}
        </Link>
      )}
    </EmptyState>
  );
}
