import type { SessionView } from '#contract/activity.ts';
import { megabits } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import type { Totals } from './totals.ts';

/** Where it plays: `Living room · Plex for Apple TV`, the server added when it must be told apart. */
export function playerWords(view: SessionView, isServerNamed: boolean): string {
  const parts = [view.player.title, view.player.product, isServerNamed ? view.server.name : null];
  return parts
    .filter((part, index) => part !== null && part !== '' && parts.indexOf(part) === index)
    .join(t('separator'));
}

/** `3 streams · 1 transcode`, without what there is none of. */
export const streamsWords = (sum: Totals): string =>
  [t('now.streams', { n: sum.streams }), sum.transcodes > 0 && t('now.transcodes', { n: sum.transcodes })]
    .filter(Boolean)
    .join(t('separator'));

/** `27.4 Mbps (LAN 4.1 / WAN 23.3)`; null when nothing flows. */
export function rateWords({ lanKbps, wanKbps }: Totals): string | null {
  const all = lanKbps + wanKbps;
  if (all === 0) return null;
  return t('now.rate', { all: megabits(all), lan: megabits(lanKbps), wan: megabits(wanKbps) });
}
