import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { MEDIA_TYPES } from '#contract/enums.ts';
import type { ItemId, RatingKey, ServerId } from '#contract/ids.ts';
import { bytes, createdAt, fk, importedValues, instant, literals, pk } from './columns.ts';
import { servers } from './servers.ts';

/**
 * Something that can be played. `identity` is ours: the guid when Plex gives one, so that a deleted and re-added film
 * stays one item and a reused rating key does not merge two.
 */
export const items = pgTable(
  'items',
  {
    id: integer().generatedByDefaultAsIdentity().$type<ItemId>(),
    serverId: integer('server_id').notNull().$type<ServerId>(),
    identity: text().notNull(),
    mediaType: text('media_type', { enum: MEDIA_TYPES }).notNull(),
    externalIds: text('external_ids').array().notNull().default(sql`'{}'`),
    createdAt: createdAt(),
  },
  (t) => [
    pk('items', t.id),
    fk('items', t.serverId, servers.id, 'cascade'),

    unique('uq_items_server_id_identity').on(t.serverId, t.identity),
    check('ck_items_media_type', sql`${t.mediaType} in (${literals(MEDIA_TYPES)})`),
  ],
);

/** A rating key under which an item was seen, with the times: an alias, never proof of identity. */
export const itemKeys = pgTable(
  'item_keys',
  {
    serverId: integer('server_id').notNull().$type<ServerId>(),
    ratingKey: text('rating_key').notNull().$type<RatingKey>(),
    itemId: integer('item_id').notNull().$type<ItemId>(),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
  },
  (t) => [
    fk('item_keys', t.serverId, servers.id, 'cascade'),
    fk('item_keys', t.itemId, items.id, 'cascade'),

    primaryKey({ name: 'pk_item_keys', columns: [t.serverId, t.ratingKey, t.itemId] }),
    index('ix_item_keys_item_id').on(t.itemId),
  ],
);

/**
 * One version of what an item said about itself; plays point here, so a million plays of an item store its summary once.
 * `hash` covers everything, `baseHash` everything but the markers (session lists do not carry markers).
 */
export const itemSnapshots = pgTable(
  'item_snapshots',
  {
    id: integer().generatedByDefaultAsIdentity(),
    itemId: integer('item_id').notNull().$type<ItemId>(),
    hash: bytes().notNull(),
    baseHash: bytes('base_hash').notNull(),
    ratingKey: text('rating_key').$type<RatingKey>(),
    parentRatingKey: text('parent_rating_key').$type<RatingKey>(),
    grandparentRatingKey: text('grandparent_rating_key').$type<RatingKey>(),
    guid: text(),
    parentGuid: text('parent_guid'),
    grandparentGuid: text('grandparent_guid'),
    sectionId: integer('section_id'),
    libraryName: text('library_name'),
    mediaType: text('media_type', { enum: MEDIA_TYPES }).notNull(),
    isLive: boolean('is_live').notNull(),
    extraType: integer('extra_type'),
    title: text().notNull(),
    parentTitle: text('parent_title'),
    grandparentTitle: text('grandparent_title'),
    originalTitle: text('original_title'),
    editionTitle: text('edition_title'),
    fullTitle: text('full_title').notNull(),
    year: integer(),
    mediaIndex: integer('media_index'),
    parentMediaIndex: integer('parent_media_index'),
    durationMs: bigint('duration_ms', { mode: 'number' }),
    thumb: text(),
    parentThumb: text('parent_thumb'),
    grandparentThumb: text('grandparent_thumb'),
    art: text(),
    originallyAvailableOn: date('originally_available_on', { mode: 'string' }),
    addedAt: instant('added_at'),
    updatedAt: instant('updated_at'),
    contentRating: text('content_rating'),
    studio: text(),
    summary: text(),
    tagline: text(),
    /** Exact, so that `7.0` stays `7.0`. */
    rating: numeric(),
    audienceRating: real('audience_rating'),
    genres: text().array().notNull(),
    directors: text().array().notNull(),
    writers: text().array().notNull(),
    actors: text().array().notNull(),
    labels: text().array().notNull(),
    channelTitle: text('channel_title'),
    channelCallSign: text('channel_call_sign'),
    channelThumb: text('channel_thumb'),
    channelId: text('channel_id'),
    channelIdentifier: text('channel_identifier'),
    channelVcn: text('channel_vcn'),
    /** When the server knew it to be viewed before; of the first play with this description, not part of its hash. */
    lastViewedAt: instant('last_viewed_at'),
    /** False while only a session list was read. */
    isMarkersKnown: boolean('is_markers_known').notNull(),
    creditsFirstMs: bigint('credits_first_ms', { mode: 'number' }),
    creditsFinalMs: bigint('credits_final_ms', { mode: 'number' }),
    /** Made for an imported play that came without a description. */
    isPlaceholder: boolean('is_placeholder').notNull().default(false),
    importedValues: importedValues(),
    createdAt: createdAt(),
  },
  (t) => [
    pk('item_snapshots', t.id),
    fk('item_snapshots', t.itemId, items.id, 'cascade'),

    unique('uq_item_snapshots_item_id_hash').on(t.itemId, t.hash),
    index('ix_item_snapshots_item_id_base_hash').on(t.itemId, t.baseHash),
    index('ix_item_snapshots_rating_key').on(t.ratingKey),
    index('ix_item_snapshots_parent_rating_key').on(t.parentRatingKey),
    index('ix_item_snapshots_grandparent_rating_key').on(t.grandparentRatingKey),
    index('ix_item_snapshots_is_placeholder').on(t.isPlaceholder).where(sql`${t.isPlaceholder}`),
    check('ck_item_snapshots_media_type', sql`${t.mediaType} in (${literals(MEDIA_TYPES)})`),
  ],
);
