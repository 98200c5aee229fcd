import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { LibraryId, PlayId, RatingKey, ServerId, UserId } from '#contract/ids.ts';
import { fk, instant, lengthMs, pk } from './columns.ts';
import { libraries, servers, users } from './servers.ts';

/**
 * All plays of a person in one row. Like the next two tables it is kept true by every transaction that records, changes
 * or removes plays, so that a table of people reads a row each instead of every play there is.
 */
export const userTotals = pgTable(
  'user_totals',
  {
    /** Of any play, which is not always the latest one. */
    lastStartedAt: instant('last_started_at').notNull(),
    watchedMs: lengthMs('watched_ms').notNull(),
    userId: integer('user_id').notNull().$type<UserId>(),
    playCount: integer('play_count').notNull(),
    /** Viewings: plays that were resumed count once. */
    groupCount: integer('group_count').notNull(),
    /** The play with the highest id. */
    latestPlayId: integer('latest_play_id').notNull().$type<PlayId>(),
  },
  (t) => [pk('user_totals', t.userId), fk('user_totals', t.userId, users.id, 'cascade')],
);

/** What a person played from a library. A viewing that went on in another library counts in both. */
export const libraryUserTotals = pgTable(
  'library_user_totals',
  {
    lastStartedAt: instant('last_started_at').notNull(),
    watchedMs: lengthMs('watched_ms').notNull(),
    /** The same of plays whose item has a description, as `describedPlayCount` and `describedGroupCount`. */
    describedWatchedMs: lengthMs('described_watched_ms').notNull(),
    libraryId: integer('library_id').notNull().$type<LibraryId>(),
    userId: integer('user_id').notNull().$type<UserId>(),
    playCount: integer('play_count').notNull(),
    groupCount: integer('group_count').notNull(),
    describedPlayCount: integer('described_play_count').notNull(),
    describedGroupCount: integer('described_group_count').notNull(),
    latestPlayId: integer('latest_play_id').notNull().$type<PlayId>(),
  },
  (t) => [
    fk('library_user_totals', t.libraryId, libraries.id, 'cascade'),
    fk('library_user_totals', t.userId, users.id, 'cascade'),

    primaryKey({ name: 'pk_library_user_totals', columns: [t.libraryId, t.userId] }),
    index('ix_library_user_totals_user_id').on(t.userId),
  ],
);

/**
 * What was played under a rating key: of the item itself, of a season or album, and of a show or artist. Only plays whose
 * item has a description count.
 */
export const ratingKeyTotals = pgTable(
  'rating_key_totals',
  {
    watchedMs: lengthMs('watched_ms').notNull(),
    serverId: integer('server_id').notNull().$type<ServerId>(),
    playCount: integer('play_count').notNull(),
    groupCount: integer('group_count').notNull(),
    ratingKey: text('rating_key').notNull().$type<RatingKey>(),
  },
  (t) => [
    fk('rating_key_totals', t.serverId, servers.id, 'cascade'),

    primaryKey({ name: 'pk_rating_key_totals', columns: [t.serverId, t.ratingKey] }),
  ],
);
