import { Link } from '@tanstack/react-router';
import type { PlayDetail } from '#contract/history.ts';
import { ago, duration, fullMoment } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { cx } from '../../ui/cx.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { historySearch } from './search.ts';

interface Props {
  readonly segments: PlayDetail['segments'];
  readonly openId: number;
}

/** The plays of one viewing in order: each from start to stop. */
export function PlaySegments({ segments, openId }: Props) {
  const now = useServerNow();
  return (
    <ol className="flex flex-col gap-1">
      {segments.map((segment) => {
        const started = Date.parse(segment.startedAt);
        return (
          <li
            key={segment.playId}
            className={cx(
              'relative flex flex-col gap-1.5 rounded-control border px-3 py-2 text-body-s',
              segment.playId === openId ? 'border-accent/50 bg-accent-fill/30' : 'border-line hover:bg-raised',
            )}
          >
            <span className="flex justify-between gap-3">
              <Link
                to="/history/$playId"
                params={{ playId: String(segment.playId) }}
                search={(old) => historySearch({ ...old })}
                resetScroll={false}
                title={fullMoment(started)}
                className="stretched font-semibold"
                aria-current={segment.playId === openId ? 'true' : undefined}
              >
                {ago(started, now)}
              </Link>
              <span className="tabular text-text-2">
                {duration(segment.watchedMs)}
                {t('separator')}
                {t('percent', { n: Math.min(100, segment.percentComplete) })}
              </span>
            </span>
            <ProgressBar played={segment.percentComplete / 100} tone="quiet" />
            <span className="truncate text-caption text-text-2">
              {segment.playerTitle}
              {segment.endedReason !== null && t('separator') + t(`ended.${segment.endedReason}`)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
