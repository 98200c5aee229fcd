/** SQL of the addresses a person was seen at. */
import { sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import { filtered, joinsOf, PLAYS_SOURCE, type TablePlan } from './queries-table.ts';
import type { AddressRow } from './table-cache.ts';

/** All addresses that match, in order; they are few. People whom no list knows have none. */
export async function addressesOf(db: Db, { where, search, order, orderParts }: TablePlan): Promise<AddressRow[]> {
  const parts = new Set([...orderParts, ...(search?.parts ?? [])]);
  const { rows } = await db.execute<{ id: number; first: number; last: number; n: number }>(sql`
    select id::int, first::bigint, last::bigint, n::int from (
      select g.key as id, extract(epoch from g.started_at) * 1000 as first, extract(epoch from g.last_started_at) * 1000 as last,
        g.play_count as n, ${order.values}
      from (select best_id as key, a.* from (
          select (array_agg(r.id order by r.started_at desc, r.id))[1] as best_id, min(r.started_at) as started_at,
            max(r.started_at) as last_started_at, count(*) as play_count
          from (${filtered(PLAYS_SOURCE, where, sql`true`)}) r
          group by r.ip_address, r.imported_values -> 'ip_address') a) g
        join ${PLAYS_SOURCE} x on x.id = g.key${joinsOf(parts)}
        join users u on u.id = x.user_id and not u.is_placeholder
      where ${search?.condition ?? sql`true`}) t
    order by ${order.by}`);
  return rows.map(({ id, first, last, n }) => ({
    latestPlayId: id,
    firstSeenAt: new Date(first),
    lastSeenAt: new Date(last),
    playCount: n,
  }));
}
