/** SQL of outages and of the places of addresses. */
import { and, asc, eq, gte, isNull, lt, or, sql } from 'drizzle-orm';
import { type Db, inTransaction } from '#db/pool.ts';
import { addressPlaces, serverGaps, servers } from '#db/schema/index.ts';

/** Gaps that reach into a time, the first first. */
export const gapsBetween = (db: Db, from: Date, until: Date) =>
  db
    .select({
      id: serverGaps.id,
      serverId: serverGaps.serverId,
      serverName: servers.name,
      startedAt: serverGaps.startedAt,
      endedAt: serverGaps.endedAt,
      reason: serverGaps.reason,
    })
    .from(serverGaps)
    .innerJoin(servers, eq(servers.id, serverGaps.serverId))
    .where(and(lt(serverGaps.startedAt, until), or(isNull(serverGaps.endedAt), gte(serverGaps.endedAt, from))))
    .orderBy(asc(serverGaps.startedAt), asc(serverGaps.id));

export interface AddressRow extends Record<string, unknown> {
  readonly play_id: number;
  /** Null for a play without one. */
  readonly address: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
  readonly country_code: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Epoch milliseconds; null when it never was. */
  readonly looked_up_ms: number | null;
}

/** The addresses of these plays with what is known of them, in no order. */
export async function addressesOfPlays(db: Db, ids: readonly number[]): Promise<AddressRow[]> {
  const { rows } = await db.execute<AddressRow & Record<string, unknown>>(sql`
    select p.id as play_id, host(p.ip_address) as address, a.city, a.region, a.country, a.country_code, a.latitude,
      a.longitude, (extract(epoch from a.looked_up_at) * 1000)::float8 as looked_up_ms
    from plays p left join address_places a on a.ip_address = p.ip_address
    where p.id = any(${sql.param(ids)}::int[])`);
  return rows;
}

type PlaceValues = Omit<typeof addressPlaces.$inferInsert, 'ipAddress'>;

/** Remembers where an address is. */
export async function savePlace(db: Db, ipAddress: string, values: PlaceValues): Promise<void> {
  await inTransaction(db, (tx) =>
    tx
      .insert(addressPlaces)
      .values({ ipAddress, ...values })
      .onConflictDoUpdate({ target: addressPlaces.ipAddress, set: values }),
  );
}
