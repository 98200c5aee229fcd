import { WifiOff } from 'lucide-react';
import { clock } from '../lib/clock.ts';
import { exactTime, since } from '../lib/format.ts';
import { t } from '../lib/i18n.ts';
import { useLive } from '../lib/live/use-live.ts';
import { useOfflineSince } from '../lib/offline.ts';

/** Says that what is shown is old, and from when. */
export function StaleBar() {
  const isStale = useLive((state) => state.isStale);
  const heardAt = useLive((state) => (state.isStale ? state.heardAtMs : 0));
  const offlineAt = useOfflineSince();
  return (
    <div role="status">
      {(isStale || offlineAt !== null) && (
        <p className="animate-fade flex items-center justify-center gap-2 bg-warn-fill px-4 py-1.5 text-body-s text-warn">
          <WifiOff size={16} strokeWidth={2} aria-hidden="true" />
          {offlineAt !== null
            ? t('stale.offline', { when: since(offlineAt, clock.now()) })
            : heardAt > 0
              ? t('stale.data', { time: exactTime(heardAt) })
              : t('stale.none')}
        </p>
      )}
    </div>
  );
}
