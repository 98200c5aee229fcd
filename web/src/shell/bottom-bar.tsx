import { Link, useLocation } from '@tanstack/react-router';
import { t } from '../lib/i18n.ts';
import { cx } from '../ui/cx.ts';
import { useAreas } from './areas.ts';
import { LiveCount } from './rail.tsx';

const HERE = 'text-accent! font-semibold';

/** The navigation at the thumb, on small screens. */
export function BottomBar() {
  const areas = useAreas();
  const path = useLocation({ select: ({ pathname }) => pathname });
  return (
    <nav
      aria-label={t('shell.navigation')}
      className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {areas.map(({ to, label, icon: Icon, also }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          activeProps={{ className: HERE }}
          className={cx(
            also !== undefined && path.startsWith(also) && HERE,
            'relative flex h-(--bottom-bar) flex-1 flex-col items-center justify-center gap-0.5 text-caption text-text-2 -outline-offset-2!',
          )}
        >
          <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
          {t(label)}
          {to === '/' && (
            <span className="absolute start-1/2 top-1 ms-4">
              <LiveCount />
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
