import type { UseQueryResult } from '@tanstack/react-query';
import { Unplug } from 'lucide-react';
import type { Outages } from '#contract/statistics-network.ts';
import { duration } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { gapWords, momentWords } from './bandwidth.ts';

const MOST = 6;

/** When nothing could be recorded, the newest first. */
export function GapsCard({ query }: { readonly query: UseQueryResult<Outages> }) {
  const gaps = query.data?.outages.toReversed();
  return (
    <section
      aria-labelledby="gaps"
      className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-(--card-pad)"
    >
      <header>
        <h2 id="gaps" className="text-title-s">
          {t('net.gaps')}
        </h2>
        <p className="text-caption text-text-3">{t('net.gapsText')}</p>
      </header>
      {query.error !== null && !gaps && <LoadProblem error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && query.error === null && <Skeleton className="h-40" />}
      {gaps?.length === 0 && <p className="min-h-40 text-body text-text-2">{t('net.noGaps')}</p>}
      {gaps && gaps.length > 0 && (
        <ul className="flex min-h-40 flex-col divide-y divide-line">
          {gaps.slice(0, MOST).map((gap) => (
            <li key={gap.id} className="flex items-center gap-3 py-2 text-body-s">
              <Unplug size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-warn" />
              <span className="min-w-0 flex-1">
                <span className="block truncate">{gapWords(gap)}</span>
                <span className="block text-caption text-text-3">{momentWords(gap.from)}</span>
              </span>
              <span className="tabular shrink-0 text-text-2">
                {gap.until === null ? t('net.gapStill') : t('net.gapFor', { time: duration(gap.lengthMs) })}
              </span>
            </li>
          ))}
          {gaps.length > MOST && (
            <li className="py-2 text-caption text-text-3">{t('net.moreGaps', { n: gaps.length - MOST })}</li>
          )}
        </ul>
      )}
    </section>
  );
}
