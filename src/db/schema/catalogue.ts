import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { ImportId, LibraryId, ServerId, UserId } from '#contract/ids.ts';
import { createdAt, fk, importedValues, instant, ipAddress, literals, pk } from './columns.ts';
import { imports } from './imports.ts';
import { libraries, servers, users } from './servers.ts';

/** Items that appeared in a library and were dealt with, so that none is announced twice. */
export const recentlyAdded = pgTable(
  'recently_added',
  {
    id: integer().generatedByDefaultAsIdentity(),
    serverId: integer('server_id').notNull().$type<ServerId>(),
    libraryId: integer('library_id').$type<LibraryId>(),
    ratingKey: text('rating_key').notNull(),
    parentRatingKey: text('parent_rating_key'),
    grandparentRatingKey: text('grandparent_rating_key'),
    mediaType: text('media_type'),
    addedAt: instant('added_at').notNull(),
    mediaInfo: jsonb('media_info'),
    importId: integer('import_id').$type<ImportId>(),
    importedValues: importedValues(),
  },
  (t) => [
    pk('recently_added', t.id),
    fk('recently_added', t.importId, imports.id, 'set null'),
    fk('recently_added', t.serverId, servers.id, 'cascade'),
    fk('recently_added', t.libraryId, libraries.id, 'set null'),

    index('ix_recently_added_server_id_rating_key').on(t.serverId, t.ratingKey),
    index('ix_recently_added_added_at').on(t.addedAt.desc()),
    index('ix_recently_added_library_id').on(t.libraryId),
  ],
);

/** When a person last stopped on a device: tells a first stream from a continued one. */
export const continuedStreams = pgTable(
  'continued_streams',
  {
    serverId: integer('server_id').notNull().$type<ServerId>(),
    userId: integer('user_id').notNull().$type<UserId>(),
    machineId: text('machine_id').notNull(),
    mediaType: text('media_type').notNull(),
    stoppedAt: instant('stopped_at').notNull(),
  },
  (t) => [
    fk('continued_streams', t.serverId, servers.id, 'cascade'),
    fk('continued_streams', t.userId, users.id, 'cascade'),

    primaryKey({ name: 'pk_continued_streams', columns: [t.serverId, t.userId, t.machineId, t.mediaType] }),
    index('ix_continued_streams_user_id').on(t.userId),
  ],
);

export const LOOKUP_SERVICES = ['tvmaze', 'themoviedb', 'musicbrainz'] as const;

/** What other services said about an item; a cache. */
export const externalLookups = pgTable(
  'external_lookups',
  {
    serverId: integer('server_id').notNull().$type<ServerId>(),
    service: text({ enum: LOOKUP_SERVICES }).notNull(),
    ratingKey: text('rating_key').notNull(),
    /** The service's own number or name of it. */
    externalId: text('external_id'),
    thetvdbId: bigint('thetvdb_id', { mode: 'number' }),
    imdbId: text('imdb_id'),
    url: text(),
    /** MusicBrainz: artist, release or recording. */
    kind: text(),
    answer: jsonb(),
    importedValues: importedValues(),
    createdAt: createdAt(),
  },
  (t) => [
    fk('external_lookups', t.serverId, servers.id, 'cascade'),

    primaryKey({ name: 'pk_external_lookups', columns: [t.serverId, t.service, t.ratingKey] }),
    check('ck_external_lookups_service', sql`${t.service} in (${literals(LOOKUP_SERVICES)})`),
  ],
);

/** Where in the world an address is, as plex.tv said; a cache. Nothing but the address where it did not know. */
export const addressPlaces = pgTable(
  'address_places',
  {
    ipAddress: ipAddress('ip_address').notNull(),
    city: text(),
    region: text(),
    country: text(),
    /** Two letters of the country. */
    countryCode: text('country_code'),
    /** Degrees; both or none. */
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    lookedUpAt: instant('looked_up_at').notNull(),
  },
  (t) => [pk('address_places', t.ipAddress)],
);

/** Addresses under which images were published; they must keep working. */
export const imageHashes = pgTable(
  'image_hashes',
  {
    hash: text().notNull(),
    serverId: integer('server_id').$type<ServerId>(),
    /** Plex's path. */
    path: text().notNull(),
    ratingKey: text('rating_key'),
    width: integer(),
    height: integer(),
    opacity: integer(),
    background: text(),
    blur: integer(),
    fallback: text(),
    importedValues: importedValues(),
    createdAt: createdAt(),
  },
  (t) => [
    pk('image_hashes', t.hash),
    fk('image_hashes', t.serverId, servers.id, 'cascade'),

    index('ix_image_hashes_rating_key').on(t.ratingKey),
  ],
);

const HOSTS = ['imgur', 'cloudinary'] as const;

/** Images uploaded to a host. `hash` usually is one of `image_hashes`; imports know others. */
export const hostedImages = pgTable(
  'hosted_images',
  {
    host: text({ enum: HOSTS }).notNull(),
    hash: text().notNull(),
    title: text(),
    url: text().notNull(),
    /** Needed to delete it there; sealed. */
    deleteHashSealed: text('delete_hash_sealed'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'pk_hosted_images', columns: [t.host, t.hash] }),
    check('ck_hosted_images_host', sql`${t.host} in (${literals(HOSTS)})`),
  ],
);

const EXPORT_STATES = ['running', 'done', 'failed'] as const;

/** An export of metadata; its file lies in the exports folder. */
export const metadataExports = pgTable(
  'exports',
  {
    id: integer().generatedByDefaultAsIdentity(),
    serverId: integer('server_id').$type<ServerId>(),
    libraryId: integer('library_id').$type<LibraryId>(),
    userId: integer('user_id').$type<UserId>(),
    ratingKey: text('rating_key'),
    mediaType: text('media_type'),
    title: text(),
    fileFormat: text('file_format').notNull(),
    metadataLevel: smallint('metadata_level').notNull(),
    mediaInfoLevel: smallint('media_info_level').notNull(),
    thumbLevel: smallint('thumb_level').notNull(),
    artLevel: smallint('art_level').notNull(),
    logoLevel: smallint('logo_level').notNull(),
    squareArtLevel: smallint('square_art_level').notNull(),
    themeLevel: smallint('theme_level').notNull(),
    customFields: text('custom_fields').array().notNull(),
    individualFiles: boolean('individual_files').notNull(),
    fileSizeBytes: bigint('file_size_bytes', { mode: 'number' }).notNull(),
    state: text({ enum: EXPORT_STATES }).notNull(),
    /** Why it failed, in one sentence. */
    failure: text(),
    exportedItems: integer('exported_items').notNull(),
    totalItems: integer('total_items').notNull(),
    startedAt: instant('started_at').notNull(),
    importId: integer('import_id').$type<ImportId>(),
    importedValues: importedValues(),
  },
  (t) => [
    pk('exports', t.id),
    fk('exports', t.importId, imports.id, 'set null'),
    fk('exports', t.serverId, servers.id, 'set null'),
    fk('exports', t.libraryId, libraries.id, 'set null'),
    fk('exports', t.userId, users.id, 'set null'),

    index('ix_exports_library_id').on(t.libraryId),
    index('ix_exports_user_id').on(t.userId),
    check('ck_exports_state', sql`${t.state} in (${literals(EXPORT_STATES)})`),
  ],
);

/** Phones and tablets with the companion app. */
export const devices = pgTable(
  'devices',
  {
    id: integer().generatedByDefaultAsIdentity(),
    /** The app's own name of its installation. */
    deviceId: text('device_id').notNull(),
    /** The app's credential, needed in clear to encrypt pushes; sealed. */
    tokenSealed: text('token_sealed'),
    /** SHA-256 of the credential in hexadecimal, to find it. */
    tokenHash: text('token_hash'),
    name: text(),
    platform: text(),
    version: text(),
    friendlyName: text('friendly_name'),
    pushId: text('push_id'),
    /** -1 not checked, 0 another app, 1 the official app, 2 the official app without push. */
    official: smallint().notNull(),
    lastSeenAt: instant('last_seen_at'),
    importId: integer('import_id').$type<ImportId>(),
    importedValues: importedValues(),
    createdAt: createdAt(),
  },
  (t) => [
    pk('devices', t.id),
    fk('devices', t.importId, imports.id, 'set null'),
    unique('uq_devices_device_id').on(t.deviceId),
    index('ix_devices_token_hash').on(t.tokenHash),
  ],
);
