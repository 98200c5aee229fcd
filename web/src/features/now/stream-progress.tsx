import { playerTime, timeOfDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import type { LiveSession } from '../../lib/live/live-state.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { aheadPart, endsAtMs, playedPart, positionMs } from './playback.ts';
import { StateWords } from './state-words.tsx';

interface Props {
  readonly session: LiveSession;
  /** `row`: times beside the state; `bar`: no words at all. */
  readonly layout?: 'full' | 'row' | 'bar';
}

/** State, bar and times of a stream; moves once per second by itself, and events put it right. */
export function StreamProgress({ session, layout = 'full' }: Props) {
  const { view, ending } = session;
  const now = useServerNow();
  const played = playedPart(view, now);
  const total = view.item.durationMs;
  const position = playerTime(positionMs(view, now));
  const ends = ending ? null : endsAtMs(view, now);
  const bar = (
    <ProgressBar
      played={played ?? 1}
      ahead={view.item.isLive ? null : aheadPart(view)}
      tone={toneOf(session)}
      label={t('progress.label', { title: view.item.fullTitle })}
    />
  );
  if (layout === 'bar') return bar;
  const length = played === null ? t('progress.live') : playerTime(total ?? 0);
  return (
    <div className="tabular flex flex-col gap-1.5 text-caption text-text-2">
      <p className="flex items-center justify-between gap-2">
        <StateWords session={session} />
        {layout === 'full' && ends !== null && <span>{t('progress.ends', { time: timeOfDay(ends) })}</span>}
        {layout === 'row' && <span>{played === null ? length : `${position} / ${length}`}</span>}
      </p>
      {bar}
      {layout === 'full' && (
        <p className="flex justify-between gap-2">
          <span className="text-text" data-position>
            {played !== null && position}
          </span>
          <span>{length}</span>
        </p>
      )}
    </div>
  );
}

function toneOf({ view, ending }: LiveSession): 'brass' | 'quiet' | 'live' {
  if (ending || view.state !== 'playing') return 'quiet';
  return view.item.isLive ? 'live' : 'brass';
}
