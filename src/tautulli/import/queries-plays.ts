/** From the staging area to plays and watch groups. */
import { sql } from 'drizzle-orm';
import type { ImportId, ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { isKept } from './queries-server.ts';
import { staged } from './queries-staging.ts';

/**
 * The watch group of each play, before ids are moved. A reference to a play of the same person that exists is kept;
 * plays that share a reference to one that is gone stay together under the first of them; the rest stand alone.
 */
export async function resolveReferences(db: Db | Tx): Promise<number> {
  await db.execute(sql`create unlogged table ${staged('group_of')} as
    with found as (select p.id, p.reference_id, p.plex_user_id, r.id is not null as is_known
      from ${staged('plays')} p left join ${staged('plays')} r on r.id = p.reference_id and r.plex_user_id = p.plex_user_id)
    select id, case when is_known then reference_id when coalesce(reference_id, 0) <= 0 then id
        else min(id) over (partition by is_known, reference_id, plex_user_id) end as group_id, not is_known as is_repaired
    from found`);
  await db.execute(sql`create index on ${staged('group_of')} (id)`);
  await db.execute(sql`analyze ${staged('group_of')}`);
  const { rows } = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from ${staged('group_of')} where is_repaired`,
  );
  return rows[0]?.n ?? 0;
}

/**
 * From here on nobody else records a play until the import is over: two would give out the same ids. Whoever records
 * takes a person first and a number then, so people are taken first here too; new ones wait at the tables. Reading, and
 * keeping track of who plays, go on.
 */
export async function lockHistory(tx: Tx): Promise<void> {
  await tx.execute(sql`select from users order by id for no key update`);
  await tx.execute(sql`lock table watch_groups, plays in share row exclusive mode`);
}

/** Plays recorded here after the file's last one are set aside, then everything of the server's history goes. */
export async function clearHistory(tx: Tx, serverId: ServerId, lastPlayAt: Date | null): Promise<number> {
  await tx.execute(sql`create unlogged table ${staged('kept')} as
    select * from plays where ${isKept(serverId, lastPlayAt)}`);
  const { rowCount } = await tx.execute(sql`delete from plays where server_id = ${serverId}`);
  await tx.execute(sql`delete from watch_groups where server_id = ${serverId}`);
  return rowCount ?? 0;
}

/**
 * What is added to the ids of the file's plays: nothing, unless plays of other servers have some of them already; then
 * all of them move behind the last one, so that their order stays.
 */
export async function offsetOfPlays(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ offset: number }>(sql`select case
      when exists (select from plays where id between (select min(id) from ${staged('plays')}) and (select max(id) from ${staged('plays')}))
      then (select max(id) from plays) else 0 end as offset`);
  return rows[0]?.offset ?? 0;
}

/** A rating key as an old row shows it: a number where it is one, else text; "" for none. */
const shownKey = (column: string): string =>
  `case when ${column} is null then '""' when ${column} ~ '^(0|[1-9][0-9]{0,14})$' then to_jsonb(${column}::bigint) else to_jsonb(${column}) end`;

const ownKey = (name: string): string => `coalesce(p.odd_keys -> '${name}', ${shownKey(`p.${name}`)})`;
const itemKey = (name: string): string => `coalesce(i.odd_keys -> '${name}', ${shownKey(`i.${name}`)})`;
const KEYS = ['rating_key', 'parent_rating_key', 'grandparent_rating_key'];
const ofPlay = (alias: string): string => KEYS.map((name) => `${alias}.${name}`).join(', ');

/** What the old rows of a play said that its description does not say; the play's own word comes last. */
const KEPT: readonly string[] = [
  `case when i.media_type <> p.media_type then jsonb_build_object('media_type', p.media_type) else '{}' end`,
  `case when sp.rating_key is distinct from coalesce(i.rating_key, p.rating_key) and sp.rating_key is not null
    then jsonb_build_object('media_info.rating_key', ${shownKey('sp.rating_key')}) else '{}' end`,
  `case when i.no is null then coalesce(p.odd_keys, '{}')
    when p.odd_keys is null and i.odd_keys is null and (${ofPlay('p')}) is not distinct from (${ofPlay('i')}) then '{}'
    else (select coalesce(jsonb_object_agg(k.name, k.own) filter (where k.own <> k.shown), '{}')
      from (values ${KEYS.map((name) => `('${name}', ${ownKey(name)}, ${itemKey(name)})`).join(', ')}) k (name, own, shown)) end`,
  `coalesce(sp.kept, '{}')`,
  `case when p.user_name is null then '{"user": null}'::jsonb else '{}' end`,
  `coalesce(p.imported_values, '{}')`,
];

/** Columns of `plays`, each with where it comes from: p the play, i its item, u its person ... */
const PLAY: Readonly<Record<string, string>> = {
  user_id: 'u.id',
  item_snapshot_id: 'coalesce(i.snapshot_id, io.snapshot_id)',
  stream_snapshot_id: 'coalesce(s.stream_id, so.stream_id)',
  player_id: 'pl.player_id',
  library_id: 'l.library_id',
  is_live: 'coalesce(i.is_live, false)',
  started_at: 'p.started_at',
  stopped_at: 'p.stopped_at',
  watched_ms: 'p.watched_ms',
  paused_ms: 'p.paused_ms',
  view_offset_ms: 'p.view_offset_ms::int',
  duration_ms: 'd.duration_ms::int',
  percent_complete: `case when i.is_live then 100
      when coalesce(d.duration_ms, 0) = 0 or coalesce(p.view_offset_ms, 0) = 0 then 0
      else least(round(p.view_offset_ms::float8 / d.duration_ms * 100), 2147483647)::int end`,
  ip_address: 'p.ip_address',
  location: 'p.location',
  is_relayed: 'p.is_relayed',
  is_secure: 'p.is_secure',
  bandwidth_kbps: 'p.bandwidth_kbps',
  user_name: 'case when p.user_name is distinct from u.username then p.user_name end',
  anomalies: 'p.anomalies',
  imported_values: `nullif(${KEPT.join(' || ')}, '{}')`,
};

/** The plays as they will be stored, with those that were set aside. */
export async function buildPlays(tx: Tx, serverId: ServerId, importId: ImportId, offset: number): Promise<void> {
  const columns = sql.raw(Object.keys(PLAY).join(', '));
  const values = sql.raw(Object.values(PLAY).join(', '));
  await tx.execute(sql`create unlogged table ${staged('final_plays')} (like plays)`);
  await tx.execute(sql`insert into ${staged('final_plays')} (id, server_id, watch_group_id, import_id, ${columns})
    select p.id + ${offset}, ${serverId}, g.group_id + ${offset}, ${importId}, ${values}
    from ${staged('plays')} p
      join ${staged('group_of')} g on g.id = p.id
      join users u on u.plex_user_id = p.plex_user_id
      left join ${staged('player_map')} pl on pl.no = p.player_no
      left join ${staged('item_of_play')} ip on ip.id = p.id
      left join ${staged('item_map')} i on i.no = ip.no
      left join ${staged('item_orphan_map')} io on i.no is null and io.rating_key is not distinct from p.rating_key and io.media_type = p.media_type
      left join ${staged('stream_of_play')} sp on sp.id = p.id
      left join ${staged('stream_map')} s on s.no = sp.no
      left join ${staged('stream_orphan_map')} so on s.no is null and so.quality_profile is not distinct from p.quality_profile
      left join ${staged('section_map')} l on l.section_id = coalesce(p.section_id, ip.section_id)
      cross join lateral (select case when sp.id is null then i.duration_ms else sp.duration_ms end as duration_ms) d`);
  await addKept(tx);
}

/** Plays that were set aside come behind the file's; a group that lost its first play is called after the next. */
async function addKept(tx: Tx): Promise<void> {
  await tx.execute(sql`create unlogged table ${staged('kept_ids')} as
    select k.id as old_id, k.watch_group_id as old_group, case when exists (select from ${staged('final_plays')} f join ${staged('kept')} x on x.id = f.id)
        or exists (select from ${staged('kept')} x where x.id <= (select max(id) from ${staged('final_plays')}))
      then greatest((select max(id) from ${staged('final_plays')}), (select max(id) from plays)) + row_number() over (order by k.id)
      else k.id end as new_id
    from ${staged('kept')} k`);
  await tx.execute(sql`update ${staged('kept')} k set id = n.new_id, watch_group_id = n.new_group
    from (select old_id, new_id, min(new_id) over (partition by old_group) as new_group from ${staged('kept_ids')}) n
    where n.old_id = k.id`);
  await tx.execute(sql`insert into ${staged('final_plays')} select * from ${staged('kept')}`);
  await tx.execute(sql`analyze ${staged('final_plays')}`);
}

/** The furthest play is found by this; nothing known counts as barely begun, or as one millisecond long (API notes 9.3). */
const EXACT_PERCENT = sql.raw(
  'coalesce(view_offset_ms::float8, 0.1) / nullif(coalesce(duration_ms::float8, 1), 0) * 100',
);

/** Groups are rebuilt from their plays; `recordPlay` keeps the same columns true one play at a time. */
export async function insertGroupsAndPlays(tx: Tx): Promise<void> {
  await tx.execute(sql`insert into watch_groups (id, server_id, user_id, item_id, latest_play_id, best_play_id,
      play_count, started_at, last_started_at, stopped_at, watched_ms, paused_ms, percent_complete)
    select watch_group_id, (array_agg(server_id))[1], (array_agg(user_id order by p.id desc))[1], (array_agg(n.item_id order by p.id desc))[1],
      max(p.id), (array_agg(p.id order by exact desc nulls last, case when exact is null then -p.id else p.id end))[1],
      count(*), min(started_at), max(started_at), max(stopped_at), sum(watched_ms), sum(paused_ms), max(percent_complete)
    from (select *, ${EXACT_PERCENT} as exact from ${staged('final_plays')}) p join item_snapshots n on n.id = p.item_snapshot_id
    group by watch_group_id order by watch_group_id`);
  await tx.execute(sql`insert into plays select * from ${staged('final_plays')} order by id`);
}

/** The index knows the ends of new pages after the next clean-up; nobody should have to wait for that. */
export async function summarizeEnds(tx: Tx): Promise<void> {
  await tx.execute(sql`select brin_summarize_new_values('ix_plays_stopped_at')`);
}
