import { Link } from '@tanstack/react-router';
import { Check, ChevronDown, ChevronRight } from 'lucide-react';
import type { HistoryRow } from '#contract/history.ts';
import { t } from '../../lib/i18n.ts';
import { Artwork, isSquare } from '../../ui/artwork.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { DecisionBadge } from '../../ui/decision.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { resolutionName } from '../stream/names.ts';
import { itemTitles } from '../stream/titles.ts';
import { useHistoryRows } from './history-context.ts';
import { PlayLink } from './play-link.tsx';
import { historySearch } from './search.ts';

interface Props {
  readonly row: HistoryRow;
}

export const PersonCell = ({ row: { user } }: Props) => (
  <span className="flex min-w-0 items-center gap-2">
    <Avatar user={user} />
    <Link
      to="/history"
      search={(old) => historySearch({ ...old, start: undefined, user: user.id })}
      aria-label={t('person.history', { name: user.name })}
      className="relative z-2 truncate hover:text-accent hover:underline"
    >
      {user.name}
    </Link>
  </span>
);

export function TitleCell({ row }: Props) {
  const { title, subtitle } = itemTitles(row.item);
  return (
    <span className="flex min-w-0 items-center gap-3">
      <span className="flex w-6 shrink-0 justify-center">
        <Artwork item={row.item} size="small" className={isSquare(row.item) ? 'size-6' : 'history-poster'} />
      </span>
      <span className="history-title min-w-0">
        <span className="block min-w-0 truncate text-title-s">
          <PlayLink playId={row.playId}>{title}</PlayLink>
        </span>
        <span className="flex min-w-0 gap-1.5 text-caption text-text-2">
          <span className="truncate">{subtitle}</span>
          <Plays row={row} />
        </span>
      </span>
    </span>
  );
}

/** How many plays a viewing has; shows them below it. */
export function Plays({ row }: Props) {
  const { unfolded, fold } = useHistoryRows();
  if (row.playCount < 2) return null;
  const isOpen = unfolded.has(row.groupId);
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={() => fold(row.groupId)}
      className="touch-target relative z-2 inline-flex shrink-0 cursor-pointer items-center rounded-[4px] bg-raised ps-0.5 pe-1 text-text-2 hover:text-text"
    >
      <Icon size={12} strokeWidth={2} aria-hidden="true" className="rtl:-scale-x-100" />
      {t('history.playCount', { n: row.playCount })}
    </button>
  );
}

export const StreamCell = ({ row }: Props) => (
  <span className="flex min-w-0 items-center gap-2">
    <DecisionBadge decision={row.decision} />
    <span className="truncate text-text-2">{resolutionName(row.resolution)}</span>
  </span>
);

interface WatchedProps {
  readonly row: Pick<HistoryRow, 'percentComplete'> & { readonly isWatched?: boolean };
}

export function WatchedCell({ row }: WatchedProps) {
  return (
    <span className="flex items-center gap-2">
      <span className="w-full max-w-16 flex-1">
        <ProgressBar played={row.percentComplete / 100} tone={row.isWatched ? 'ok' : 'quiet'} />
      </span>
      <span className="tabular w-10 text-end whitespace-nowrap text-text-2">
        {t('percent', { n: Math.min(100, row.percentComplete) })}
      </span>
      <span className="w-3.5 shrink-0 text-ok">
        {row.isWatched && (
          <>
            <Check size={14} strokeWidth={2.5} aria-hidden="true" />
            <span className="sr-only">{t('history.watched')}</span>
          </>
        )}
      </span>
    </span>
  );
}
