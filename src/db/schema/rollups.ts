import { integer, pgTable } from 'drizzle-orm/pg-core';
import { bytes, instant, pk } from './columns.ts';

/**
 * Plays once more, laid out by column: a block holds the plays behind `after_id` up to `until_id` in the order of their
 * ids, and of each column the values of all of them one after another, big-endian. Statistics read a year of plays from
 * a few dozen rows instead of some hundred thousand, and the history any order of all of them. Plays in no block yet are read from `plays`; whoever changes a play
 * removes its block in the same transaction, and the next reader makes it anew.
 */
export const playBlocks = pgTable(
  'play_blocks',
  {
    afterId: integer('after_id').notNull(),
    untilId: integer('until_id').notNull(),
    /** The newest end in the block; null when it has no plays. */
    lastStoppedAt: instant('last_stopped_at'),
    /** 32-bit ids, as the next three. */
    ids: bytes().notNull(),
    watchGroups: bytes('watch_groups').notNull(),
    users: bytes().notNull(),
    /** 0 for none. */
    libraries: bytes().notNull(),
    /** 32 bits, seconds since 2000 in UTC. */
    startedS: bytes('started_s').notNull(),
    /** As started_s; the smallest number for a play without an end. */
    stoppedS: bytes('stopped_s').notNull(),
    /** 64-bit floating point. */
    watchedMs: bytes('watched_ms').notNull(),
    /** 16 bits: kind of item and delivery. */
    traits: bytes().notNull(),
    /** 64-bit floating point: 52 bits of a hash of what a title is counted under. */
    titles: bytes().notNull(),
    /** 32 bits of a hash of the platform's name, and of resolutions in the next two. */
    platforms: bytes().notNull(),
    sourceResolutions: bytes('source_resolutions').notNull(),
    deliveredResolutions: bytes('delivered_resolutions').notNull(),
    /** 32-bit ids of item_snapshots, and of players in the next. */
    items: bytes().notNull(),
    players: bytes().notNull(),
    /** 64-bit floating point: 52 bits of a hash of the address; 0 for none. */
    addresses: bytes().notNull(),
    /** 32 bits, the last position in milliseconds; the smallest number for none. */
    offsetsMs: bytes('offsets_ms').notNull(),
    /** As offsets_ms: the length of what was played. */
    lengthsMs: bytes('lengths_ms').notNull(),
    /** 64-bit floating point. */
    pausedMs: bytes('paused_ms').notNull(),
    /** 32 bits: a thousand times the milliseconds of started_s, and those of the end. */
    fractions: bytes().notNull(),
    /** 32 bits: what was converted, and the network. */
    deliveries: bytes().notNull(),
    /** 32 bits, kilobits a second; the smallest number for none. */
    bandwidths: bytes().notNull(),
    /** 32 bits of a hash of the codec of the file, and of its sound in the next. */
    videoCodecs: bytes('video_codecs').notNull(),
    audioCodecs: bytes('audio_codecs').notNull(),
    /** 64-bit floating point: 52 bits of a hash of an album and its artist; 0 for none. */
    albums: bytes().notNull(),
    /** 32 bits, milliseconds where the credits begin; 0 for none. */
    creditsFirstMs: bytes('credits_first_ms').notNull(),
    creditsFinalMs: bytes('credits_final_ms').notNull(),
  },
  (t) => [pk('play_blocks', t.untilId)],
);
