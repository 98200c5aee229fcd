/** Where addresses are is asked of plex.tv, on behalf of the owner of the main server. */
import { liveMainServer, type ServerLinks } from '#catalogue/live-server.ts';
import type { Clock } from '#clock';
import type { Db } from '#db/pool.ts';
import type { Log } from '#log';
import { geoPlaceOf } from '#plex/parse-lookups.ts';
import type { PlexTv } from '#plex/plex-tv.ts';
import { createPlaceLookups, type Place, type PlaceLookups } from '#statistics/place-lookups.ts';

interface OpenPlaceLookupsDeps {
  readonly db: () => Db;
  readonly links: ServerLinks;
  readonly clock: Clock;
  readonly log: Log;
}

/** What it does not know it answers with an error, or with words that are no place. */
const UNKNOWN: readonly string[] = ['not_found', 'malformed'];

async function asked(plexTv: PlexTv, address: string): Promise<Place | 'unknown' | null> {
  const answer = await plexTv.ask(geoPlaceOf(address));
  if (!answer.ok) return UNKNOWN.includes(answer.reason) ? 'unknown' : null;
  const { city, region, country, code, latitude, longitude } = answer.value;
  return { city, region, country, countryCode: code, latitude, longitude };
}

export const openPlaceLookups = ({ db, links, clock, log }: OpenPlaceLookupsDeps): PlaceLookups =>
  createPlaceLookups({
    ...{ db, clock, log },
    async ask(address) {
      const server = await liveMainServer(db(), links);
      return server === null ? null : asked(server.plexTv, address);
    },
  });
