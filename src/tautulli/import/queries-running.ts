/** From the staging area to the streams that run: those of the file, until the server itself says what runs. */
import { sql } from 'drizzle-orm';
import type { ImportId, ServerId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { RUNNING_STAGE } from './loads/running.ts';
import { staged } from './queries-staging.ts';

/** What is found out by joining. */
const JOINED = new Set(['no', 'plex_user_id', 'user_name', 'imported_values']);
const OWN = Object.keys(RUNNING_STAGE.columns).filter((name) => !JOINED.has(name));

export interface RunningResult {
  /** How many run now because the file says so. */
  readonly imported: number;
  /** Of older rows with a session key that a newer one has, too. */
  readonly repeated: number;
  /** Streams that are watched here, beside which the file's have no place. */
  readonly watchedHere: number;
}

/**
 * Puts the file's streams in place of those of earlier imports. A server of which streams are watched here has none of
 * the file's: what is seen is newer. Of several rows with one session key the newest counts (migration notes 7).
 */
export async function transformRunning(tx: Tx, serverId: ServerId, importId: ImportId): Promise<RunningResult> {
  await tx.execute(sql`delete from sessions where server_id = ${serverId} and import_id is not null`);
  const { rows } = await tx.execute<{ repeated: number; here: number }>(sql`select
    (select count(*) - count(distinct session_key) from ${staged('running_streams')})::int as repeated,
    (select count(*) from sessions where server_id = ${serverId})::int as here`);
  const { repeated = 0, here = 0 } = rows[0] ?? {};
  if (here > 0) return { imported: 0, repeated, watchedHere: here };
  const columns = sql.raw(OWN.join(', '));
  const values = sql.raw(OWN.map((name) => `s.${name}`).join(', '));
  const { rowCount } =
    await tx.execute(sql`insert into sessions (server_id, import_id, user_id, item_id, item_snapshot_id,
      stream_snapshot_id, player_id, view_offset_at, is_transcode_throttled, imported_values, ${columns})
    select distinct on (s.session_key) ${serverId}::int, ${importId}::int, u.id, i.item_id, i.snapshot_id, t.stream_id, p.player_id,
      s.last_seen_at, false,
      nullif(case when s.user_name is distinct from u.username then jsonb_build_object('user', s.user_name) else '{}' end
        || coalesce(s.imported_values, '{}'), '{}'), ${values}
    from ${staged('running_streams')} s
      join users u on u.plex_user_id = s.plex_user_id
      join ${staged('item_map')} i on i.no = s.no
      join ${staged('stream_map')} t on t.no = s.no
      join ${staged('player_map')} p on p.no = s.no
    order by s.session_key, s.no desc
    on conflict (server_id, session_key) do nothing`);
  await rememberKeys(tx, serverId, importId);
  return { imported: rowCount ?? 0, repeated, watchedHere: 0 };
}

/** The rating keys under which their items were seen. */
async function rememberKeys(tx: Tx, serverId: ServerId, importId: ImportId): Promise<void> {
  await tx.execute(sql`insert into item_keys (server_id, rating_key, item_id, first_seen_at, last_seen_at)
    select ${serverId}::int, rating_key, item_id, min(started_at), max(greatest(last_seen_at, started_at))
    from sessions where import_id = ${importId} and rating_key is not null group by rating_key, item_id
    on conflict (server_id, rating_key, item_id) do update set
      first_seen_at = least(item_keys.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(item_keys.last_seen_at, excluded.last_seen_at)`);
}
