/** SQL of the addresses a person was seen at. */
import { sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import type { TableQuery } from './play-filter.ts';
import { filtered } from './queries-table.ts';
import { tableOrder, tableSearch } from './queries-table-columns.ts';
import { PLAYS_SOURCE } from './queries-table-source.ts';

/** An address with its newest play; among equals the first. */
export interface AddressRow {
  readonly latestPlayId: number;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly playCount: number;
}

/** All addresses that match, in order; they are few. People whom no list knows have none. */
export async function addressesOf(db: Db, query: Omit<TableQuery, 'unit' | 'isLiveIncluded'>): Promise<AddressRow[]> {
  const { values, by } = tableOrder(query.order);
  const search = tableSearch(query.search, query.searchIn);
  const { rows } = await db.execute<{ id: number; first: number; last: number; n: number }>(sql`
    select id::int, first::bigint, last::bigint, n::int from (
      select g.key as id, extract(epoch from g.started_at) * 1000 as first, extract(epoch from g.last_started_at) * 1000 as last,
        g.play_count as n, ${values}
      from (select (array_agg(r.id order by r.started_at desc, r.id))[1] as key, min(r.started_at) as started_at,
            max(r.started_at) as last_started_at, count(*) as play_count
          from (${filtered('plays', query.filter, query.timeZone)}) r
          group by r.ip_address, r.imported_values -> 'ip_address') g
        join ${PLAYS_SOURCE} x on x.id = g.key
        join item_snapshots i on i.id = x.item_snapshot_id
        join stream_snapshots s on s.id = x.stream_snapshot_id
        join players d on d.id = x.player_id
        join users u on u.id = x.user_id and not u.is_placeholder
      where ${search ?? sql`true`}) t
    order by ${by}`);
  return rows.map(({ id, first, last, n }) => ({
    latestPlayId: id,
    firstSeenAt: new Date(first),
    lastSeenAt: new Date(last),
    playCount: n,
  }));
}
