import { ago, DAY, timeOfDay } from '../../lib/format.ts';
import { useServerNow } from '../../lib/live/ticker.ts';

/** When a play ended: relative under 24 hours, then its time, because the day stands above; the row shows the whole moment on hover. */
export function RowTime({ at, className }: { readonly at: string; readonly className?: string }) {
  const now = useServerNow();
  const time = Date.parse(at);
  return (
    <time dateTime={at} className={className}>
      {now - time < DAY ? ago(time, now) : timeOfDay(time)}
    </time>
  );
}
