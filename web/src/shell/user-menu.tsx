import { lazy, Suspense } from 'react';
import { t } from '../lib/i18n.ts';
import { withMoreMessages } from '../lib/load-messages.ts';
import { useAccount } from '../lib/session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { iconButtonClass } from '../ui/button.tsx';
import { Popover } from '../ui/popover.tsx';

const UserMenuItems = lazy(async () => ({
  default: (await withMoreMessages(() => import('./user-menu-items.tsx'))).UserMenuItems,
}));

/** Who is signed in, what is theirs, and the ways out. */
export function UserMenu() {
  const account = useAccount();
  if (account === null) return null;
  const { id, username, role, person } = account;
  const face = <Avatar user={{ id, name: username, avatar: null }} size={32} />;
  return (
    <Popover
      label={t('menu.label', { name: username })}
      buttonClass={iconButtonClass('rounded-full!')}
      button={face}
      className="w-[min(17rem,calc(100vw-1rem))]"
    >
      <div className="flex items-center gap-3 border-b border-line p-4">
        {face}
        <p className="flex min-w-0 flex-col">
          <bdi className="truncate text-title-s">{username}</bdi>
          <span className="truncate text-caption text-text-2">
            {t(`role.${role}`)}
            {person !== null && person.name !== username && t('menu.person', { name: person.name })}
          </span>
        </p>
      </div>
      <Suspense fallback={<div className="h-40" />}>
        <UserMenuItems />
      </Suspense>
    </Popover>
  );
}
