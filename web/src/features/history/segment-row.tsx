import { Link } from '@tanstack/react-router';
import { CornerDownRight } from 'lucide-react';
import { duration, timeOfDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { cx } from '../../ui/cx.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Segment } from './lines.ts';
import { historySearch } from './search.ts';

interface Props {
  readonly segment: Segment | null;
  readonly isOpen: boolean;
}

/** One play of an unfolded viewing, in a line. */
export function SegmentLine({ segment, isOpen }: Props) {
  if (segment === null) return <Skeleton className="ms-12 h-3 w-64" />;
  const times = { from: timeOfDay(Date.parse(segment.startedAt)), to: timeOfDay(Date.parse(segment.stoppedAt)) };
  return (
    <span className={cx('flex min-w-0 items-center gap-3 ps-6 text-body-s sm:ps-12', isOpen && 'text-accent')}>
      <CornerDownRight
        size={14}
        strokeWidth={1.75}
        aria-hidden="true"
        className="shrink-0 text-text-3 rtl:-scale-x-100"
      />
      <Link
        to="/history/$playId"
        params={{ playId: String(segment.playId) }}
        search={(old) => historySearch({ ...old })}
        resetScroll={false}
        data-row
        className="stretched tabular shrink-0 outline-none"
      >
        {t('history.span', times)}
      </Link>
      <span className="hidden min-w-0 truncate text-text-2 sm:inline">{segment.playerTitle}</span>
      <span className="flex-1" />
      <span className="tabular shrink-0 text-text-2">
        {duration(segment.watchedMs)}
        {t('separator')}
        {t('percent', { n: Math.min(100, segment.percentComplete) })}
      </span>
    </span>
  );
}
