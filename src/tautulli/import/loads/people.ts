import type { Load, RawRow } from '../source/load.ts';
import { boolean01, integer, list, type Note, rawText, text } from '../source/normalise.ts';
import { keep } from './keep.ts';
import { stage } from './stage.ts';

export const USER_STAGE = stage('users', {
  id: 'bigint',
  plex_user_id: 'bigint',
  username: 'text',
  friendly_name: 'text',
  title: 'text',
  email: 'text',
  thumb: 'text',
  custom_thumb: 'text',
  token_sealed: 'text',
  server_token_sealed: 'text',
  is_owner: 'boolean',
  is_home_user: 'boolean',
  is_restricted: 'boolean',
  is_active: 'boolean',
  allows_sync: 'boolean',
  keep_history: 'boolean',
  notifies: 'boolean',
  allows_guest: 'boolean',
  is_deleted: 'boolean',
  section_ids: 'text[]',
  filter_all: 'text',
  filter_movies: 'text',
  filter_tv: 'text',
  filter_music: 'text',
  filter_photos: 'text',
  imported_values: 'jsonb',
});

/** Columns whose unknown could be written in two ways, with the way we write it. */
const USER_SPELLING: Readonly<Record<string, (row: RawRow) => string | number | null>> = {
  friendly_name: (row) => text(row.friendly_name),
  title: (row) => text(row.title),
  email: (row) => text(row.email),
  thumb: (row) => text(row.thumb),
  custom_avatar_url: (row) => text(row.custom_avatar_url),
  shared_libraries: (row) => sections(row).join(';') || null,
  filter_all: (row) => text(row.filter_all),
  filter_movies: (row) => text(row.filter_movies),
  filter_tv: (row) => text(row.filter_tv),
  filter_music: (row) => text(row.filter_music),
  filter_photos: (row) => text(row.filter_photos),
  is_home_user: (row) => flag(row.is_home_user, false),
  is_allow_sync: (row) => flag(row.is_allow_sync, false),
  is_restricted: (row) => flag(row.is_restricted, false),
};

const silent: Note = () => undefined;
const SECTION = /^\d{1,9}$/;
/** Plex's numbers of the shared libraries. */
const sections = (row: RawRow): readonly string[] =>
  list(row.shared_libraries, ';').filter((part) => SECTION.test(part));
const flag = (value: RawRow[string] | undefined, missing: boolean): number =>
  (boolean01(value, silent) ?? missing) ? 1 : 0;

/** `users`, with what the server shares with each. */
export const usersLoad: Load = {
  table: 'users',
  stages: [USER_STAGE],
  begin({ emit, issue, seal }) {
    const seen = new Set<string>();
    const sealed = (value: RawRow[string] | undefined): string | null => {
      const token = text(value);
      return token === null ? null : seal(token);
    };
    return {
      row(row) {
        const id = integer(row.id, silent);
        const plexUserId = integer(row.user_id, silent);
        if (plexUserId === null || id === null) return issue('user_without_id', { id });
        if (seen.has(String(plexUserId))) return issue('duplicate_user', { id });
        seen.add(String(plexUserId));
        const username = rawText(row.username) ?? '';
        const friendly = text(row.friendly_name);
        if (friendly !== null && friendly === username) issue('friendly_name_is_username', { id });
        const is = (column: string, missing: boolean): boolean => boolean01(row[column], silent) ?? missing;
        const healed = friendly === username ? { ...row, friendly_name: null } : row;
        emit(USER_STAGE.name, [
          id,
          plexUserId,
          username,
          text(healed.friendly_name),
          text(row.title),
          text(row.email),
          text(row.thumb),
          text(row.custom_avatar_url),
          sealed(row.user_token),
          sealed(row.server_token),
          is('is_admin', false),
          is('is_home_user', false),
          is('is_restricted', false),
          is('is_active', true),
          is('is_allow_sync', false),
          is('keep_history', true),
          is('do_notify', true),
          is('allow_guest', false),
          is('deleted_user', false),
          sections(row),
          text(row.filter_all),
          text(row.filter_movies),
          text(row.filter_tv),
          text(row.filter_music),
          text(row.filter_photos),
          keep(healed, USER_SPELLING),
        ]);
      },
    };
  },
};
