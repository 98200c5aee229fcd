import { Link, useLocation } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { areaSearch, useChosenServer } from '../lib/chosen-server.ts';
import { t } from '../lib/i18n.ts';
import { cx } from '../ui/cx.ts';
import { closePopover, Popover } from '../ui/popover.tsx';
import { type Area, useAreas } from './areas.ts';
import { LiveCount } from './rail.tsx';

const HERE = 'text-accent! font-semibold';
/** More than a thumb can tell apart wait behind the last one. */
const MOST = 5;

const ITEM =
  'relative flex h-(--bottom-bar) w-full min-w-0 flex-1 cursor-pointer flex-col items-center justify-center gap-0.5 text-caption text-text-2 -outline-offset-2!';
const ICON = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** The navigation at the thumb, on small screens. */
export function BottomBar() {
  const areas = useAreas();
  const shown = areas.length > MOST ? areas.slice(0, MOST - 1) : areas;
  const rest = areas.slice(shown.length);
  return (
    <nav
      aria-label={t('shell.navigation')}
      className="bottom-bar fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {shown.map((area) => (
        <BarLink key={area.to} area={area} />
      ))}
      {rest.length > 0 && <More areas={rest} />}
    </nav>
  );
}

function useIsIn(): (area: Area) => boolean {
  const path = useLocation({ select: ({ pathname }) => pathname });
  return ({ to, also }) => (to !== '/' && path.startsWith(to)) || (also !== undefined && path.startsWith(also));
}

function BarLink({ area }: { readonly area: Area }) {
  const isIn = useIsIn();
  const server = useChosenServer();
  const { to, label, icon: Icon } = area;
  return (
    <Link
      to={to}
      search={areaSearch(to, server)}
      activeOptions={{ exact: to === '/', includeSearch: false }}
      activeProps={{ className: HERE }}
      className={cx(isIn(area) && HERE, ITEM)}
    >
      <Icon {...ICON} />
      <span className="max-w-full truncate">{t(label)}</span>
      {to === '/' && (
        <span className="absolute start-1/2 top-1 ms-4">
          <LiveCount />
        </span>
      )}
    </Link>
  );
}

function More({ areas }: { readonly areas: readonly Area[] }) {
  const isIn = useIsIn();
  const server = useChosenServer();
  return (
    <Popover
      label={t('shell.more')}
      isAbove
      buttonClass={cx(areas.some(isIn) && HERE, ITEM)}
      button={
        <>
          <Ellipsis {...ICON} />
          <span className="max-w-full truncate">{t('shell.more')}</span>
        </>
      }
      className="w-56 p-1.5"
    >
      <ul>
        {areas.map((area) => (
          <li key={area.to}>
            <Link
              to={area.to}
              search={areaSearch(area.to, server)}
              onClick={closePopover}
              className={cx(
                isIn(area) && HERE,
                'flex h-12 items-center gap-3 rounded-control px-3 text-body-l hover:bg-raised',
              )}
            >
              <area.icon {...ICON} className="shrink-0" />
              {t(area.label)}
            </Link>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
