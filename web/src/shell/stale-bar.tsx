import { WifiOff } from 'lucide-react';
import { exactTime } from '../lib/format.ts';
import { t } from '../lib/i18n.ts';
import { useLive } from '../lib/live/use-live.ts';

/** Says that what is shown is old, and from when. */
export function StaleBar() {
  const isStale = useLive((state) => state.isStale);
  const heardAt = useLive((state) => (state.isStale ? state.heardAtMs : 0));
  return (
    <div role="status">
      {isStale && (
        <p className="animate-fade flex items-center justify-center gap-2 bg-warn-fill px-4 py-1.5 text-body-s text-warn">
          <WifiOff size={16} strokeWidth={2} aria-hidden="true" />
          {heardAt > 0 ? t('stale.data', { time: exactTime(heardAt) }) : t('stale.none')}
        </p>
      )}
    </div>
  );
}
