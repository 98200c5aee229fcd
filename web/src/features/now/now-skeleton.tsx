import { t } from '../../lib/i18n.ts';
import { Skeleton } from '../../ui/skeleton.tsx';

/** The shape of the page while the first data is on its way. */
export const NowSkeleton = () => (
  <div role="status" aria-label={t('loading')} className="flex flex-col gap-4">
    <div className="flex h-(--control) items-center">
      <Skeleton className="h-5 w-64" />
    </div>
    <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,19.75rem),1fr))] gap-4">
      {['first', 'second', 'third'].map((key) => (
        <div
          key={key}
          className="animate-skeleton stream-card max-w-[30rem] rounded-card border border-line bg-surface p-(--card-pad)"
        >
          <div className="flex gap-(--card-pad)">
            <Skeleton className="card-poster" />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton className="h-4 w-3/4" />
              <Skeleton className="h-4 w-1/2" />
            </div>
          </div>
        </div>
      ))}
    </div>
  </div>
);
