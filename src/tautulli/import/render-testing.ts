/** Rows of the old tables made from ours, as whoever serves the old API would make them. */

import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { itemSnapshots, players, streamSnapshots } from '#db/schema/index.ts';
import type { TestDatabase } from '#db/testing.ts';
import { renderRow } from '../legacy-rows/column.ts';
import { ITEM_COLUMNS } from '../legacy-rows/item-columns.ts';
import { PLAY_COLUMNS, PLAYER_COLUMNS } from '../legacy-rows/play-columns.ts';
import { SAME_AS, STREAM_COLUMNS } from '../legacy-rows/stream-columns.ts';
import { ask } from './import-testing.ts';

export type Row = Record<string, unknown>;

/** A row as `row_to_json` gives it, under our models' names. */
export function named(model: PgTable, row: Row): Row {
  return Object.fromEntries(Object.entries(getTableColumns(model)).map(([key, column]) => [key, row[column.name]]));
}

export const seconds = (value: unknown): number => Math.floor(Date.parse(String(value)) / 1000);
const key = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;

interface Played {
  readonly play: Row;
  readonly item: Row;
  readonly stream: Row;
  readonly player: Row;
  readonly plex_user_id: number;
  readonly username: string;
  readonly section_id: number | null;
}

const PLAYED = `select row_to_json(p) as play, to_jsonb(i) || jsonb_build_object('rating', i.rating::text) as item, row_to_json(s) as stream, row_to_json(d) as player,
    u.plex_user_id::float8 as plex_user_id, u.username, l.section_id
  from plays p join item_snapshots i on i.id = p.item_snapshot_id join stream_snapshots s on s.id = p.stream_snapshot_id
    join players d on d.id = p.player_id join users u on u.id = p.user_id left join libraries l on l.id = p.library_id`;

export interface RenderedPlay {
  readonly id: number;
  readonly history: Row;
  /** Null where the play came without one. */
  readonly metadata: Row | null;
  readonly mediaInfo: Row | null;
}

/** The three rows of each play. */
export async function renderPlays(database: TestDatabase, where = 'true'): Promise<RenderedPlay[]> {
  const found = await ask<Played>(database, `${PLAYED} where ${where} order by p.id`);
  return found.map((one) => ({
    id: Number(one.play.id),
    history: renderHistory(one),
    metadata: one.item.is_placeholder === true ? null : renderMetadata(one),
    mediaInfo: one.stream.is_placeholder === true ? null : renderMediaInfo(one),
  }));
}

function renderHistory({ play, item, stream, player, plex_user_id, username, section_id }: Played): Row {
  const ours = {
    bandwidthKbps: play.bandwidth_kbps,
    location: play.location,
    isSecure: play.is_secure,
    isRelayed: play.is_relayed,
    viewOffsetMs: play.view_offset_ms,
  };
  const items = renderRow(ITEM_COLUMNS, moments(named(itemSnapshots, item)));
  return {
    id: play.id,
    reference_id: play.watch_group_id,
    started: seconds(play.started_at),
    stopped: seconds(play.stopped_at),
    user_id: plex_user_id,
    user: play.user_name ?? username,
    ip_address: play.ip_address,
    paused_counter: Number(play.paused_ms) / 1000,
    section_id,
    media_type: item.media_type,
    quality_profile: stream.quality_profile,
    rating_key: items.rating_key,
    parent_rating_key: items.parent_rating_key,
    grandparent_rating_key: items.grandparent_rating_key,
    ...renderRow(PLAYER_COLUMNS, named(players, player)),
    ...renderRow(PLAY_COLUMNS, ours),
    ...(play.imported_values as Row | null),
  };
}

export const moments = (row: Row): Row => ({
  ...row,
  addedAt: row.addedAt === null ? null : new Date(String(row.addedAt)),
  updatedAt: row.updatedAt === null ? null : new Date(String(row.updatedAt)),
});

function renderMetadata({ play, item }: Played): Row {
  const row = renderRow(ITEM_COLUMNS, moments(named(itemSnapshots, item)));
  const viewed = item.last_viewed_at === null ? null : seconds(item.last_viewed_at);
  return { media_type: item.media_type, ...row, id: play.id, last_viewed_at: viewed };
}

function renderMediaInfo({ play, item, stream }: Played): Row {
  const ours = named(streamSnapshots, stream);
  const kept = play.imported_values as Row | null;
  const row = renderRow(STREAM_COLUMNS, { ...ours, importedValues: null });
  const same = Object.fromEntries(Object.entries(SAME_AS).map(([older, newer]) => [older, row[newer]]));
  return {
    ...{
      rating_key: kept?.['media_info.rating_key'] ?? key(item.rating_key),
      ...same,
      ...row,
      ...(stream.imported_values as Row | null),
    },
    ...{ id: play.id, duration: play.duration_ms },
  };
}
