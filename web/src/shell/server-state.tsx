import { CircleCheck, CircleDashed, CircleX, KeyRound, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ServerView } from '#contract/activity.ts';
import type { LinkState } from '#contract/enums.ts';
import { type MessageId, t } from '../lib/i18n.ts';
import { cx } from '../ui/cx.ts';

const LOOK: Record<LinkState, { icon: LucideIcon; colour: string; word: MessageId }> = {
  connecting: { icon: CircleDashed, colour: 'text-text-2', word: 'server.connecting' },
  ok: { icon: CircleCheck, colour: 'text-ok', word: 'server.ok' },
  degraded: { icon: TriangleAlert, colour: 'text-warn', word: 'server.degraded' },
  unauthorised: { icon: KeyRound, colour: 'text-danger', word: 'server.unauthorised' },
  unreachable: { icon: CircleX, colour: 'text-danger', word: 'server.unreachable' },
};

/** How well a server can be heard: shape, colour and word. */
export function ServerState({
  server,
  isWordless = false,
}: {
  readonly server: ServerView;
  readonly isWordless?: boolean;
}) {
  const { icon: Icon, colour, word } = LOOK[server.link.state];
  return (
    <span className={cx('inline-flex items-center gap-1.5', colour)}>
      <Icon size={16} strokeWidth={2} aria-hidden="true" className="shrink-0" />
      <span className={cx(isWordless && 'sr-only')}>{t(word)}</span>
    </span>
  );
}
