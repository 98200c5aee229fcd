import type { Load, RawRow } from '../source/load.ts';
import { boolean01, epochSeconds, integer, json, list, type Note, rawText, text } from '../source/normalise.ts';
import { keep, readableJson } from './keep.ts';
import { MAX_SMALL, rowId, small } from './row-id.ts';
import { jsonOrNull, stage } from './stage.ts';

export const RECENTLY_ADDED_STAGE = stage('recently_added', {
  id: 'bigint',
  machine_identifier: 'text',
  section_id: 'bigint',
  rating_key: 'text',
  parent_rating_key: 'text',
  grandparent_rating_key: 'text',
  media_type: 'text',
  added_at: 'timestamptz',
  media_info: 'jsonb',
  imported_values: 'jsonb',
});

export const CONTINUED_STAGE = stage('continued_streams', {
  plex_user_id: 'bigint',
  machine_id: 'text',
  media_type: 'text',
  stopped_at: 'timestamptz',
});

export const EXPORT_STAGE = stage('exports', {
  id: 'bigint',
  section_id: 'bigint',
  plex_user_id: 'bigint',
  rating_key: 'text',
  media_type: 'text',
  title: 'text',
  file_format: 'text',
  metadata_level: 'smallint',
  media_info_level: 'smallint',
  thumb_level: 'smallint',
  art_level: 'smallint',
  logo_level: 'smallint',
  square_art_level: 'smallint',
  theme_level: 'smallint',
  custom_fields: 'text[]',
  individual_files: 'boolean',
  file_size_bytes: 'bigint',
  state: 'text',
  exported_items: 'integer',
  total_items: 'integer',
  started_at: 'timestamptz',
  imported_values: 'jsonb',
});

const silent: Note = () => undefined;

const ADDED_SPELLING = {
  section_id: (row: RawRow) => integer(row.section_id, silent),
  rating_key: (row: RawRow) => integer(row.rating_key, silent),
  parent_rating_key: (row: RawRow) => integer(row.parent_rating_key, silent),
  grandparent_rating_key: (row: RawRow) => integer(row.grandparent_rating_key, silent),
  media_type: (row: RawRow) => text(row.media_type),
  added_at: (row: RawRow) => epochSeconds(row.added_at, silent) ?? 0,
  media_info: readableJson('media_info'),
};

/** `recently_added`: what was announced already. */
export const recentlyAddedLoad: Load = {
  table: 'recently_added',
  stages: [RECENTLY_ADDED_STAGE],
  begin({ emit, issue }) {
    return {
      row(row) {
        const id = rowId(row, issue);
        if (id === null) return undefined;
        const ratingKey = text(row.rating_key);
        if (ratingKey === null) return issue('item_without_key', { id });
        emit(RECENTLY_ADDED_STAGE.name, [
          id,
          text(row.pms_identifier),
          integer(row.section_id, silent),
          ratingKey,
          text(row.parent_rating_key),
          text(row.grandparent_rating_key),
          text(row.media_type),
          epochSeconds(row.added_at, (kind) => issue(kind, { id })) ?? 0,
          jsonOrNull(json(row.media_info, (kind) => issue(kind, { id, detail: 'media_info' }))),
          keep(row, ADDED_SPELLING),
        ]);
        return undefined;
      },
    };
  },
};

/** `sessions_continued`: where people stopped last. */
export const continuedLoad: Load = {
  table: 'sessions_continued',
  stages: [CONTINUED_STAGE],
  begin({ emit, issue }) {
    return {
      row(row) {
        const id = integer(row.id, silent);
        const userId = integer(row.user_id, silent);
        const machineId = text(row.machine_id);
        const stopped = epochSeconds(row.stopped, silent);
        if (userId === null || machineId === null || stopped === null) return issue('incomplete_row', { id });
        emit(CONTINUED_STAGE.name, [userId, machineId, rawText(row.media_type) ?? '', stopped]);
        return undefined;
      },
    };
  },
};

const STATES: Readonly<Record<string, string>> = { '1': 'done', '0': 'failed', '-1': 'failed' };
const EXPORT_SPELLING = {
  section_id: (row: RawRow) => integer(row.section_id, silent),
  user_id: (row: RawRow) => integer(row.user_id, silent),
  rating_key: (row: RawRow) => integer(row.rating_key, silent),
  custom_fields: (row: RawRow) => list(row.custom_fields, ',').join(','),
  timestamp: (row: RawRow) => epochSeconds(row.timestamp, silent) ?? 0,
  ...Object.fromEntries(
    ['metadata', 'media_info', 'thumb', 'art', 'logo', 'squareArt', 'theme'].map((of) => [
      `${of}_level`,
      (row: RawRow) => small(row[`${of}_level`], 0, MAX_SMALL),
    ]),
  ),
  file_size: (row: RawRow) => integer(row.file_size, silent) ?? 0,
  exported_items: (row: RawRow) => small(row.exported_items, 0),
  total_items: (row: RawRow) => small(row.total_items, 0),
};

/** `exports`. One that was running when the file was written has failed (migration notes 2, fix 12). */
export const exportsLoad: Load = {
  table: 'exports',
  stages: [EXPORT_STAGE],
  begin({ emit, issue }) {
    return {
      row(row) {
        const id = rowId(row, issue);
        if (id === null) return undefined;
        const level = (name: string): number => small(row[name], 0, MAX_SMALL);
        if (level('complete') === 0) issue('export_unfinished', { id });
        emit(EXPORT_STAGE.name, [
          id,
          integer(row.section_id, silent),
          integer(row.user_id, silent),
          text(row.rating_key),
          text(row.media_type),
          text(row.title),
          rawText(row.file_format) ?? '',
          level('metadata_level'),
          level('media_info_level'),
          level('thumb_level'),
          level('art_level'),
          level('logo_level'),
          level('squareArt_level'),
          level('theme_level'),
          list(row.custom_fields, ','),
          boolean01(row.individual_files, silent) ?? false,
          integer(row.file_size, silent) ?? 0,
          STATES[String(level('complete'))] ?? 'failed',
          small(row.exported_items, 0),
          small(row.total_items, 0),
          epochSeconds(row.timestamp, (kind) => issue(kind, { id })) ?? 0,
          keep(row, EXPORT_SPELLING),
        ]);
        return undefined;
      },
    };
  },
};
