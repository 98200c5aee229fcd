import { ago, DAY, timeOfDay } from '../../lib/format.ts';
import { useServerNow } from '../../lib/live/ticker.ts';

interface Props {
  readonly at: string;
  readonly className?: string;
  /** No day stands above it. */
  readonly isDated?: boolean;
}

/** When a play ended: relative under 24 hours, then its time, because the day stands above; the row shows the whole moment on hover. */
export function RowTime({ at, className, isDated = false }: Props) {
  const now = useServerNow();
  const moment = Date.parse(at);
  return (
    <time dateTime={at} className={className}>
      {isDated || now - moment < DAY ? ago(moment, now) : timeOfDay(moment)}
    </time>
  );
}
