import { t } from '../../lib/i18n.ts';
import { Skeleton } from '../skeleton.tsx';

const ROWS = Array.from({ length: 10 }, (_, index) => index);

/** The shape of a table while its first rows are on their way. */
export const TableSkeleton = ({ rows = ROWS.length }: { readonly rows?: number }) => (
  <div role="status" aria-label={t('loading')} className="data-table">
    <div className="h-9 border-b border-line" />
    {ROWS.slice(0, rows).map((row) => (
      <div key={row} className="flex h-(--row) items-center gap-4 border-b border-line/60 px-4">
        <Skeleton className="size-6" />
        <Skeleton className="h-3 w-40" />
        <span className="flex-1" />
        <Skeleton className="hidden h-3 w-20 sm:block" />
        <Skeleton className="hidden h-3 w-16 sm:block" />
        <Skeleton className="h-3 w-14" />
      </div>
    ))}
  </div>
);
