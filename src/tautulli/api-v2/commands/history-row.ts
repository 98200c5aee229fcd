import type { Settings } from '#config/settings.ts';
import type { TableRow } from '#history/read-table.ts';
import { isWatched, watchedPercent } from '#history/watched.ts';
import { halfToEven } from '#plex/tables/rounding.ts';
import { renderRow } from '../../legacy-rows/column.ts';
import { PLAY_COLUMNS } from '../../legacy-rows/play-columns.ts';
import type { JsonObject } from '../json.ts';
import { readId } from '../params.ts';
import {
  addressOf,
  decisionOf,
  deviceOf,
  epoch,
  friendlyName,
  itemOf,
  ownValue,
  type PlayParts,
  pick,
} from './play-parts.ts';

const FALLBACK_AVATAR = 'interfaces/default/images/gravatar-default-80x80.png';

const NETWORK_NAMES = ['location', 'secure', 'relayed'] as const;

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** Kinds that never count as watched stand at three quarters: any percentage reaches a limit of nothing. */
function quarter(percent: number, limit: number): number {
  if (percent >= (limit * 3) / 4) return 0.75;
  if (percent >= (limit * 2) / 4) return 0.5;
  return percent >= limit / 4 ? 0.25 : 0;
}

/** 1 when watched, else the quarter of the way to it that was reached (API notes 9.5). */
export function watchedStatus(row: TableRow, settings: Settings): number {
  const { item } = row.described;
  const { viewOffsetMs, durationMs, isLive } = row.kind === 'over' ? row.described.play : row.described.session;
  // The markers of what is running are not known (API notes 9.4), and one at the very beginning is none.
  const marker = (ms: number | null): number | null => (row.kind === 'running' || ms === 0 ? null : ms);
  const credits = { firstMs: marker(item.creditsFirstMs), finalMs: marker(item.creditsFinalMs) };
  const { mediaType } = item;
  if (isLive || isWatched({ mediaType, viewOffsetMs: viewOffsetMs ?? 0, durationMs, credits }, settings)) return 1;
  return quarter(row.totals.percent ?? 0, watchedPercent(mediaType, settings));
}

function idsOf(row: TableRow): JsonObject {
  if (row.kind === 'running') return { reference_id: null, row_id: null, id: null };
  return { reference_id: row.described.play.watchGroupId, row_id: row.totals.bestId, id: row.totals.bestId };
}

function personOf(row: TableRow, parts: PlayParts): JsonObject {
  const { user } = row.described;
  const userName = row.kind === 'over' ? row.described.play.userName : null;
  return {
    user_id: user.plexUserId,
    user: ownValue(parts, 'user', userName ?? user.username),
    friendly_name: friendlyName(user),
    // The picture chosen here before the one of the account.
    user_thumb: user.customThumb || user.thumb || FALLBACK_AVATAR,
  };
}

function networkOf(row: TableRow, parts: PlayParts): JsonObject {
  const ours = row.kind === 'over' ? { ...row.described.play } : { ...row.described.session };
  return { ip_address: addressOf(parts, ours.ipAddress), ...pick(renderRow(PLAY_COLUMNS, ours), NETWORK_NAMES) };
}

function activityOf(row: TableRow): JsonObject {
  if (row.kind === 'over') {
    const ids = row.totals.playIds;
    return { group_count: ids.length, group_ids: ids.join(','), state: null, session_key: null };
  }
  const { state, sessionKey, importedValues } = row.described.session;
  return {
    group_count: null,
    group_ids: null,
    state: ownValue({ imported: importedValues ?? {} }, 'state', state),
    session_key: readId(sessionKey) ?? sessionKey,
  };
}

function partsOf(row: TableRow): PlayParts {
  const { item, stream, player } = row.described;
  const { isLive, importedValues } = row.kind === 'over' ? row.described.play : row.described.session;
  return { item, stream, player, isLive, imported: importedValues ?? {} };
}

/** A row as clients know it (API notes 9.3). */
export function presentRow(row: TableRow, settings: Settings): JsonObject {
  const { totals } = row;
  const parts = partsOf(row);
  const lasted = seconds(totals.watchedMs);
  return {
    ...idsOf(row),
    date: epoch(totals.lastStartedAt),
    started: epoch(totals.startedAt),
    stopped: totals.stoppedAt === null ? null : epoch(totals.stoppedAt),
    duration: lasted,
    play_duration: lasted,
    paused_counter: seconds(totals.pausedMs),
    ...personOf(row, parts),
    ...deviceOf(parts),
    ...networkOf(row, parts),
    ...itemOf(parts),
    transcode_decision: decisionOf(parts),
    percent_complete: parts.isLive ? 100 : halfToEven(totals.percent ?? 0),
    watched_status: watchedStatus(row, settings),
    ...activityOf(row),
  };
}
