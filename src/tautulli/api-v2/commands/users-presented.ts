/** People as the reference's rows. */
import { displayName, type Person } from '#users/people.ts';
import type { LegacyColumn } from '../../legacy-rows/column.ts';
import type { Json } from '../json.ts';
import { column, firstText, type LegacyRow, legacyRow } from './items-presented.ts';

/** `users` <-> `users` and `server_access`. */
const USER_COLUMNS: readonly LegacyColumn<string>[] = [
  column('row_id', 'id', 'integer'),
  column('username', 'username', 'required'),
  column('friendly_name', 'friendlyName'),
  column('thumb', 'thumb'),
  column('custom_avatar_url', 'customThumb'),
  column('title', 'title'),
  column('email', 'email'),
  column('is_active', 'isActive', 'flag'),
  column('is_admin', 'isOwner', 'flag'),
  column('is_home_user', 'isHomeUser', 'flag'),
  column('is_allow_sync', 'allowsSync', 'flag'),
  column('is_restricted', 'isRestricted', 'flag'),
  column('do_notify', 'notifies', 'flag'),
  column('keep_history', 'keepHistory', 'flag'),
  column('deleted_user', 'isDeleted', 'flag'),
  column('allow_guest', 'allowsGuest', 'flag'),
  column('filter_all', 'filterAll'),
  column('filter_movies', 'filterMovies'),
  column('filter_tv', 'filterTv'),
  column('filter_music', 'filterMusic'),
  column('filter_photos', 'filterPhotos'),
];

/** Shown for people without a picture; the reference has it under this address. */
export const NO_AVATAR = 'interfaces/default/images/gravatar-default-80x80.png';

/** plex.tv's number; people a server knows by name only share the number of the viewer without an account. */
export const userNumber = (plexUserId: number | null): number => plexUserId ?? 0;

/** What plex.tv never says of the viewer without an account. */
const UNSAID = { is_home_user: null, is_allow_sync: null, is_restricted: null };

/** The reference's row of a person, with the shown name and number. */
export function userRow(person: Person): LegacyRow {
  const row = legacyRow(USER_COLUMNS, { ...person.access, ...person });
  return {
    ...row,
    ...(person.plexUserId === 0 ? UNSAID : {}),
    user_id: userNumber(person.plexUserId),
    friendly_name: displayName(person),
  };
}

/** The name where the reference shows even one of nothing but blanks. */
export const plainName = ({ friendlyName, username }: Person): string =>
  friendlyName === null || friendlyName === '' ? username : friendlyName;

/** The picture chosen here, else plex.tv's, else a built-in one. */
export const avatarOf = (row: { readonly custom_avatar_url?: Json; readonly thumb?: Json }): string =>
  firstText(row.custom_avatar_url ?? null, row.thumb ?? null) ?? NO_AVATAR;

/** Numbers of the shared libraries; texts, as the reference sends them. */
export const sharedLibraries = (person: Person): readonly string[] => (person.access?.sectionIds ?? []).map(String);
