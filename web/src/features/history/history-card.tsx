import { memo } from 'react';
import type { HistoryRow } from '#contract/history.ts';
import { t } from '../../lib/i18n.ts';
import { Artwork, isSquare } from '../../ui/artwork.tsx';
import { cx } from '../../ui/cx.ts';
import { DecisionBadge } from '../../ui/decision.tsx';
import { itemTitles } from '../stream/titles.ts';
import { Plays } from './cells.tsx';
import { ChooseBox } from './choose-box.tsx';
import { PlayLink } from './play-link.tsx';
import { RowTime } from './row-time.tsx';

interface Props {
  readonly row: HistoryRow;
  readonly rowKey: number;
  readonly isFresh: boolean;
  readonly isChosen: boolean;
  readonly isChoosing: boolean;
  readonly onChoose: (key: number, isRange: boolean) => void;
}

/** One viewing or play in two lines, for small screens; the panel shows the rest. */
export const HistoryCard = memo(function HistoryCard(props: Props) {
  const { row, rowKey, isFresh, isChosen, isChoosing, onChoose } = props;
  const { title, subtitle } = itemTitles(row.item);
  return (
    <li
      data-play={row.playId}
      data-key={rowKey}
      className={cx(
        'history-card relative flex items-center gap-3 border-b border-line/60 px-3',
        isChosen && 'history-chosen',
        isFresh && 'animate-fresh',
      )}
    >
      {isChoosing && <ChooseBox row={row} isChosen={isChosen} onChoose={(isRange) => onChoose(rowKey, isRange)} />}
      <span className="flex w-8 shrink-0 justify-center">
        <Artwork item={row.item} size="small" className={isSquare(row.item) ? 'size-8' : 'h-12 w-8'} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex min-w-0 items-baseline gap-1.5">
          <span className="truncate text-title-s">
            <PlayLink playId={row.playId}>{title}</PlayLink>
          </span>
          <span className="min-w-0 flex-1 truncate text-caption text-text-2">{subtitle}</span>
          <span className="shrink-0 text-caption">
            <Plays row={row} />
          </span>
        </span>
        <span className="flex min-w-0 items-center gap-1.5 pt-0.5 text-caption text-text-2">
          <span className="truncate font-semibold text-text">{row.user.name}</span>
          <span className="shrink-0">
            <RowTime at={row.stoppedAt} />
          </span>
          <span className="flex-1" />
          <DecisionBadge decision={row.decision} />
          <span
            className={cx('tabular w-10 shrink-0 text-end whitespace-nowrap', row.isWatched && 'font-semibold text-ok')}
          >
            {t('percent', { n: Math.min(100, row.percentComplete) })}
          </span>
        </span>
      </span>
    </li>
  );
});
