import { useMemo } from 'react';
import type { Outages } from '#contract/statistics-network.ts';
import { clock } from '../../lib/clock.ts';
import { since } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import type { Band, Bucket } from '../../ui/charts/types.ts';
import { dayOf } from '../filter/range.ts';
import { gapWords } from '../statistics-network/bandwidth.ts';
import { weekOf } from './buckets.ts';
import type { StatsScale } from './search.ts';
import { type Stats, timeParams, useAnswer } from './use-stats.ts';

/** A shorter time away is not worth a mark. */
const SHORTEST_MS = 900_000;

const KEY_OF: Readonly<Record<StatsScale, (day: string) => string>> = {
  day: (day) => day,
  week: (day) => weekOf(day),
  month: (day) => day.slice(0, 7),
};

/** Marks for the times in which servers could not be heard. Pure. */
export function gapBands(
  outages: Outages['outages'],
  buckets: readonly Bucket[],
  scale: StatsScale,
  now: number,
  wordsOf: (outage: Outages['outages'][number]) => string,
): Band[] {
  const bands = new Map<string, Band>();
  const places = new Map(buckets.map(({ key }, place) => [key, place]));
  for (const outage of outages) {
    const { from, until, lengthMs } = outage;
    if (lengthMs < SHORTEST_MS) continue;
    const end = until === null ? now : Date.parse(until);
    const first = places.get(KEY_OF[scale](dayOf(Date.parse(from)))) ?? 0;
    const last = places.get(KEY_OF[scale](dayOf(end))) ?? buckets.length - 1;
    const place = `${first} ${last}`;
    if (!bands.has(place)) bands.set(place, { kind: 'gap', from: first, to: last, words: wordsOf(outage) });
  }
  return [...bands.values()];
}

function words(outage: Outages['outages'][number]): string {
  const { from, until } = outage;
  const now = clock.now();
  const end = until === null ? now : Date.parse(until);
  return t('stats.gap', { what: gapWords(outage), from: since(Date.parse(from), now), to: since(end, now) });
}

/** When plays may be missing, as marks along a chart. */
export function useGaps(stats: Stats, buckets: readonly Bucket[], scale: StatsScale): readonly Band[] {
  const { server } = stats.filter;
  const query = useAnswer<Outages>('outages', {
    ...timeParams(stats.span),
    ...(server !== undefined && { server }),
  });
  const outages = query.data?.outages;
  return useMemo(
    () => (outages && buckets.length > 0 ? gapBands(outages, buckets, scale, clock.now(), words) : []),
    [outages, buckets, scale],
  );
}
