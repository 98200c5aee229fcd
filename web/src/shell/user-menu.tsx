import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LogOut, MonitorX } from 'lucide-react';
import type { SignedOut } from '#contract/auth.ts';
import { writeJson } from '../lib/api.ts';
import { t } from '../lib/i18n.ts';
import { signOut, useAccount, useMay } from '../lib/session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { iconButtonClass } from '../ui/button.tsx';
import { errorWords } from '../ui/notice.tsx';
import { closePopover, Popover } from '../ui/popover.tsx';
import { toast } from '../ui/toaster.tsx';
import { ADMIN_PAGES, OWN_PAGES } from './more-pages.ts';

const ITEM =
  'flex h-10 w-full cursor-pointer items-center gap-3 rounded-control px-3 text-start text-body hover:bg-raised disabled:opacity-50';
const ICON = { size: 18, strokeWidth: 1.75, 'aria-hidden': true, className: 'shrink-0 text-text-2' } as const;

/** Who is signed in, what is theirs, and the ways out. */
export function UserMenu() {
  const account = useAccount();
  const isAdmin = useMay('admin');
  if (account === null) return null;
  const { id, username, role, person } = account;
  return (
    <Popover
      label={t('menu.label', { name: username })}
      buttonClass={iconButtonClass('rounded-full!')}
      button={<Avatar user={{ id, name: username, avatar: null }} size={32} />}
      className="w-[min(17rem,calc(100vw-1rem))]"
    >
      <div className="flex items-center gap-3 border-b border-line p-4">
        <Avatar user={{ id, name: username, avatar: null }} size={32} />
        <p className="flex min-w-0 flex-col">
          <bdi className="truncate text-title-s">{username}</bdi>
          <span className="truncate text-caption text-text-2">
            {t(`role.${role}`)}
            {person !== null && person.name !== username && t('menu.person', { name: person.name })}
          </span>
        </p>
      </div>
      <ul className="border-b border-line p-1.5">
        {[...OWN_PAGES, ...(isAdmin ? ADMIN_PAGES : [])].map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link to={to} className={ITEM} onClick={closePopover}>
              <Icon {...ICON} />
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
      <WaysOut />
    </Popover>
  );
}

function WaysOut() {
  const leave = useMutation({ mutationFn: signOut, onError: (error) => toast(errorWords(error)) });
  const leaveOthers = useMutation({
    mutationFn: async () => (await (await writeJson('DELETE', '/account/sessions')).json()) as SignedOut,
    onSuccess: ({ sessions }) => toast(t('menu.othersDone', { n: sessions })),
    onError: (error) => toast(errorWords(error)),
  });
  return (
    <ul className="p-1.5">
      <li>
        <button type="button" className={ITEM} disabled={leaveOthers.isPending} onClick={() => leaveOthers.mutate()}>
          <MonitorX {...ICON} />
          {t('menu.others')}
        </button>
      </li>
      <li>
        <button type="button" className={ITEM} disabled={leave.isPending} onClick={() => leave.mutate()}>
          <LogOut {...ICON} className="shrink-0 text-text-2 rtl:-scale-x-100" />
          {t('menu.out')}
        </button>
      </li>
    </ul>
  );
}
