import { CircleDot, Pause, Play, SlidersHorizontal, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PlayDetail } from '#contract/history.ts';
import { duration, exactTime, playerTime } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { DECISION_LOOK } from '../../ui/decision.tsx';
import { resolutionName } from '../stream/names.ts';

interface Moment {
  readonly key: string;
  readonly at: number | null;
  readonly icon: ReactNode;
  readonly words: string;
  readonly note: string;
}

const icon = (Icon: typeof Play): ReactNode => <Icon size={14} strokeWidth={2} aria-hidden="true" />;

/** How the stream was delivered from a moment on. */
function wayOf({ decision, resolution, qualityProfile }: PlayDetail['streamChanges'][number]): string {
  const known = [
    decision === null ? null : t(DECISION_LOOK[decision].label),
    resolution === null ? null : resolutionName(resolution),
    qualityProfile,
  ];
  return known.filter(Boolean).join(t('separator')) || t('unknown');
}

/** What happened from start to stop, as far as it was recorded. */
function momentsOf({ play, streamChanges, row, viewOffsetMs, segments }: PlayDetail): Moment[] {
  const startedAt = Date.parse(play.startedAt);
  const ended = segments.find(({ playId }) => playId === row.playId)?.endedReason ?? null;
  return [
    { key: 'start', at: startedAt, icon: icon(Play), words: t('timeline.started'), note: '' },
    ...streamChanges
      .filter(({ atMs }) => atMs > 0)
      .map((change) => ({
        key: `change ${change.atMs}`,
        at: startedAt + change.atMs,
        icon: icon(SlidersHorizontal),
        words: t('timeline.changed'),
        note: wayOf(change),
      })),
    ...(play.pausedMs > 0
      ? [
          {
            key: 'paused',
            at: null,
            icon: icon(Pause),
            words: t('timeline.paused', { time: duration(play.pausedMs) }),
            note: '',
          },
        ]
      : []),
    {
      key: 'stop',
      at: Date.parse(play.stoppedAt),
      icon: icon(ended === null ? CircleDot : Square),
      words: t('timeline.stopped', { position: playerTime(viewOffsetMs) }),
      note: ended === null ? '' : t(`ended.${ended}`),
    },
  ];
}

/** Start, changes of quality, pauses and stop in order. */
export const PlayTimeline = ({ detail }: { readonly detail: PlayDetail }) => (
  <ol className="flex flex-col gap-3">
    {momentsOf(detail).map(({ key, at, icon: sign, words, note }) => (
      <li key={key} className="flex items-start gap-3 text-body-s">
        <span className="flex size-6 shrink-0 items-center justify-center rounded-full bg-raised text-text-2">
          {sign}
        </span>
        <span className="min-w-0 flex-1 pt-0.5">
          {words}
          {note !== '' && <span className="block text-caption text-text-2">{note}</span>}
        </span>
        <span className="tabular shrink-0 pt-0.5 text-text-2">{at === null ? t('timeline.inAll') : exactTime(at)}</span>
      </li>
    ))}
  </ol>
);
