import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { PlayId, ServerId, UserId } from '#contract/ids.ts';
import { fk, instant, pk } from './columns.ts';
import { plays } from './playback.ts';
import { servers, users } from './servers.ts';

/**
 * Plays that somebody deleted and may want back. They are not in `plays` any more, so nothing counts them; a task removes
 * them for good after thirty days.
 */
export const deletedPlays = pgTable(
  'deleted_plays',
  {
    /** The number it had and gets back. */
    playId: integer('play_id').notNull().$type<PlayId>(),
    serverId: integer('server_id').notNull().$type<ServerId>(),
    /** Whose it is; follows when two people turn out to be one. */
    userId: integer('user_id').notNull().$type<UserId>(),
    /** What was deleted together has the same. */
    deletion: text().notNull(),
    deletedAt: instant('deleted_at').notNull(),
    /** Who deleted it, by name. */
    deletedBy: text('deleted_by').notNull(),
    /** Its row of `plays`. */
    play: jsonb().notNull(),
    /** Its rows of `play_stream_changes`; null for none. */
    streamChanges: jsonb('stream_changes'),
    /** Its note; null for none. */
    note: text(),
  },
  (t) => [
    pk('deleted_plays', t.playId),
    fk('deleted_plays', t.serverId, servers.id, 'cascade'),
    fk('deleted_plays', t.userId, users.id),

    index('ix_deleted_plays_deletion').on(t.deletion),
    index('ix_deleted_plays_deleted_at').on(t.deletedAt),
    index('ix_deleted_plays_server_id').on(t.serverId),
    index('ix_deleted_plays_user_id').on(t.userId),
  ],
);

/** What an administrator wrote about a play. */
export const playNotes = pgTable(
  'play_notes',
  {
    playId: integer('play_id').notNull().$type<PlayId>(),
    note: text().notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [pk('play_notes', t.playId), fk('play_notes', t.playId, plays.id, 'cascade')],
);
