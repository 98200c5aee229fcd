import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { SessionView } from '#contract/activity.ts';
import { areaSearch, useChosenServer } from '../lib/chosen-server.ts';
import { clock } from '../lib/clock.ts';
import { t } from '../lib/i18n.ts';
import { withMoreMessages } from '../lib/load-messages.ts';
import { prefer, preferences, visibleTheme } from '../lib/preferences.ts';
import { useMay } from '../lib/session.ts';
import { useShortcuts } from '../lib/use-shortcuts.ts';
import { Toaster } from '../ui/toaster.tsx';
import { Announcer } from './announcer.tsx';
import { needOf, pageTitle } from './areas.ts';
import { BottomBar } from './bottom-bar.tsx';
import { useKiosk } from './kiosk.ts';
import { useLiveTab } from './live-tab.ts';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';

const loadPalette = () => withMoreMessages(() => import('./palette.tsx'));
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const KioskBar = lazy(async () => ({ default: (await import('./kiosk-bar.tsx')).KioskBar }));
const NoPermission = lazy(async () => ({ default: (await import('./no-permission.tsx')).NoPermission }));
const StopDialog = lazy(async () => ({ default: (await import('../features/now/stop-dialog.tsx')).StopDialog }));
const HelpSheet = lazy(async () => ({
  default: (await withMoreMessages(() => import('./help-sheet.tsx'))).HelpSheet,
}));

/** The first page has settled by then. */
const IDLE_MS = 1500;

/** What covers the page, opened by a key or a button of the shell. */
type Cover = 'palette' | 'help' | { readonly stop: SessionView } | null;

/** Switches to the theme that is not seen now. */
export const flipTheme = (): void => prefer({ theme: visibleTheme(preferences().theme) === 'dark' ? 'light' : 'dark' });

/** Switches between comfortable and compact. */
export const flipDensity = (): void =>
  prefer({ density: preferences().density === 'compact' ? 'comfortable' : 'compact' });

function useShellShortcuts(open: (cover: Cover) => void): void {
  const navigate = useNavigate();
  const server = useChosenServer();
  useShortcuts({
    'g n': () => void navigate({ to: '/', search: areaSearch('/', server) }),
    'g h': () => void navigate({ to: '/history', search: areaSearch('/history', server) }),
    'g s': () => void navigate({ to: '/stats', search: areaSearch('/stats', server) }),
    'g l': () => void navigate({ to: '/libraries', search: areaSearch('/libraries', server) }),
    'g p': () => void navigate({ to: '/people', search: areaSearch('/people', server) }),
    'g e': () => void navigate({ to: '/settings' }),
    'mod+k': () => open('palette'),
    '?': () => open('help'),
    t: flipTheme,
    d: flipDensity,
  });
}

/** The frame around every page: navigation, top bar, and what can cover the page. */
export function Shell() {
  const [cover, setCover] = useState<Cover>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const isKiosk = useKiosk();
  const title = pageTitle(path);
  const isAllowed = useMay(needOf(path));
  useShellShortcuts(setCover);
  useLiveTab(title);
  // Loaded before it is wanted: who presses Ctrl+K types on at once.
  useEffect(() => clock.after(IDLE_MS, () => void loadPalette()), []);
  const close = (): void => setCover(null);
  return (
    <>
      <SkipLink />
      {!isKiosk && <Rail onHelp={() => setCover('help')} />}
      <div className="shell-body">
        {isKiosk ? (
          <Suspense fallback={null}>
            <KioskBar />
          </Suspense>
        ) : (
          <TopBar title={t(title)} onPalette={() => setCover('palette')} />
        )}
        <main id="main" tabIndex={-1} className="gutter mx-auto max-w-[100rem] pt-2 outline-none">
          {isAllowed ? (
            <Outlet />
          ) : (
            <Suspense fallback={null}>
              <NoPermission />
            </Suspense>
          )}
        </main>
      </div>
      {!isKiosk && <BottomBar />}
      <Announcer />
      <Toaster />
      <Suspense fallback={null}>
        {cover === 'palette' && (
          <Palette onClose={close} onHelp={() => setCover('help')} onStop={(stop) => setCover({ stop })} />
        )}
        {typeof cover === 'object' && cover !== null && <StopDialog view={cover.stop} onClose={close} />}
        {cover === 'help' && <HelpSheet onClose={close} />}
      </Suspense>
    </>
  );
}

/** A button, because a link to a fragment would be resolved against <base> and leave the page. */
const SkipLink = () => (
  <button
    type="button"
    onClick={() => document.getElementById('main')?.focus()}
    className="fixed start-4 top-0 z-50 -translate-y-full rounded-b-control bg-accent-solid px-4 py-2 font-semibold text-accent-on focus:translate-y-0"
  >
    {t('shell.skip')}
  </button>
);
