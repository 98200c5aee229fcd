/** From where in the world something was played, for the native API. */
import { kindOfAddress } from '#config/network-addresses.ts';
import type { Places, PlacesQuery } from '#contract/statistics-network.ts';
import type { PlayColumns } from '#history/blocks/columns.ts';
import { Numbering } from '#history/blocks/numbering.ts';
import { isoOf, isoOfColumn, periodOf, playsOfPeriod, type StatisticsDeps } from './native-narrowed.ts';
import type { PlaceLookups } from './place-lookups.ts';
import { type AddressRow, addressesOfPlays } from './queries-network.ts';
import { shownAmounts, type Tally, tallyOf } from './tally.ts';
import { viewingsOf } from './viewings.ts';

export interface PlacesDeps extends StatisticsDeps {
  readonly lookups: Pick<PlaceLookups, 'want'>;
}

const [HOME, UNKNOWN, PENDING, FIRST_PLACE] = [0, 1, 2, 3];
/** Places move; people move more often. */
const HOLDS_MS = 90 * 86_400_000;

type Where = Pick<AddressRow, 'city' | 'region' | 'country' | 'country_code'> & {
  readonly latitude: number;
  readonly longitude: number;
};

/** The addresses of the plays, each with the index of one of them. */
function addressesIn({ addresses, ids }: PlayColumns, chosen: Int32Array) {
  const numbering = new Numbering(256);
  const samples: number[] = [];
  for (let at = 0; at < chosen.length; at++) {
    const index = chosen[at] ?? 0;
    if (numbering.numberOf(addresses[index] ?? 0) === samples.length) samples.push(ids[index] ?? 0);
  }
  return { numberOf: (index: number) => numbering.numberOf(addresses[index] ?? 0), samples };
}

/** What each address counts under, and what those that are places are. */
function sorted(rows: readonly AddressRow[], pending: ReadonlySet<string>) {
  const places: Where[] = [];
  const numbers = new Map<string, number>();
  const keyOf = (row: AddressRow): number => {
    const { address, latitude, longitude } = row;
    if (address === null) return UNKNOWN;
    if (kindOfAddress(address) !== 'public') return HOME;
    if (latitude === null || longitude === null) return pending.has(address) ? PENDING : UNKNOWN;
    const name = JSON.stringify([row.country_code, row.region, row.city, latitude, longitude]);
    const known = numbers.get(name);
    if (known !== undefined) return known;
    places.push({ ...row, latitude, longitude });
    numbers.set(name, FIRST_PLACE + places.length - 1);
    return FIRST_PLACE + places.length - 1;
  };
  return { keys: new Map(rows.map((row) => [row.play_id, keyOf(row)])), places };
}

const isWanted = ({ address, looked_up_ms }: AddressRow, now: number): boolean =>
  address !== null && kindOfAddress(address) === 'public' && (looked_up_ms === null || now - looked_up_ms > HOLDS_MS);

/**
 * Where plays came from, the most watched first. Addresses of which it is not known yet are looked up afterwards.
 * @throws Problem `invalid` for a filter that contradicts itself.
 */
export async function places(deps: PlacesDeps, query: PlacesQuery): Promise<Places> {
  const { db, context, settings, lookups } = deps;
  const period = periodOf(query, context);
  const { plays, chosen } = await playsOfPeriod(deps, query, period, [
    'watchGroups',
    'watchedMs',
    'users',
    'addresses',
  ]);
  const { numberOf, samples } = addressesIn(plays, chosen);
  const rows = await addressesOfPlays(db, samples);
  const wanted = rows.flatMap((row) => (row.address !== null && isWanted(row, context.now) ? [row.address] : []));
  const { keys, places: found } = sorted(rows, wanted.length === 0 ? new Set() : lookups.want(wanted));
  const byAddress = samples.map((playId) => keys.get(playId) ?? UNKNOWN);
  const addresses = new Map<number, number>();
  for (const key of byAddress) addresses.set(key, (addresses.get(key) ?? 0) + 1);
  const viewings = viewingsOf(plays, chosen, settings.groupHistory ? 'group' : 'play');
  const tallies = tallyOf(
    { plays, viewings, finished: null, countsPeople: true },
    (index) => byAddress[numberOf(index)] ?? UNKNOWN,
  );
  const byKey = new Map(tallies.map((tally) => [tally.key, tally]));
  const amounts = (key: number) => amountsOf(plays, byKey.get(key), addresses.get(key) ?? 0);
  return {
    from: isoOf(period.fromMs),
    until: isoOf(period.untilMs),
    places: found
      .map(({ city, region, country, country_code: code, latitude, longitude }, at) => ({
        ...{ city, region, country, code, latitude, longitude },
        ...amounts(FIRST_PLACE + at),
      }))
      .sort((a, b) => b.watchedMs - a.watchedMs || b.plays - a.plays),
    home: amounts(HOME),
    unknown: amounts(UNKNOWN),
    pending: amounts(PENDING),
  };
}

function amountsOf(plays: PlayColumns, tally: Tally | undefined, addresses: number): Places['home'] {
  if (tally === undefined) return { plays: 0, watchedMs: 0, people: 0, addresses, lastPlayedAt: null };
  const { plays: count, watchedMs, people } = shownAmounts(tally);
  const lastPlayedAt = isoOfColumn(plays.startedS[tally.shown] ?? 0);
  return { plays: count, watchedMs, people, addresses, lastPlayedAt };
}
