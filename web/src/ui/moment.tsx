import { ago, fullMoment } from '../lib/format.ts';
import { useServerNow } from '../lib/live/ticker.ts';

/** A moment: relative under 24 hours, the whole of it on hover. */
export function Moment({ at, className }: { readonly at: string; readonly className?: string }) {
  const now = useServerNow();
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={fullMoment(time)} className={className}>
      {ago(time, now)}
    </time>
  );
}
