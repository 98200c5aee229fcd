import { CircleHelp, CircleStop, CircleX, LoaderCircle, type LucideIcon, Pause, Play } from 'lucide-react';
import { duration } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import type { LiveSession } from '../../lib/live/live-state.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { cx } from '../../ui/cx.ts';
import { isStarting, pausedForMs } from './playback.ts';

interface Words {
  readonly icon: LucideIcon;
  readonly text: string;
  readonly colour: string;
}

function wordsFor({ view, ending }: LiveSession, nowMs: number): Words {
  if (ending)
    return { icon: CircleStop, text: t('state.stopped', { n: ending.percentComplete }), colour: 'text-text-2' };
  if (!view.isConfirmed) return { icon: CircleHelp, text: t('state.unconfirmed'), colour: 'text-text-2' };
  const paused = pausedForMs(view, nowMs);
  switch (view.state) {
    case 'paused':
      return {
        icon: Pause,
        text: paused === null || paused < 60_000 ? t('state.paused') : t('state.pausedFor', { time: duration(paused) }),
        colour: 'text-text-2',
      };
    case 'buffering':
      return {
        icon: LoaderCircle,
        text: t(isStarting(view) ? 'state.starting' : 'state.buffering'),
        colour: 'text-warn',
      };
    case 'error':
      return { icon: CircleX, text: t('state.error'), colour: 'text-danger' };
    default:
      return { icon: Play, text: t('state.playing'), colour: 'text-brass' };
  }
}

/** Shape and word of what the player does; never colour alone. */
export function StateWords({ session }: { readonly session: LiveSession }) {
  const { icon: Icon, text, colour } = wordsFor(session, useServerNow());
  const isFilled = Icon === Play || Icon === Pause;
  return (
    <span className={cx('inline-flex shrink-0 items-center gap-1 font-semibold', colour)}>
      <Icon size={14} strokeWidth={2} fill={isFilled ? 'currentColor' : 'none'} aria-hidden="true" />
      {text}
    </span>
  );
}
