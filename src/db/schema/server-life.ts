import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, jsonb, pgTable, smallint, text, unique } from 'drizzle-orm/pg-core';
import type { RatingKey, ServerId } from '#contract/ids.ts';
import { createdAt, fk, instant, literals, pk } from './columns.ts';
import { servers } from './servers.ts';

/** The process that watches and delivers, of all that share this database; one row. */
export const leadership = pgTable(
  'leadership',
  {
    id: smallint().notNull().default(1),
    /** Grows with every change of the leader; who writes as leader compares it in the same transaction. */
    epoch: bigint({ mode: 'number' }).notNull(),
    /** Name that the process gave itself when it started. */
    holder: text().notNull(),
    since: instant('since').notNull(),
  },
  (t) => [pk('leadership', t.id), check('ck_leadership_one_row', sql`${t.id} = 1`)],
);

/** As the server said it; null for what it left out. */
type StoredRemoteAccess = Readonly<
  Record<
    | 'mappingState'
    | 'mappingError'
    | 'signInState'
    | 'publicAddress'
    | 'publicPort'
    | 'privateAddress'
    | 'privatePort'
    | 'reason',
    string | null
  >
>;

/** What was decided about a server and must outlive a restart: outages, remote access, what was looked at when. */
export const serverLife = pgTable(
  'server_life',
  {
    serverId: integer('server_id').notNull().$type<ServerId>(),
    /** Null until it was connected once. */
    isUp: boolean('is_up'),
    /** Begin of an outage that is worth telling; null for one that was there from the start. */
    downSince: instant('down_since'),
    downAnnouncedAt: instant('down_announced_at'),
    /** Null until a notification said something about remote access. */
    isRemoteUp: boolean('is_remote_up'),
    remoteDownSince: instant('remote_down_since'),
    remoteDownAnnouncedAt: instant('remote_down_announced_at'),
    /** What the server said of its remote access when it was lost. */
    remoteAccess: jsonb('remote_access').$type<StoredRemoteAccess>(),
    usersReadAt: instant('users_read_at'),
    librariesReadAt: instant('libraries_read_at'),
    tokenCheckedAt: instant('token_checked_at'),
    updateCheckedAt: instant('update_checked_at'),
  },
  (t) => [pk('server_life', t.serverId), fk('server_life', t.serverId, servers.id, 'cascade')],
);

const ADDED_TYPES = ['movie', 'show', 'season', 'episode', 'artist', 'album', 'track'] as const;

/** Items that were added a moment ago: they wait for their descriptions and for others that belong to them. */
export const pendingAdditions = pgTable(
  'pending_additions',
  {
    id: integer().generatedByDefaultAsIdentity(),
    serverId: integer('server_id').notNull().$type<ServerId>(),
    ratingKey: text('rating_key').notNull().$type<RatingKey>(),
    /** Season or album. */
    parentRatingKey: text('parent_rating_key').$type<RatingKey>(),
    /** Movie, show or artist: what belongs to it is announced together. */
    topRatingKey: text('top_rating_key').notNull().$type<RatingKey>(),
    mediaType: text('media_type', { enum: ADDED_TYPES }).notNull(),
    sectionId: integer('section_id').notNull(),
    /** The same for everything with one top; put off by everything more that is added to it. */
    dueAt: instant('due_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    pk('pending_additions', t.id),
    fk('pending_additions', t.serverId, servers.id, 'cascade'),

    unique('uq_pending_additions_server_id_rating_key').on(t.serverId, t.ratingKey),
    index('ix_pending_additions_server_id_top_rating_key').on(t.serverId, t.topRatingKey),
    check('ck_pending_additions_media_type', sql`${t.mediaType} in (${literals(ADDED_TYPES)})`),
  ],
);
