import type { SessionView } from '#contract/activity.ts';
import { megabits } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import type { Totals } from './totals.ts';

/** Where it plays: ` · Living room · Plex for Apple TV`, the server added when it must be told apart. */
export function playerWords(view: SessionView, isServerNamed: boolean): string {
  const parts = [view.player.title, view.player.product, isServerNamed ? view.server.name : null];
  return parts
    .filter((part, index) => part !== null && part !== '' && parts.indexOf(part) === index)
    .map((part) => t('separator') + part)
    .join('')
    .trimStart();
}

/** `3 streams · 1 transcode · 27.4 Mbps (LAN 4.1 / WAN 23.3)`, without parts that are none. */
export function totalsWords(sum: Totals): string {
  const all = sum.lanKbps + sum.wanKbps;
  const rate = t('now.rate', { all: megabits(all), lan: megabits(sum.lanKbps), wan: megabits(sum.wanKbps) });
  return [
    t('now.streams', { n: sum.streams }),
    sum.transcodes > 0 && t('now.transcodes', { n: sum.transcodes }),
    all > 0 && rate,
  ]
    .filter(Boolean)
    .join(t('separator'));
}
