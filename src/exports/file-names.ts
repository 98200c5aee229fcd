/** What exports and their files are called (export notes 5). Pure. */
import type { ExportItem } from '#plex/export-object.ts';

/** File systems take 255 bytes; a time, a number and an ending follow. */
const MAX_TITLE = 180;

/** A name as the reference writes it: only what every file system takes. Keys tell names apart that become the same. */
export const cleanName = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\P{ASCII}/gu, '')
    .replace(/[^A-Za-z0-9 \-_.()[\]]/g, '_');

const capitalised = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}`;

const textOf = (item: ExportItem, field: string): string => {
  const value = item.value(field);
  return typeof value === 'string' ? value : '';
};

/** The title with that of what the item belongs to. */
function fullTitle(item: ExportItem): string {
  const [title, parent, grandparent] = ['title', 'parentTitle', 'grandparentTitle'].map((name) => textOf(item, name));
  switch (item.type) {
    case 'season':
    case 'album':
      return `${parent} - ${title}`;
    case 'episode':
      return `${grandparent} - ${parent} - (${textOf(item, 'seasonEpisode')}) ${title}`;
    case 'track':
      return `${grandparent} - ${parent} - ${title}`;
    default:
      return title ?? '';
  }
}

const withKey = (title: string, key: string | number): string => `${cleanName(title).slice(0, MAX_TITLE)} [${key}]`;

/** `Movie - Ember Falls [1001]` */
export const itemTitle = (item: ExportItem): string =>
  withKey(`${capitalised(item.type)} - ${fullTitle(item)}`, item.ratingKey ?? '');

/** `Ember Falls [1001]` */
export const resourceTitle = (item: ExportItem): string => withKey(fullTitle(item), item.ratingKey ?? '');

/** `Library - Films - Collection [1]` */
export const libraryTitle = (library: string, exportType: string, sectionId: number): string =>
  withKey(`Library - ${library} - ${capitalised(exportType)}`, sectionId);

/** `User - fern.quill - Playlist [71000102]` */
export const userTitle = (user: string, plexUserId: number): string => withKey(`User - ${user} - Playlist`, plexUserId);

/** The moment in a folder's name: `20230722055640`. */
export const timeInName = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace(/\D/g, '');
