/** Does the target say what the source said? Runs inside the transaction of the switch. */
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ImportId, ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { staged } from './queries-staging.ts';
import type { ChecksumReport } from './types.ts';

const Sums = z.array(z.object({ name: z.string(), source: z.string().nullable(), target: z.string().nullable() }));

/** Totals of the key columns: as the rows were read, and as they are stored. */
export async function compareSums(tx: Tx, importId: ImportId, offset: number): Promise<ChecksumReport[]> {
  const { rows } = await tx.execute(sql`with stored as (
      select count(*)::numeric as plays, sum(p.id - ${offset}::bigint) as ids,
        sum(u.plex_user_id) as users, sum(extract(epoch from started_at))::numeric(30, 0) as started, sum(extract(epoch from stopped_at))::numeric(30, 0) as stopped,
        (sum(paused_ms) / 1000)::numeric(30, 0) as paused
      from plays p join users u on u.id = p.user_id where p.import_id = ${importId}),
    target (name, value) as (select 'plays', plays from stored union all select 'plays.id', ids from stored
      union all select 'plays.user_id', users from stored union all select 'plays.started', started from stored
      union all select 'plays.stopped', stopped from stored union all select 'plays.paused_counter', paused from stored)
    select s.name, s.value::text as source, coalesce(t.value, 0)::text as target
    from ${staged('source_sums')} s left join target t on t.name = s.name order by 1`);
  return Sums.parse(rows).map(({ name, source, target }) => ({
    name,
    source: source ?? '',
    target: target ?? '',
    isEqual: source === target,
  }));
}

const Count = z.tuple([z.object({ n: z.number() })]);

async function count(tx: Db | Tx, statement: ReturnType<typeof sql>): Promise<number> {
  const [{ n }] = Count.parse((await tx.execute(statement)).rows);
  return n;
}

/** People and months whose number of plays or watched time differs between what was read and what is stored. */
export const differingMonths = (tx: Tx, importId: ImportId): Promise<number> =>
  count(
    tx,
    sql`with source as (select plex_user_id, date_trunc('month', started_at, 'UTC') as month, count(*) as plays, sum(watched_ms) as watched
        from ${staged('plays')} group by 1, 2),
      target as (select u.plex_user_id, date_trunc('month', p.started_at, 'UTC') as month, count(*) as plays, sum(p.watched_ms) as watched
        from plays p join users u on u.id = p.user_id where p.import_id = ${importId} group by 1, 2)
      select count(*)::int as n from source s full join target t using (plex_user_id, month)
      where s.plays is distinct from t.plays or s.watched is distinct from t.watched`,
  );

/** Groups of the server whose totals are not those of their plays. */
export const brokenGroups = (tx: Tx, serverId: ServerId): Promise<number> =>
  count(
    tx,
    sql`with made as (select watch_group_id as id, count(*) as plays, sum(watched_ms) as watched from plays where server_id = ${serverId} group by 1)
      select count(*)::int as n from watch_groups g full join made m on m.id = g.id
      where coalesce(g.server_id, ${serverId}) = ${serverId} and (g.play_count is distinct from m.plays or g.watched_ms is distinct from m.watched)`,
  );

/** Descriptions whose play is gone: they have nothing to describe. */
export async function countOrphans(tx: Db | Tx): Promise<{ readonly items: number; readonly streams: number }> {
  const orphans = (table: string) =>
    count(
      tx,
      sql`select count(*)::int as n from ${staged(table)} o where not exists (select from ${staged('plays')} p where p.id = o.id)`,
    );
  return { items: await orphans('item_of_play'), streams: await orphans('stream_of_play') };
}

/** Plays that came without a description. */
export async function countUndescribed(tx: Db | Tx): Promise<{ readonly items: number; readonly streams: number }> {
  const missing = (table: string) =>
    count(
      tx,
      sql`select count(*)::int as n from ${staged('plays')} p where not exists (select from ${staged(table)} o where o.id = p.id)`,
    );
  return { items: await missing('item_of_play'), streams: await missing('stream_of_play') };
}
