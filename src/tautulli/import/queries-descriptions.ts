/** From the staging area to items, snapshots, streams and players: distinct descriptions, found again by their digest. */
import { type SQL, sql } from 'drizzle-orm';
import type { ServerId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { ITEM_STAGE } from './loads/items.ts';
import { PLAYER_STAGE } from './loads/plays.ts';
import { STREAM_STAGE } from './loads/streams.ts';
import { staged } from './queries-staging.ts';
import type { StageTable } from './source/load.ts';

const OWN = new Set(['no', 'identity', 'hash', 'base_hash']);

const ITEM_KEYS = sql.raw(`array['rating_key', 'parent_rating_key', 'grandparent_rating_key']`);

/** The columns a staging table shares with our model. */
const shared = (stage: StageTable, prefix = ''): SQL =>
  sql.raw(
    Object.keys(stage.columns)
      .filter((name) => !OWN.has(name))
      .map((name) => `${prefix}"${name}"`)
      .join(', '),
  );

/** Items by identity, so that a reused rating key does not merge two; then one snapshot per distinct description. */
export async function transformItems(tx: Tx, serverId: ServerId): Promise<void> {
  await tx.execute(sql`insert into items (server_id, identity, media_type)
    select ${serverId}::int, identity, (array_agg(media_type order by no))[1] from ${staged('items')} group by identity order by min(no)
    on conflict (server_id, identity) do nothing`);
  // The planner would still take the table for an empty one, and join it row by row.
  await tx.execute(sql`analyze items`);
  await tx.execute(sql`insert into item_snapshots (item_id, hash, base_hash, ${shared(ITEM_STAGE)})
    select i.id, s.hash, s.base_hash, ${shared(ITEM_STAGE, 's.')}
    from ${staged('items')} s join items i on i.server_id = ${serverId} and i.identity = s.identity order by s.no
    on conflict (item_id, hash) do nothing`);
  await tx.execute(sql`analyze item_snapshots`);
  await tx.execute(sql`create unlogged table ${staged('item_map')} as
    select s.no, i.id as item_id, n.id as snapshot_id, s.is_live, s.media_type, s.duration_ms,
      s.rating_key, s.parent_rating_key, s.grandparent_rating_key,
      case when s.imported_values ?| ${ITEM_KEYS} then s.imported_values end as odd_keys
    from ${staged('items')} s join items i on i.server_id = ${serverId} and i.identity = s.identity
      join item_snapshots n on n.item_id = i.id and n.hash = s.hash`);
  await tx.execute(sql`analyze ${staged('item_map')}`);
}

/**
 * Plays without a description: they get a blank one, of the item that had the same rating key in the nearest play if
 * there is any, else of an item that is known by this key only.
 */
export async function addMissingItems(tx: Tx, serverId: ServerId): Promise<number> {
  const orphans = sql`select distinct on (p.rating_key, p.media_type) p.rating_key, p.parent_rating_key, p.grandparent_rating_key, p.media_type
    from ${staged('plays')} p left join ${staged('item_of_play')} i on i.id = p.id
      left join ${staged('item_map')} m on m.no = i.no where m.no is null
    order by p.rating_key, p.media_type, p.id`;
  await tx.execute(sql`create unlogged table ${staged('item_orphans')} as
    select o.*, m.item_id,
      'none:unknown:' || o.media_type || ':' || coalesce(o.rating_key, '') as identity,
      substring(sha256(convert_to(concat_ws('/', 'unknown', o.media_type, o.rating_key, o.parent_rating_key, o.grandparent_rating_key), 'UTF8')) from 1 for 16) as hash
    from (${orphans}) o left join lateral (select item_id from ${staged('item_map')} m
      where m.rating_key = o.rating_key and m.media_type = o.media_type order by no desc limit 1) m on true`);
  await tx.execute(sql`insert into items (server_id, identity, media_type)
    select ${serverId}::int, identity, media_type from ${staged('item_orphans')} where item_id is null
    on conflict (server_id, identity) do nothing`);
  await tx.execute(sql`update ${staged('item_orphans')} o set item_id = i.id from items i
    where o.item_id is null and i.server_id = ${serverId} and i.identity = o.identity`);
  await tx.execute(sql`insert into item_snapshots (item_id, hash, base_hash, rating_key, parent_rating_key, grandparent_rating_key,
      media_type, is_live, title, full_title, genres, directors, writers, actors, labels, is_markers_known, is_placeholder)
    select item_id, hash, hash, rating_key, parent_rating_key, grandparent_rating_key, media_type, false, '', '',
      '{}', '{}', '{}', '{}', '{}', false, true
    from ${staged('item_orphans')} on conflict (item_id, hash) do nothing`);
  const { rowCount } = await tx.execute(sql`create unlogged table ${staged('item_orphan_map')} as
    select o.rating_key, o.media_type, o.item_id, s.id as snapshot_id
    from ${staged('item_orphans')} o join item_snapshots s on s.item_id = o.item_id and s.hash = o.hash`);
  return rowCount ?? 0;
}

export async function transformStreams(tx: Tx): Promise<void> {
  await tx.execute(sql`insert into stream_snapshots (hash, ${shared(STREAM_STAGE)})
    select distinct on (s.hash) s.hash, ${shared(STREAM_STAGE, 's.')} from ${staged('streams')} s order by s.hash, s.no
    on conflict (hash) do nothing`);
  await tx.execute(sql`analyze stream_snapshots`);
  await tx.execute(sql`create unlogged table ${staged('stream_map')} as
    select s.no, t.id as stream_id from ${staged('streams')} s join stream_snapshots t on t.hash = s.hash`);
  await tx.execute(sql`analyze ${staged('stream_map')}`);
}

/** Plays without a stream's description: a blank one, which keeps the quality the play knew. */
export async function addMissingStreams(tx: Tx): Promise<void> {
  await tx.execute(sql`create unlogged table ${staged('stream_orphans')} as
    select distinct p.quality_profile,
      substring(sha256(convert_to('unknown/' || coalesce(p.quality_profile, ''), 'UTF8')) from 1 for 16) as hash
    from ${staged('plays')} p left join ${staged('stream_of_play')} s on s.id = p.id
      left join ${staged('stream_map')} m on m.no = s.no where m.no is null`);
  await tx.execute(sql`insert into stream_snapshots (hash, quality_profile, is_source_known, is_hw_requested, is_hw_decoding,
      is_hw_encoding, is_hw_full_pipeline, has_subtitles, is_optimized_version, is_placeholder)
    select hash, quality_profile, false, false, false, false, false, false, false, true
    from ${staged('stream_orphans')} on conflict (hash) do nothing`);
  await tx.execute(sql`create unlogged table ${staged('stream_orphan_map')} as
    select o.quality_profile, t.id as stream_id
    from ${staged('stream_orphans')} o join stream_snapshots t on t.hash = o.hash`);
}

export async function transformPlayers(tx: Tx): Promise<void> {
  await tx.execute(sql`insert into players (hash, ${shared(PLAYER_STAGE)})
    select distinct on (s.hash) s.hash, ${shared(PLAYER_STAGE, 's.')} from ${staged('players')} s order by s.hash, s.no
    on conflict (hash) do nothing`);
  await tx.execute(sql`create unlogged table ${staged('player_map')} as
    select s.no, p.id as player_id from ${staged('players')} s join players p on p.hash = s.hash`);
}

/** The rating keys under which items were seen, with the times. */
export async function transformItemKeys(tx: Tx, serverId: ServerId): Promise<void> {
  await tx.execute(sql`insert into item_keys (server_id, rating_key, item_id, first_seen_at, last_seen_at)
    select ${serverId}::int, n.rating_key, n.item_id, min(p.started_at), max(greatest(p.stopped_at, p.started_at))
    from ${staged('final_plays')} p join item_snapshots n on n.id = p.item_snapshot_id
    where n.rating_key is not null group by n.rating_key, n.item_id
    on conflict (server_id, rating_key, item_id) do update set
      first_seen_at = least(item_keys.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(item_keys.last_seen_at, excluded.last_seen_at)`);
}

/** Descriptions nothing points at any more after a replacement. */
export async function dropUnusedDescriptions(tx: Tx, serverId: ServerId): Promise<void> {
  await tx.execute(sql`delete from item_snapshots s using items i where i.id = s.item_id and i.server_id = ${serverId}
    and not exists (select from plays p where p.item_snapshot_id = s.id)
    and not exists (select from sessions t where t.item_snapshot_id = s.id)`);
  await tx.execute(sql`delete from items i where i.server_id = ${serverId}
    and not exists (select from item_snapshots s where s.item_id = i.id)
    and not exists (select from watch_groups g where g.item_id = i.id)
    and not exists (select from sessions t where t.item_id = i.id)`);
}
