import { Link } from '@tanstack/react-router';
import { Radio } from 'lucide-react';
import { playerTime } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { DecisionBadge } from '../../ui/decision.tsx';
import { itemTitles } from '../stream/titles.ts';

/** More are counted, so that what was played stays in sight. */
const SHOWN = 3;

/** What is playing now stands above what was played; it leads to Now. */
export function LiveRows() {
  const sessions = useLive((state) => state.sessions);
  const now = useServerNow();
  if (sessions.length === 0) return null;
  const rest = sessions.length - SHOWN;
  return (
    <ul aria-label={t('history.live')} className="border-b border-line bg-accent-fill/20">
      {sessions.slice(0, SHOWN).map(({ view: session }) => {
        const { title, subtitle } = itemTitles(session.item);
        return (
          <li
            key={session.id}
            className="relative flex min-h-11 items-center gap-3 border-b border-line/60 px-4 text-body-s last:border-0 hover:bg-raised"
          >
            <span className="flex shrink-0 items-center gap-1.5 font-semibold text-accent sm:w-20">
              <Radio size={14} strokeWidth={2} aria-hidden="true" />
              <span className="max-sm:sr-only">{t('history.now')}</span>
            </span>
            <Avatar user={session.user} />
            <bdi className="hidden w-28 shrink-0 truncate sm:block">{session.user.name}</bdi>
            <Link to="/" className="stretched flex min-w-0 flex-1 items-baseline gap-2">
              <bdi className="truncate text-title-s">{title}</bdi>
              <bdi className="hidden truncate text-caption text-text-2 sm:inline">{subtitle}</bdi>
            </Link>
            <DecisionBadge decision={session.stream.decision} />
            <span className="tabular w-14 shrink-0 sm:w-16 text-end text-text-2">
              {playerTime(Math.max(0, now - Date.parse(session.startedAt)))}
            </span>
          </li>
        );
      })}
      {rest > 0 && (
        <li className="relative flex min-h-9 items-center px-4 text-body-s text-accent hover:bg-raised">
          <Link to="/" className="stretched">
            {t('history.moreLive', { n: rest })}
          </Link>
        </li>
      )}
    </ul>
  );
}
