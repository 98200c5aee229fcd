import { Link } from '@tanstack/react-router';
import { Bell as BellIcon, CircleAlert, CircleArrowUp, type LucideIcon, TriangleAlert } from 'lucide-react';
import { since } from '../lib/format.ts';
import { t } from '../lib/i18n.ts';
import { useServerNow } from '../lib/live/ticker.ts';
import { useMay } from '../lib/session.ts';
import { iconButtonClass, Tip } from '../ui/button.tsx';
import { closePopover, Popover } from '../ui/popover.tsx';
import type { AppNotice } from './notices.ts';
import { useNotices } from './use-notices.ts';

const LOOK: Record<AppNotice['tone'], { readonly icon: LucideIcon; readonly colour: string }> = {
  danger: { icon: CircleAlert, colour: 'text-danger' },
  warn: { icon: TriangleAlert, colour: 'text-warn' },
  info: { icon: CircleArrowUp, colour: 'text-info' },
};

/** What there is to know about the installation: how much is new on the button, and all of it behind. */
export function Bell() {
  const { notices, unread, read } = useNotices();
  const label = unread === 0 ? t('bell.title') : t('bell.unread', { n: unread });
  return (
    <Popover
      label={label}
      buttonClass={iconButtonClass()}
      onOpen={read}
      button={
        <>
          <BellIcon size={20} strokeWidth={1.75} aria-hidden="true" />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="tabular absolute end-0.5 top-0.5 min-w-4 rounded-full bg-danger-fill px-1 text-center text-caption leading-4 font-semibold text-danger"
              data-unread
            >
              {unread}
            </span>
          )}
          <Tip label={label} />
        </>
      }
      className="w-[min(24rem,calc(100vw-1rem))]"
    >
      <h2 className="px-4 pt-4 pb-2 text-title-s">{t('bell.title')}</h2>
      {notices.length === 0 && <p className="px-4 pb-4 text-body-s text-text-2">{t('bell.none')}</p>}
      <ul className="max-h-[60dvh] divide-y divide-line overflow-y-auto">
        {notices.map((notice) => (
          <Line key={notice.id} notice={notice} />
        ))}
      </ul>
    </Popover>
  );
}

function Line({ notice: { tone, words, name, detail, at, to } }: { readonly notice: AppNotice }) {
  const { icon: Icon, colour } = LOOK[tone];
  const now = useServerNow();
  const isAdmin = useMay('admin');
  const text = t(words, { name });
  return (
    <li className="relative flex gap-3 px-4 py-3 text-body-s">
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" className={`mt-px shrink-0 ${colour}`} />
      <p className="flex min-w-0 flex-col gap-0.5">
        {isAdmin ? (
          <Link
            to={to}
            params={{ section: 'servers' }}
            className="stretched font-semibold break-words"
            onClick={closePopover}
          >
            {text}
          </Link>
        ) : (
          <span className="font-semibold break-words">{text}</span>
        )}
        {detail !== null && <span className="break-words text-text-2">{detail}</span>}
        {at !== null && <span className="text-caption text-text-2">{t('server.since', { when: since(at, now) })}</span>}
      </p>
    </li>
  );
}
