/** A history of any size for tests, made by the database itself. */
import { sql } from 'drizzle-orm';
import type { TestDatabase } from '#db/testing.ts';
import { rebuildSummaries } from './summaries.ts';

/**
 * Fills a database with plays of eight people (the last one unknown to every list), twenty items (one of them not
 * described), four streams and five devices. Every fifth play goes on with the one before; two in a thousand have no end.
 */
export async function fillHistory({ pool, db }: TestDatabase, plays: number): Promise<void> {
  await pool.query(`
    insert into servers (id, name, url, token_sealed) overriding system value values (1, 'A', 'http://a', '-');
    insert into users (plex_user_id, username, friendly_name, is_placeholder)
      select 1000 + n, 'person' || n, case when n % 2 = 0 then 'Person No. ' || n end, n = 8 from generate_series(1, 8) n;
    insert into libraries (server_id, section_id, name, type) select 1, n, 'Library ' || n, 'movie' from generate_series(1, 3) n;
    insert into items (server_id, identity, media_type) select 1, 'guid:' || n, 'movie' from generate_series(1, 20) n;
    insert into item_snapshots (item_id, hash, base_hash, rating_key, guid, media_type, is_live, title, full_title, year,
        genres, directors, writers, actors, labels, is_markers_known, is_placeholder)
      select n, decode(lpad(to_hex(n), 4, '0'), 'hex'), decode(lpad(to_hex(n), 4, '0'), 'hex'), (100 + n)::text, 'plex://movie/' || n,
        (array['movie', 'episode', 'track'])[1 + n % 3], n = 19, 'Title ' || chr(64 + n), 'Title ' || chr(64 + n), 1980 + n % 7,
        '{}', '{}', '{}', '{}', '{}', false, n = 20 from generate_series(1, 20) n;
    insert into stream_snapshots (hash, decision, is_source_known, is_hw_requested, is_hw_decoding, is_hw_encoding,
        is_hw_full_pipeline, has_subtitles, is_optimized_version, is_placeholder)
      select decode(lpad(to_hex(n), 4, '0'), 'hex'), (array['direct play', 'copy', 'transcode'])[n], false, false, false, false, false, false, false, n = 4
      from generate_series(1, 4) n;
    insert into players (hash, title, platform, product) select decode(lpad(to_hex(n), 4, '0'), 'hex'), 'Device ' || n,
      (array['Roku', 'iOS', 'Chrome'])[1 + n % 3], 'Plex' from generate_series(1, 5) n;`);
  await pool.query(
    `with described as materialized (
       select id, group_id, 1 + (group_id * 7 + group_id / 13) % 8 as user_id,
         case when group_id % 997 = 3 then 20 else 1 + (group_id * 11 + group_id / 7) % 19 end as item,
         case when id % 1009 = 5 then 4 else 1 + (id * 3 + id / 11) % 3 end as stream,
         timestamptz '2020-01-01' + id * interval '7 minutes' + (id % 17) * interval '3 minutes' as started_at,
         (60 + id * 37 % 5400) * 1000 as length_ms, (id * 13 % 60) * 1000 as paused_ms, id % 500 = 7 as is_endless,
         case when id % 701 <> 9 then 5400000 end as duration_ms
       from (select n as id, case when n % 5 = 0 then n - 1 else n end as group_id from generate_series(1, $1::int) n) drawn),
     timed as materialized (
       select *, case when is_endless then started_at else started_at + length_ms * interval '1 millisecond' end as stopped_at,
         case when is_endless then 0 else length_ms end - paused_ms as watched_ms,
         length_ms::float8 / coalesce(duration_ms, 1) as exact
       from described),
     grouped as (
       insert into watch_groups (id, server_id, user_id, item_id, latest_play_id, best_play_id, play_count, started_at,
         last_started_at, stopped_at, watched_ms, paused_ms, percent_complete)
       select group_id, 1, min(user_id), min(item), max(id), (array_agg(id order by exact desc, id))[1], count(*), min(started_at),
         max(started_at), max(stopped_at), sum(watched_ms), sum(paused_ms), 0
       from timed group by group_id)
     insert into plays (id, server_id, watch_group_id, user_id, item_snapshot_id, stream_snapshot_id, player_id, library_id,
       started_at, stopped_at, watched_ms, paused_ms, view_offset_ms, duration_ms, percent_complete, is_live, ip_address, anomalies)
     select id, 1, group_id, user_id, item, stream, 1 + id % 5, 1 + item % 3, started_at, stopped_at, watched_ms, paused_ms,
       length_ms, duration_ms, 0, item = 19, ('192.0.2.' || 1 + id % 9)::inet, case when is_endless then array['no_stop'] end
     from timed order by id`,
    [plays],
  );
  await db.transaction((tx) => rebuildSummaries(tx));
  await db.execute(sql`select setval(pg_get_serial_sequence('plays', 'id'), ${plays})`);
  await pool.query('vacuum analyze');
}
