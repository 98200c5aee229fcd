/** SQL of where addresses are, as far as it was looked up. */
import { sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import { addressPlaces } from '#db/schema/index.ts';

/** A place; every part may be unknown. */
export interface KnownPlace {
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
  readonly countryCode: string | null;
}

/** The places of those addresses of which one is known. */
export async function placesOf(db: Db, addresses: readonly string[]): Promise<ReadonlyMap<string, KnownPlace>> {
  if (addresses.length === 0) return new Map();
  const rows = await db
    .select({
      address: sql<string>`host(${addressPlaces.ipAddress})`,
      city: addressPlaces.city,
      region: addressPlaces.region,
      country: addressPlaces.country,
      countryCode: addressPlaces.countryCode,
    })
    .from(addressPlaces)
    .where(sql`${addressPlaces.ipAddress} = any(${sql.param([...addresses])}::inet[])
      and coalesce(${addressPlaces.city}, ${addressPlaces.region}, ${addressPlaces.country}) is not null`);
  return new Map(rows.map(({ address, ...place }) => [address, place]));
}
