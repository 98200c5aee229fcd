/** How rows of ours look to clients of the compatible API: numbers for flags, seconds, and what was imported as it was. */
import type { PlayDetails } from '#statistics/watch-time-tables.ts';
import { type LegacyColumn, renderRow } from '../../legacy-rows/column.ts';
import { ITEM_COLUMNS } from '../../legacy-rows/item-columns.ts';
import { PLAYER_COLUMNS } from '../../legacy-rows/play-columns.ts';
import type { Json } from '../json.ts';

/** A row as the reference has it; texts and numbers only. */
export type LegacyRow = Readonly<Record<string, string | number | null>>;

const asLegacy = (value: unknown): string | number | null =>
  typeof value === 'string' || typeof value === 'number' ? value : null;

/** A column of the reference's that is null when nothing is known. */
export const column = (
  name: string,
  ours: string,
  kind: LegacyColumn<string>['kind'] = 'text',
): LegacyColumn<string> => ({ column: name, ours, kind, blank: null });

/** The reference's row for one of ours. */
export const legacyRow = (
  columns: readonly LegacyColumn<string>[],
  row: Readonly<Record<string, unknown>>,
): LegacyRow =>
  Object.fromEntries(Object.entries(renderRow(columns, row)).map(([column, value]) => [column, asLegacy(value)]));

/** Some members of a row, in the order of their names. */
export const pick = (row: LegacyRow, names: readonly string[]): Record<string, Json> =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? null]));

/** Whole seconds, as the API counts. */
export const secondsOf = (milliseconds: number): number => Math.round(milliseconds / 1000);

/** Epoch seconds; null when it never happened. */
export const epochSeconds = (at: Date | null): number | null => (at === null ? null : Math.floor(at.getTime() / 1000));

/** The first of some texts that says something. */
export const firstText = (...texts: readonly Json[]): string | null =>
  texts.find((text): text is string => typeof text === 'string' && text !== '') ?? null;

/** A list that was one text with semicolons. */
const listOf = (text: Json | undefined): readonly string[] =>
  typeof text === 'string' && text !== '' ? text.split(';') : [];

/** What a table says about the latest play of somebody or something. */
export interface LatestColumns {
  readonly [column: string]: Json;
}

const NOTHING_PLAYED: LatestColumns = {
  history_row_id: null,
  last_played: null,
  ip_address: null,
  platform: null,
  player: null,
  rating_key: null,
  media_type: null,
  thumb: null,
  parent_title: null,
  year: null,
  media_index: null,
  parent_media_index: null,
  content_rating: null,
  labels: [],
  live: null,
  originally_available_at: null,
  guid: null,
  transcode_decision: null,
};

/** Shown like that. */
const AS_THEY_ARE = [
  'parent_title',
  'year',
  'media_index',
  'parent_media_index',
  'content_rating',
  'live',
  'originally_available_at',
  'guid',
];

/** The item's columns a table needs. */
const SHOWN_COLUMNS = ITEM_COLUMNS.filter(({ column }) =>
  [...Object.keys(NOTHING_PLAYED), 'full_title', 'parent_thumb', 'grandparent_thumb'].includes(column),
);

/** Episodes show the season's picture, or the show's; everything else its own (API notes 9.3). */
const thumbOf = (mediaType: string, item: LegacyRow): Json =>
  mediaType === 'episode' ? (firstText(item.parent_thumb ?? null) ?? item.grandparent_thumb ?? '') : (item.thumb ?? '');

/** The latest play; all null without one. A play that came without a description says what it is, and no more. */
export function latestColumns(play: PlayDetails | undefined): LatestColumns {
  if (play === undefined) return NOTHING_PLAYED;
  const player = legacyRow(PLAYER_COLUMNS, play.player);
  const common = {
    history_row_id: play.id,
    ip_address: asLegacy(play.importedValues?.ip_address ?? play.ipAddress),
    platform: player.platform ?? null,
    player: player.player ?? null,
    transcode_decision: decisionOf(play.stream),
    media_type: play.item.mediaType,
  };
  const item = legacyRow(SHOWN_COLUMNS, play.item);
  const rating_key = asLegacy(play.importedValues?.rating_key) ?? item.rating_key ?? null;
  if (play.item.isPlaceholder) return { ...NOTHING_PLAYED, ...common, rating_key };
  return {
    ...NOTHING_PLAYED,
    ...common,
    ...pick(item, AS_THEY_ARE),
    rating_key,
    last_played: item.full_title ?? null,
    thumb: thumbOf(play.item.mediaType, item),
    labels: listOf(item.labels),
  };
}

const decisionOf = ({ isPlaceholder, decision, importedValues }: PlayDetails['stream']): Json =>
  isPlaceholder ? null : asLegacy(importedValues?.transcode_decision ?? decision ?? '');
