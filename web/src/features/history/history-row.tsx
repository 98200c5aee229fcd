import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { memo } from 'react';
import type { HistoryRow as Row } from '#contract/history.ts';
import { duration, fullMoment } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Artwork, isSquare } from '../../ui/artwork.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { DecisionBadge } from '../../ui/decision.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { resolutionName } from '../stream/names.ts';
import { itemTitles } from '../stream/titles.ts';
import { PlayLink } from './play-link.tsx';
import { RowTime } from './row-time.tsx';
import { historySearch } from './search.ts';

interface Props {
  readonly row: Row;
  readonly isOpen: boolean;
  readonly isFresh: boolean;
  /** Position in the whole table, from 1. */
  readonly index: number;
}

/** One viewing or play as a row of the table. */
export const HistoryRow = memo(function HistoryRow({ row, isOpen, isFresh, index }: Props) {
  return (
    <tr
      aria-rowindex={index}
      data-play={row.playId}
      title={fullMoment(Date.parse(row.stoppedAt))}
      className={cx('history-row', isOpen && 'history-open', isFresh && 'animate-fresh')}
    >
      <td className="truncate text-text-2">
        <RowTime at={row.stoppedAt} />
      </td>
      <td>
        <PersonCell row={row} />
      </td>
      <td>
        <TitleCell row={row} isOpen={isOpen} />
      </td>
      <td className="col-player">
        <span className="block truncate">{row.player.title}</span>
        <span className="only-comfortable block truncate text-caption text-text-2">{row.player.product}</span>
      </td>
      <td className="col-stream">
        <span className="flex min-w-0 items-center gap-2">
          <DecisionBadge decision={row.decision} />
          <span className="col-resolution truncate text-text-2">{resolutionName(row.resolution)}</span>
        </span>
      </td>
      <td className="col-watched">
        <WatchedCell row={row} />
      </td>
      <td className="col-duration tabular truncate text-end text-text-2">{duration(row.watchedMs)}</td>
    </tr>
  );
});

const PersonCell = ({ row: { user } }: Pick<Props, 'row'>) => (
  <span className="flex min-w-0 items-center gap-2">
    <Avatar user={user} />
    <Link
      to="/history"
      search={(old) => historySearch({ ...old, user: user.id })}
      aria-label={t('person.history', { name: user.name })}
      className="relative z-2 truncate hover:text-accent hover:underline"
    >
      {user.name}
    </Link>
  </span>
);

function TitleCell({ row, isOpen }: Pick<Props, 'row' | 'isOpen'>) {
  const { title, subtitle } = itemTitles(row.item);
  return (
    <span className="flex min-w-0 items-center gap-3">
      <span className="flex w-6 shrink-0 justify-center">
        <Artwork item={row.item} size="small" className={isSquare(row.item) ? 'size-6' : 'history-poster'} />
      </span>
      <span className="history-title min-w-0">
        <span className="block min-w-0 truncate text-title-s">
          <PlayLink playId={row.playId} isOpen={isOpen}>
            {title}
          </PlayLink>
        </span>
        <span className="flex min-w-0 gap-1.5 text-caption text-text-2">
          <span className="truncate">{subtitle}</span>
          {row.playCount > 1 && (
            <span className="shrink-0 rounded-[4px] bg-raised px-1 text-text-2">
              {t('history.playCount', { n: row.playCount })}
            </span>
          )}
        </span>
      </span>
    </span>
  );
}

function WatchedCell({ row }: Pick<Props, 'row'>) {
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
