/** The parts of a play that several tables show, as clients know them (API notes 9.3). */
import type { DescribedPlay } from '#history/read-table.ts';
import { renderRow } from '../../legacy-rows/column.ts';
import { ITEM_COLUMNS } from '../../legacy-rows/item-columns.ts';
import { PLAYER_COLUMNS } from '../../legacy-rows/play-columns.ts';
import { STREAM_COLUMNS } from '../../legacy-rows/stream-columns.ts';
import type { Json, JsonObject } from '../json.ts';

/** What a play or a running stream points at. */
export interface PlayParts extends Pick<DescribedPlay, 'item' | 'stream' | 'player'> {
  readonly isLive: boolean;
  /** What an import kept of the play beside our columns. */
  readonly imported: Readonly<Record<string, unknown>>;
}

/** Names people know platforms by (API notes 23). */
const PLATFORM_NAMES: ReadonlyMap<unknown, string> = new Map([
  ['Konvergo', 'Plex Media Player'],
  ['Mystery 3', 'Playstation 3'],
  ['Mystery 4', 'Playstation 4'],
  ['Mystery 5', 'Xbox 360'],
  ['WebMAF', 'Playstation 4'],
  ['windows', 'Windows'],
  ['osx', 'macOS'],
  ['macos', 'macOS'],
]);

/** A value of an old row as it goes out. */
export const plain = (value: unknown): Json =>
  typeof value === 'string' || typeof value === 'number' || value === null ? value : String(value ?? '');

export const pick = (row: Readonly<Record<string, unknown>>, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.map((name) => [name, plain(row[name] ?? null)]));

/** What the import kept of a play, else what our columns say. */
export const ownValue = ({ imported }: Pick<PlayParts, 'imported'>, name: string, ours: Json): Json =>
  Object.hasOwn(imported, name) ? plain(imported[name]) : ours;

export const epoch = (moment: Date): number => Math.floor(moment.getTime() / 1000);

type User = DescribedPlay['user'];

/** The name chosen here unless it is blank; null for somebody whom no list knows. */
export function friendlyName(user: User): string | null {
  if (user.isPlaceholder) return null;
  return (user.friendlyName ?? '').trim() === '' ? user.username : user.friendlyName;
}

export const addressOf = (parts: PlayParts, ipAddress: string | null): Json => ownValue(parts, 'ip_address', ipAddress);

export function deviceOf({ player }: PlayParts) {
  const rendered = renderRow(PLAYER_COLUMNS, { ...player });
  const platform = plain(rendered.platform);
  return {
    platform: PLATFORM_NAMES.get(platform) ?? platform,
    product: plain(rendered.product),
    player: plain(rendered.player),
    machine_id: plain(rendered.machine_id),
  };
}

const DECISION = STREAM_COLUMNS.filter(({ column }) => column === 'transcode_decision');

export const decisionOf = ({ stream }: PlayParts): Json => plain(renderRow(DECISION, { ...stream }).transcode_decision);

const KEY_NAMES = ['rating_key', 'parent_rating_key', 'grandparent_rating_key'] as const;
const ITEM_NAMES = [
  'full_title',
  'title',
  'parent_title',
  'grandparent_title',
  'original_title',
  'year',
  'media_index',
  'parent_media_index',
  'originally_available_at',
  'guid',
] as const;

const SHOWN: ReadonlySet<string> = new Set([...KEY_NAMES, ...ITEM_NAMES, 'thumb', 'parent_thumb', 'grandparent_thumb']);
const SHOWN_COLUMNS = ITEM_COLUMNS.filter(({ column }) => SHOWN.has(column));

/** What was played; the picture of an episode is that of its season, or of its show. */
export function itemOf(parts: PlayParts): JsonObject {
  const item = renderRow(SHOWN_COLUMNS, { ...parts.item });
  const mediaType = ownValue(parts, 'media_type', parts.item.mediaType);
  const keys = KEY_NAMES.map((name) => [name, ownValue(parts, name, plain(item[name]))]);
  return {
    live: parts.isLive ? 1 : 0,
    media_type: mediaType,
    ...Object.fromEntries(keys),
    ...pick(item, ITEM_NAMES),
    thumb: plain(mediaType === 'episode' ? item.parent_thumb || item.grandparent_thumb : item.thumb),
  };
}
