import type { Load, RawRow } from '../source/load.ts';
import { boolean01, integer, type Note, rawText, text } from '../source/normalise.ts';
import { keep } from './keep.ts';
import { MAX_ID } from './row-id.ts';
import { stage } from './stage.ts';

export const LIBRARY_STAGE = stage('libraries', {
  id: 'bigint',
  machine_identifier: 'text',
  section_id: 'bigint',
  name: 'text',
  type: 'text',
  agent: 'text',
  thumb: 'text',
  custom_thumb: 'text',
  art: 'text',
  custom_art: 'text',
  item_count: 'integer',
  parent_count: 'integer',
  child_count: 'integer',
  is_active: 'boolean',
  keep_history: 'boolean',
  notifies: 'boolean',
  notifies_added: 'boolean',
  is_deleted: 'boolean',
  imported_values: 'jsonb',
});

/** Live TV's library has this number on every server. */
export const LIVE_SECTION = 999_999;
const LIVE_THUMB = 'interfaces/default/images/libraries/live.png';
const LIVE_ART = 'interfaces/default/images/art-live-full.png';
const TYPES = ['movie', 'show', 'artist', 'photo', 'live'];
const silent: Note = () => undefined;

const blankText =
  (column: string) =>
  (row: RawRow): string | null =>
    text(row[column]);
const LIBRARY_SPELLING = {
  ...Object.fromEntries(
    ['agent', 'thumb', 'custom_thumb_url', 'art', 'custom_art_url'].map((column) => [column, blankText(column)]),
  ),
  section_type: (row: RawRow) => readType(row),
  count: (row: RawRow) => integer(row.count, silent),
  parent_count: (row: RawRow) => integer(row.parent_count, silent),
  child_count: (row: RawRow) => integer(row.child_count, silent),
};

const readType = (row: RawRow): string => TYPES.find((type) => type === rawText(row.section_type)) ?? 'movie';

/** `library_sections` of all servers the file knows. */
export const librariesLoad: Load = {
  table: 'library_sections',
  stages: [LIBRARY_STAGE],
  begin({ emit, issue }) {
    const seen = new Set<string>();
    return {
      row(raw) {
        const id = integer(raw.id, silent);
        const sectionId = integer(raw.section_id, silent);
        if (id === null || sectionId === null || Math.abs(sectionId) > MAX_ID)
          return issue('library_without_id', { id });
        const machineIdentifier = text(raw.server_id);
        if (machineIdentifier === null)
          issue('library_without_server', { id, detail: rawText(raw.section_name) ?? '' });
        const key = `${machineIdentifier}/${sectionId}`;
        if (seen.has(key)) return issue('duplicate_library', { id });
        seen.add(key);
        const row = sectionId === LIVE_SECTION ? withLiveImages(raw) : raw;
        const is = (column: string, missing: boolean): boolean => boolean01(row[column], silent) ?? missing;
        emit(LIBRARY_STAGE.name, [
          id,
          machineIdentifier,
          sectionId,
          rawText(row.section_name) ?? '',
          readType(row),
          text(row.agent),
          text(row.thumb),
          text(row.custom_thumb_url),
          text(row.art),
          text(row.custom_art_url),
          integer(row.count, silent),
          integer(row.parent_count, silent),
          integer(row.child_count, silent),
          is('is_active', true),
          is('keep_history', true),
          is('do_notify', true),
          is('do_notify_created', true),
          is('deleted_section', false),
          keep(row, LIBRARY_SPELLING),
        ]);
      },
    };
  },
};

/** Live TV has pictures of its own (migration notes 2, fix 7). */
const withLiveImages = (row: RawRow): RawRow => ({
  ...row,
  thumb: text(row.thumb) ?? LIVE_THUMB,
  art: text(row.art) ?? LIVE_ART,
});
