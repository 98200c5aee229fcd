import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LogOut, MonitorX } from 'lucide-react';
import type { SignedOut } from '#contract/auth.ts';
import { writeJson } from '../lib/api.ts';
import { t } from '../lib/i18n.ts';
import { signOut, useMay } from '../lib/session.ts';
import { errorWords } from '../ui/notice.tsx';
import { closePopover } from '../ui/popover.tsx';
import { toast } from '../ui/toaster.tsx';
import { AppearanceFields } from './appearance.tsx';
import { ADMIN_PAGES, OWN_PAGES } from './more-pages.ts';

const ITEM =
  'flex h-10 w-full cursor-pointer items-center gap-3 rounded-control px-3 text-start text-body hover:bg-raised disabled:opacity-50 pointer-coarse:h-11';
const ICON = { size: 18, strokeWidth: 1.75, 'aria-hidden': true, className: 'shrink-0 text-text-2' } as const;

/** Pages for whoever is signed in, and the ways out. */
export function UserMenuItems() {
  const isAdmin = useMay('admin');
  return (
    <>
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
      <div className="border-b border-line p-4 sm:hidden">
        <AppearanceFields />
      </div>
      <WaysOut />
    </>
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
