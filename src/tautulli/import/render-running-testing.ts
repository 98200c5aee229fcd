/** Rows of the old table of running streams, made from ours. */

import { itemSnapshots, players, streamSnapshots } from '#db/schema/index.ts';
import type { TestDatabase } from '#db/testing.ts';
import { renderRow } from '../legacy-rows/column.ts';
import { ITEM_COLUMNS } from '../legacy-rows/item-columns.ts';
import { PLAY_COLUMNS, PLAYER_COLUMNS } from '../legacy-rows/play-columns.ts';
import { SAME_AS, STREAM_COLUMNS } from '../legacy-rows/stream-columns.ts';
import { ask } from './import-testing.ts';
import { moments, named, type Row, seconds } from './render-testing.ts';

interface Running {
  readonly session: Row;
  readonly item: Row;
  readonly stream: Row;
  readonly player: Row;
  readonly plex_user_id: number;
  readonly username: string;
}

const RUNNING = `select row_to_json(t) as session, row_to_json(i) as item, row_to_json(s) as stream, row_to_json(d) as player,
    u.plex_user_id::float8 as plex_user_id, u.username
  from sessions t join item_snapshots i on i.id = t.item_snapshot_id join stream_snapshots s on s.id = t.stream_snapshot_id
    join players d on d.id = t.player_id join users u on u.id = t.user_id`;

const orNull = (value: unknown): number | null => (value === null ? null : seconds(value));
const flag = (value: unknown): number => (value === true ? 1 : 0);

/** By session key. */
export async function renderRunning(database: TestDatabase): Promise<Map<string, Row>> {
  const found = await ask<Running>(database, RUNNING);
  return new Map(found.map((one) => [String(one.session.session_key), render(one)]));
}

function render({ session, item, stream, player, plex_user_id, username }: Running): Row {
  const ours = named(streamSnapshots, stream);
  const streams = renderRow(STREAM_COLUMNS, { ...ours, importedValues: null });
  const network = {
    bandwidthKbps: session.bandwidth_kbps,
    location: session.location,
    isSecure: session.is_secure,
    isRelayed: session.is_relayed,
    viewOffsetMs: session.view_offset_ms,
  };
  return {
    ...Object.fromEntries(Object.entries(SAME_AS).map(([older, newer]) => [older, streams[newer]])),
    ...streams,
    ...(stream.imported_values as Row | null),
    ...renderRow(ITEM_COLUMNS, moments(named(itemSnapshots, item))),
    ...renderRow(PLAYER_COLUMNS, named(players, player)),
    ...renderRow(PLAY_COLUMNS, network),
    quality_profile: stream.quality_profile,
    section_id: item.section_id,
    session_key: Number(session.session_key),
    session_id: session.plex_session_id,
    transcode_key: session.transcode_id === null ? null : `/transcode/sessions/${session.transcode_id}`,
    ...{ media_type: session.media_type, live: flag(session.is_live), live_uuid: session.live_uuid },
    ...{ started: seconds(session.started_at), stopped: seconds(session.last_seen_at), state: session.state },
    ...{ paused_counter: Number(session.paused_ms) / 1000, last_paused: orNull(session.paused_since) },
    ...{ user_id: plex_user_id, user: username, ip_address: session.ip_address, duration: session.duration_ms },
    ...{ buffer_count: session.buffer_count, buffer_last_triggered: orNull(session.buffer_warned_at) },
    ...{ watched: flag(session.is_watched), marker: session.marker, initial_stream: flag(session.is_initial) },
    ...(session.imported_values as Row | null),
  };
}
