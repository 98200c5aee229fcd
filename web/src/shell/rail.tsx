import { Link, useLocation } from '@tanstack/react-router';
import { CircleHelp, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { areaSearch, useChosenServer } from '../lib/chosen-server.ts';
import { t } from '../lib/i18n.ts';
import { useLive } from '../lib/live/use-live.ts';
import { prefer, usePreferences } from '../lib/preferences.ts';
import { Tip } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Mark } from '../ui/logo.tsx';
import { type Area, useAreas } from './areas.ts';

const ITEM =
  'rail-item group/tip relative flex h-10 w-full cursor-pointer items-center gap-3 rounded-control px-2.5 text-body text-text-2 transition-colors duration-150 hover:bg-raised hover:text-text';

/** The navigation beside the page; icons only when collapsed or where there is little room. */
export function Rail({ onHelp }: { readonly onHelp: () => void }) {
  const areas = useAreas();
  const isCollapsed = usePreferences().rail === 'collapsed';
  const Fold = isCollapsed ? PanelLeftOpen : PanelLeftClose;
  const foldLabel = t(isCollapsed ? 'shell.railOpen' : 'shell.railCollapse');
  return (
    <nav
      aria-label={t('shell.navigation')}
      className="rail fixed inset-y-0 start-0 z-20 hidden flex-col gap-1 border-e border-line bg-bg px-3 pb-3 sm:flex"
    >
      <Link to="/" aria-label={t('shell.home')} className="rail-item mb-2 flex h-(--top-bar) items-center gap-2.5 px-2">
        <Mark size={24} />
        <span className="rail-label text-title tracking-tight">{t('app.name')}</span>
      </Link>
      {areas.map((area) => (
        <RailLink key={area.to} area={area} />
      ))}
      <span className="flex-1" />
      <Button onPress={onHelp} className={ITEM} aria-label={t('help.title')}>
        <CircleHelp size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
        <span className="rail-label">{t('help.title')}</span>
        <span className="rail-tip">
          <Tip label={t('help.title')} hotkey="?" side="end" />
        </span>
      </Button>
      <Button
        onPress={() => prefer({ rail: isCollapsed ? 'open' : 'collapsed' })}
        className={`${ITEM} hidden lg:flex`}
        aria-label={foldLabel}
      >
        <Fold size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0 rtl:-scale-x-100" />
        <span className="rail-label">{foldLabel}</span>
      </Button>
    </nav>
  );
}

const HERE = 'bg-accent-fill! text-accent! font-semibold';

function RailLink({ area: { to, label, icon: Icon, keys, also } }: { readonly area: Area }) {
  const isAlso = useLocation({ select: ({ pathname }) => also !== undefined && pathname.startsWith(also) });
  const server = useChosenServer();
  return (
    <Link
      to={to}
      search={areaSearch(to, server)}
      activeOptions={{ exact: to === '/', includeSearch: false }}
      activeProps={{ className: HERE }}
      className={cx(ITEM, isAlso && HERE)}
    >
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      <span className="rail-label">{t(label)}</span>
      {to === '/' && <LiveCount />}
      <span className="rail-tip">
        <Tip label={t(label)} hotkey={keys} side="end" />
      </span>
    </Link>
  );
}

/** How many streams are live, in brass; nothing while nobody watches. */
export function LiveCount() {
  const count = useLive(({ sessions }) => sessions.filter(({ ending }) => ending === null).length);
  if (count === 0) return null;
  return (
    <span className="live-count tabular ms-auto min-w-5 rounded-full bg-brass-fill px-1.5 text-center text-caption font-semibold text-brass">
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{t('now.streams', { n: count })}</span>
    </span>
  );
}
