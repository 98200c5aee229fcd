import type { AddressRow } from '#contract/people.ts';
import { formatLocale, t } from '../../lib/i18n.ts';

type Placed = Pick<AddressRow, 'place' | 'location'>;

/** The name of a country in the person's language; what it is called at the source when that is not known. */
export function countryName(code: string | null, name: string | null): string | null {
  if (code === null || !/^[A-Z]{2}$/.test(code)) return name;
  return new Intl.DisplayNames(formatLocale(), { type: 'region', fallback: 'none' }).of(code) ?? name;
}

/** Where an address is, in words. */
export function placeWords({ place, location }: Placed): string {
  if (location === 'lan') return t('addresses.atHome');
  if (place === null) return t('addresses.unknownPlace');
  const words = [place.city ?? place.region, countryName(place.countryCode, place.country)];
  return words.filter((word) => word !== null).join(', ') || t('addresses.unknownPlace');
}
