/** Places as the API tells them -> what the map and the list show. */
import type { Places } from '#contract/statistics-network.ts';
import { duration } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { countryName } from '../people/place.ts';

type Place = Places['places'][number];

const HOUR_MS = 3_600_000;

export interface PlaceLine {
  readonly key: string;
  readonly name: string;
  readonly detail: string;
  readonly hours: number;
  /** Degrees; null for what is nowhere on the map. */
  readonly at: { readonly latitude: number; readonly longitude: number } | null;
}

export const placeName = ({
  city,
  region,
  country,
  code,
}: Pick<Place, 'city' | 'region' | 'country' | 'code'>): string =>
  [city ?? region, countryName(code, country)].filter((word) => word !== null).join(', ') || t('map.unknown');

const detailOf = ({ plays, people }: Places['home']): string =>
  t('map.detail', { plays: t('map.plays', { n: plays }), people: t('map.people', { n: people }) });

/** Hours with two digits, so that little is not nothing. */
const hoursOf = (ms: number): number => Math.round((ms / HOUR_MS) * 100) / 100;

/** Everything by watch time: the places, the home network, and what nobody knows. */
export function placeLines({ places, home, unknown, pending }: Places): PlaceLine[] {
  const found = places.map((place, index) => ({
    key: String(index),
    name: placeName(place),
    detail: detailOf(place),
    hours: hoursOf(place.watchedMs),
    at: { latitude: place.latitude, longitude: place.longitude },
  }));
  const others = (
    [
      ['home', home],
      ['unknown', unknown],
      ['pending', pending],
    ] as const
  ).flatMap(([key, sum]) =>
    sum.plays === 0
      ? []
      : [{ key, name: t(`map.${key}`), detail: detailOf(sum), hours: hoursOf(sum.watchedMs), at: null }],
  );
  return [...found, ...others].sort((a, b) => b.hours - a.hours);
}

export const hoursWords = (hours: number): string => duration(hours * HOUR_MS);

/** A sentence with the answer. */
export function mapTitle({ places, home, pending, unknown }: Places): string {
  const [first] = places;
  if (first) return t('map.title', { place: placeName(first), time: duration(first.watchedMs) });
  if (pending.plays > 0) return t('map.pending');
  if (unknown.plays > 0) return t('map.unknown');
  return home.plays > 0 ? t('map.titleHome') : t('stats.none');
}
