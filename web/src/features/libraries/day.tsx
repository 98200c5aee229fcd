import { ago, DAY, fullMoment, shortDay } from '../../lib/format.ts';
import { useServerNow } from '../../lib/live/ticker.ts';

/** A moment that may be years ago: relative under 24 hours, then the day with its year; the whole of it on hover. */
export function Day({ at }: { readonly at: string }) {
  const now = useServerNow();
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={fullMoment(time)} className="truncate text-text-2">
      {now - time < DAY ? ago(time, now) : shortDay(time)}
    </time>
  );
}
