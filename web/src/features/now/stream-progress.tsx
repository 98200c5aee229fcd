import { playerTime, timeOfDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import type { LiveSession } from '../../lib/live/live-state.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { aheadPart, endsAtMs, playedPart, positionMs } from './playback.ts';

interface Props {
  readonly session: LiveSession;
  /** Only the bar, where there is no room for times. */
  readonly isBarOnly?: boolean;
}

/** Bar and times of a stream; moves once per second by itself, and events put it right. */
export function StreamProgress({ session: { view, ending }, isBarOnly = false }: Props) {
  const now = useServerNow();
  const played = playedPart(view, now);
  const total = view.item.durationMs;
  const position = playerTime(positionMs(view, now));
  const ends = ending ? null : endsAtMs(view, now);
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar
        played={played ?? 1}
        ahead={aheadPart(view)}
        tone={ending || view.state !== 'playing' ? 'quiet' : 'brass'}
        label={t('progress.label', { title: view.item.fullTitle })}
        isSmooth={view.state === 'playing' && !ending}
      />
      {!isBarOnly && (
        <p className="tabular flex justify-between gap-2 text-caption text-text-2">
          {played === null ? (
            <span>{t('progress.live')}</span>
          ) : (
            <span data-position>
              {position}
              <span className="text-text-3">{` / ${playerTime(total ?? 0)}`}</span>
            </span>
          )}
          {ends !== null && <span className="text-text-3">{t('progress.ends', { time: timeOfDay(ends) })}</span>}
        </p>
      )}
    </div>
  );
}
