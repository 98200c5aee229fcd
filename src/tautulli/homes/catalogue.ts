import { type Home, type Homes, inTable, KEPT_ID, OUR_LIBRARY, OUR_PERSON } from './home.ts';

/** Rows that are named by something else here. */
const namedBy = (what: string): Home => ({ dropped: `nothing refers to it; ${what} names the row` });

const RECENTLY_ADDED: Homes = {
  ...inTable('recently_added', {
    id: ['id', KEPT_ID],
    added_at: ['added_at', 'seconds become a moment'],
    section_id: ['library_id', `${OUR_LIBRARY}; one that is gone stays in imported_values`],
    rating_key: 'rating_key',
    parent_rating_key: 'parent_rating_key',
    grandparent_rating_key: 'grandparent_rating_key',
    media_type: 'media_type',
    media_info: 'media_info',
  }),
  pms_identifier: { home: 'servers.machine_identifier', note: 'recently_added.server_id is our number of that server' },
};

const EXPORTS: Homes = inTable('exports', {
  id: ['id', KEPT_ID],
  timestamp: ['started_at', 'seconds become a moment'],
  section_id: ['library_id', `${OUR_LIBRARY}; one that is gone stays in imported_values`],
  user_id: ['user_id', OUR_PERSON],
  rating_key: 'rating_key',
  media_type: 'media_type',
  title: 'title',
  file_format: 'file_format',
  metadata_level: 'metadata_level',
  media_info_level: 'media_info_level',
  thumb_level: 'thumb_level',
  art_level: 'art_level',
  logo_level: 'logo_level',
  squareArt_level: 'square_art_level',
  theme_level: 'theme_level',
  custom_fields: ['custom_fields', 'the text with commas becomes a list'],
  individual_files: 'individual_files',
  file_size: 'file_size_bytes',
  complete: ['state', '1 is done, -1 failed; 0 was cut off and is failed as well'],
  exported_items: 'exported_items',
  total_items: 'total_items',
});

const IMAGES: Homes = {
  id: namedBy('the hash'),
  ...inTable('image_hashes', {
    img_hash: 'hash',
    img: 'path',
    rating_key: 'rating_key',
    width: 'width',
    height: 'height',
    opacity: 'opacity',
    background: 'background',
    blur: 'blur',
    fallback: 'fallback',
  }),
};

const hosted = (host: string): Homes => ({
  id: namedBy('host and hash'),
  ...inTable('hosted_images', {
    img_hash: ['hash', `hosted_images.host is ${host}`],
    [`${host}_title`]: 'title',
    [`${host}_url`]: 'url',
  }),
});

/** Columns of the two lookups that know other databases' numbers of an item. */
const OTHER_IDS = { thetvdb_id: 'thetvdb_id', imdb_id: 'imdb_id' } as const;

const lookup = (service: string, more: Readonly<Record<string, string>>): Homes => ({
  id: namedBy('server, service and rating key'),
  ...inTable('external_lookups', {
    rating_key: ['rating_key', `external_lookups.service is ${service}`],
    [`${service}_id`]: 'external_id',
    [`${service}_url`]: 'url',
    [`${service}_json`]: 'answer',
    ...more,
  }),
});

/** A table of v2.0.0 to v2.0.28, which the releases after them dropped. */
const POSTER_URLS: Homes = {
  '*': { dropped: 'uploaded posters by rating key; without the hash of the image nothing here finds them' },
};

const VERSION: Homes = {
  key: { dropped: 'only the key `version` is read' },
  value: { home: 'imports.report', note: 'the release that wrote the file' },
};

/** What is known about items beside their plays. */
export const CATALOGUE_HOMES = {
  recently_added: RECENTLY_ADDED,
  exports: EXPORTS,
  image_hash_lookup: IMAGES,
  imgur_lookup: { ...hosted('imgur'), ...inTable('hosted_images', { delete_hash: ['delete_hash_sealed', 'sealed'] }) },
  cloudinary_lookup: hosted('cloudinary'),
  tvmaze_lookup: lookup('tvmaze', OTHER_IDS),
  themoviedb_lookup: lookup('themoviedb', OTHER_IDS),
  musicbrainz_lookup: lookup('musicbrainz', { musicbrainz_type: 'kind' }),
  poster_urls: POSTER_URLS,
  version_info: VERSION,
} as const;
