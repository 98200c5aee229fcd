import { Search } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Button } from 'react-aria-components/Button';
import { t } from '../lib/i18n.ts';
import { useLive } from '../lib/live/use-live.ts';
import { withMoreMessages } from '../lib/load-messages.ts';
import { IconButton, Keys } from '../ui/button.tsx';
import { Mark } from '../ui/logo.tsx';
import { Appearance } from './appearance.tsx';
import { ServerHealth } from './server-health.tsx';
import { StaleBar } from './stale-bar.tsx';
import { UserMenu } from './user-menu.tsx';

const Bell = lazy(async () => ({ default: (await withMoreMessages(() => import('./bell.tsx'))).Bell }));

const ServerSwitch = lazy(async () => ({ default: (await import('./server-switch.tsx')).ServerSwitch }));

/** Only where there is something to choose. */
function Switch() {
  const servers = useLive((state) => state.servers);
  if (servers.length < 2) return null;
  return (
    <Suspense fallback={<span className="w-36 sm:w-44" />}>
      <ServerSwitch servers={servers} />
    </Suspense>
  );
}

interface Props {
  readonly title: string;
  readonly onPalette: () => void;
}

const isMac = (): boolean => /Mac|iP(?:hone|ad)/.test(navigator.userAgent);

/** Title of the page, search, health of the servers and appearance. */
export function TopBar({ title, onPalette }: Props) {
  return (
    <header className="sticky top-0 z-20 bg-bg">
      <div className="gutter mx-auto flex h-(--top-bar) max-w-[100rem] items-center gap-2 sm:gap-3">
        <span className="sm:hidden">
          <Mark size={22} />
        </span>
        <h1 className="truncate text-title sm:text-page">{title}</h1>
        <span className="flex-1" />
        <Switch />
        <ServerHealth />
        <Button
          onPress={onPalette}
          className="hidden h-(--control) w-60 cursor-pointer items-center gap-2 rounded-control border border-line bg-surface px-3 text-body text-text-2 transition-colors duration-150 hover:border-line-strong lg:flex"
        >
          <Search size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className="flex-1 text-start">{t('palette.open')}</span>
          <Keys keys={isMac() ? '⌘K' : 'Ctrl K'} />
        </Button>
        <IconButton label={t('palette.open')} onPress={onPalette} className="lg:hidden">
          <Search size={20} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
        <Suspense fallback={<span className="size-9" />}>
          <Bell />
        </Suspense>
        <Appearance className="max-sm:hidden" />
        <UserMenu />
      </div>
      <StaleBar />
    </header>
  );
}
