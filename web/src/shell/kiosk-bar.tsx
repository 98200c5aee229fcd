import { useNavigate } from '@tanstack/react-router';
import { Minimize2 } from 'lucide-react';
import { useEffect } from 'react';
import { timeOfDay, weekdayAndDay } from '../lib/format.ts';
import { t } from '../lib/i18n.ts';
import { useServerNow } from '../lib/live/ticker.ts';
import { useShortcuts } from '../lib/use-shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { Mark } from '../ui/logo.tsx';
import { StaleBar } from './stale-bar.tsx';

/** A screen on a wall must not go dark; browsers give the lock back whenever the page is hidden. */
function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    const hold = (): void => {
      if (document.hidden || !('wakeLock' in navigator)) return;
      navigator.wakeLock.request('screen').then(
        (held) => {
          lock = held;
        },
        () => undefined, // Low on battery, or not allowed: then the screen does as it always does.
      );
    };
    hold();
    document.addEventListener('visibilitychange', hold);
    return () => {
      document.removeEventListener('visibilitychange', hold);
      void lock?.release();
    };
  }, []);
}

/** What stands above Now on a wall: the name, the time, and the way back. */
export function KioskBar() {
  const navigate = useNavigate();
  const now = useServerNow();
  const leave = (): void => void navigate({ to: '/', replace: true });
  useAwake();
  useShortcuts({ Escape: leave });
  return (
    <header className="sticky top-0 z-20 bg-bg">
      <div className="gutter mx-auto flex h-(--top-bar) max-w-[100rem] items-center gap-3">
        <Mark size={28} />
        <h1 className="text-page">{t('app.name')}</h1>
        <span className="flex-1" />
        <Button look="quiet" onPress={leave} className="kiosk-leave">
          <Minimize2 size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('kiosk.leave')}
        </Button>
        <p className="tabular flex items-baseline gap-3">
          <span className="text-body-l text-text-2">{weekdayAndDay(now)}</span>
          <span className="text-figure">{timeOfDay(now)}</span>
        </p>
      </div>
      <StaleBar />
    </header>
  );
}
