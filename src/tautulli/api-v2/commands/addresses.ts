import type { TableColumn } from '#history/play-filter.ts';
import { readAddresses, type SeenAddress } from '#history/read-addresses.ts';
import { defineCommand, type ReadyCommand } from '../command.ts';
import type { Json, JsonObject } from '../json.ts';
import { readTable, sliceOf, tableParams } from '../table.ts';
import { addressOf, decisionOf, deviceOf, epoch, friendlyName, itemOf, type PlayParts } from './play-parts.ts';

/** The columns by the names clients know; searched in are those without times. */
const COLUMNS: Readonly<Record<string, TableColumn>> = {
  history_row_id: 'playId',
  last_seen: 'lastStartedAt',
  first_seen: 'startedAt',
  ip_address: 'ipAddress',
  play_count: 'playCount',
  platform: 'platform',
  player: 'player',
  last_played: 'fullTitle',
  rating_key: 'ratingKey',
  thumb: 'thumb',
  media_type: 'mediaType',
  parent_title: 'parentTitle',
  year: 'year',
  media_index: 'mediaIndex',
  parent_media_index: 'parentMediaIndex',
  live: 'isLive',
  originally_available_at: 'releasedOn',
  guid: 'guid',
  transcode_decision: 'decision',
  friendly_name: 'friendlyName',
  user_id: 'plexUserId',
};

const SEARCHED: readonly TableColumn[] = ['ipAddress', 'platform', 'player', 'fullTitle', 'playCount'];

const columnOf = (name: string): TableColumn[] => {
  const column = Object.hasOwn(COLUMNS, name) ? COLUMNS[name] : undefined;
  return column === undefined ? [] : [column];
};

function presentAddress({ latest, ...row }: SeenAddress): JsonObject {
  const parts: PlayParts = { ...latest, isLive: latest.play.isLive, imported: latest.play.importedValues ?? {} };
  const device = deviceOf(parts);
  const item = itemOf(parts);
  const of = (name: string): Json => item[name] ?? null;
  return {
    history_row_id: row.latestPlayId,
    last_seen: epoch(row.lastSeenAt),
    first_seen: epoch(row.firstSeenAt),
    ip_address: addressOf(parts, latest.play.ipAddress),
    play_count: row.playCount,
    platform: device.platform,
    player: device.player,
    last_played: of('full_title'),
    rating_key: of('rating_key'),
    thumb: of('thumb'),
    media_type: of('media_type'),
    parent_title: of('parent_title'),
    year: of('year'),
    media_index: of('media_index'),
    parent_media_index: of('parent_media_index'),
    live: of('live'),
    originally_available_at: of('originally_available_at'),
    guid: of('guid'),
    transcode_decision: decisionOf(parts),
    friendly_name: friendlyName(latest.user),
    user_id: latest.user.plexUserId,
  };
}

/** Where people were seen (data notes 6). */
export const addressCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_user_ips',
    summary: 'The addresses a user was seen at',
    params: { user_id: { kind: 'id' }, ...tableParams('last_seen') },
    madeOf: 'records',
    async handle(params, { db, timeZone }) {
      const table = readTable(params);
      if (table === null) return { recordsFiltered: 0, recordsTotal: 0, draw: 0, data: [] };
      const query = {
        filter: { plexUserIds: params.user_id === undefined || params.user_id === null ? [] : [params.user_id] },
        search: table.search,
        searchIn: table.searchable?.flatMap(columnOf) ?? SEARCHED,
        order: table.order.flatMap(({ column, dir }) => columnOf(column).map((known) => ({ column: known, dir }))),
        timeZone,
      };
      const { plays, found, rows } = await readAddresses(db, query, (total) => sliceOf(total, table));
      return { recordsFiltered: found, recordsTotal: plays, data: rows.map(presentAddress), draw: table.draw };
    },
  }),
];
