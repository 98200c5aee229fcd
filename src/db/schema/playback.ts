import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { ANOMALIES, ENDED_REASONS, LOCATIONS, MEDIA_TYPES, SESSION_STATES } from '#contract/enums.ts';
import type {
  ImportId,
  ItemId,
  LibraryId,
  PlayId,
  RatingKey,
  ServerId,
  SessionId,
  SessionKey,
  UserId,
  WatchGroupId,
} from '#contract/ids.ts';
import { fk, importedValues, instant, ipAddress, lengthMs, literals, pk } from './columns.ts';
import { imports } from './imports.ts';
import { itemSnapshots, items } from './items.ts';
import { libraries, servers, users } from './servers.ts';
import { players, streamSnapshots } from './streams.ts';

/** Nearly all rows are added at the end: full pages waste nothing. */
const APPENDED = { fillfactor: 100 };

/**
 * Plays are written as they end, so a stretch of the table is a stretch of time: the borders of every few pages find the
 * last weeks as fast as an index of all rows, which would be five hundred times as large.
 */
const IN_ORDER = { pages_per_range: 16, autosummarize: true };

/** Streams that are live now: the reducer's state, so that a restart continues where we stopped. */
export const sessions = pgTable(
  'sessions',
  {
    id: integer().generatedByDefaultAsIdentity().$type<SessionId>(),
    serverId: integer('server_id').notNull().$type<ServerId>(),
    sessionKey: text('session_key').notNull().$type<SessionKey>(),
    plexSessionId: text('plex_session_id'),
    ratingKey: text('rating_key').$type<RatingKey>(),
    liveUuid: text('live_uuid'),
    transcodeId: text('transcode_id'),
    userId: integer('user_id').notNull().$type<UserId>(),
    itemId: integer('item_id').notNull().$type<ItemId>(),
    itemSnapshotId: integer('item_snapshot_id').notNull(),
    streamSnapshotId: integer('stream_snapshot_id').notNull(),
    playerId: integer('player_id').notNull(),
    mediaType: text('media_type', { enum: MEDIA_TYPES }).notNull(),
    isLive: boolean('is_live').notNull(),
    state: text({ enum: SESSION_STATES }).notNull(),
    startedAt: instant('started_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    viewOffsetMs: lengthMs('view_offset_ms').notNull(),
    viewOffsetAt: instant('view_offset_at').notNull(),
    durationMs: lengthMs('duration_ms'),
    watchedMs: lengthMs('watched_ms').notNull(),
    pausedMs: lengthMs('paused_ms').notNull(),
    pausedSince: instant('paused_since'),
    bufferCount: integer('buffer_count').notNull(),
    ipAddress: ipAddress('ip_address'),
    location: text({ enum: LOCATIONS }).notNull(),
    isRelayed: boolean('is_relayed').notNull(),
    isSecure: boolean('is_secure'),
    bandwidthKbps: integer('bandwidth_kbps'),
    transcodeSpeed: real('transcode_speed'),
    transcodeProgress: real('transcode_progress'),
    isTranscodeThrottled: boolean('is_transcode_throttled').notNull(),
    transcodeAvailableToMs: bigint('transcode_available_to_ms', { mode: 'number' }),
    /** The latest entry of the session list in full (`ListedSession` of plex/facts.ts); null until it was listed here. */
    listed: jsonb(),
    /** False for a stream that continues an earlier one on the same device. */
    isInitial: boolean('is_initial').notNull().default(true),
    /** Whether it was announced as watched. */
    isWatched: boolean('is_watched').notNull().default(false),
    /** Number of the marker the stream is in, counted from 1; 0 outside of all. */
    marker: smallint().notNull().default(0),
    bufferWarnedAt: instant('buffer_warned_at'),
    /** As it was when something about it was confirmed last (`Confirmed` of monitoring/session.ts); null: as it is. */
    confirmedAt: instant('confirmed_at'),
    confirmedState: text('confirmed_state', { enum: SESSION_STATES }),
    confirmedOffsetMs: lengthMs('confirmed_offset_ms'),
    confirmedWatchedMs: lengthMs('confirmed_watched_ms'),
    confirmedPausedMs: lengthMs('confirmed_paused_ms'),
    /** How many announcements of this stream were queued, so that a repeated write queues none twice. */
    announced: integer().notNull().default(0),
    /** Milliseconds after the start and stream description, of every way it was delivered; null while there was one. */
    streamChanges: jsonb('stream_changes'),
    importId: integer('import_id').$type<ImportId>(),
    importedValues: importedValues(),
  },
  (t) => [
    pk('sessions', t.id),
    fk('sessions', t.importId, imports.id, 'set null'),
    fk('sessions', t.serverId, servers.id, 'cascade'),
    fk('sessions', t.userId, users.id),
    fk('sessions', t.itemId, items.id),
    fk('sessions', t.itemSnapshotId, itemSnapshots.id),
    fk('sessions', t.streamSnapshotId, streamSnapshots.id),
    fk('sessions', t.playerId, players.id),

    unique('uq_sessions_server_id_session_key').on(t.serverId, t.sessionKey),
    check('ck_sessions_state', sql`${t.state} in (${literals(SESSION_STATES)})`),
    check('ck_sessions_confirmed_state', sql`${t.confirmedState} in (${literals(SESSION_STATES)})`),
    check('ck_sessions_location', sql`${t.location} in (${literals(LOCATIONS)})`),
    check('ck_sessions_lengths', sql`${t.watchedMs} >= 0 and ${t.pausedMs} >= 0`),
  ],
);

/**
 * The plays of one viewing that was resumed; the totals are kept true in the transaction that records a play. Columns
 * stand in the order of their size, here and in `plays`: there are millions of rows, and gaps between columns add up.
 */
export const watchGroups = pgTable(
  'watch_groups',
  {
    startedAt: instant('started_at').notNull(),
    /** When its newest play began. */
    lastStartedAt: instant('last_started_at').notNull(),
    stoppedAt: instant('stopped_at').notNull(),
    watchedMs: lengthMs('watched_ms').notNull(),
    pausedMs: lengthMs('paused_ms').notNull(),
    /** The id of the first play that opened it. */
    id: integer().notNull().$type<WatchGroupId>(),
    serverId: integer('server_id').notNull().$type<ServerId>(),
    userId: integer('user_id').notNull().$type<UserId>(),
    itemId: integer('item_id').notNull().$type<ItemId>(),
    latestPlayId: integer('latest_play_id').notNull().$type<PlayId>(),
    /** The furthest play; among equals the first. */
    bestPlayId: integer('best_play_id').notNull().$type<PlayId>(),
    playCount: integer('play_count').notNull(),
    /** Of the furthest play; 100 for live TV. */
    percentComplete: integer('percent_complete').notNull(),
  },
  (t) => [
    pk('watch_groups', t.id),
    fk('watch_groups', t.serverId, servers.id, 'cascade'),
    fk('watch_groups', t.userId, users.id),
    fk('watch_groups', t.itemId, items.id),

    index('ix_watch_groups_last_started_at').on(t.lastStartedAt).with(APPENDED),
    index('ix_watch_groups_user_id').on(t.userId),
    index('ix_watch_groups_item_id_user_id').on(t.itemId, t.userId),
    check('ck_watch_groups_play_count', sql`${t.playCount} > 0`),
  ],
);

/**
 * One recorded start-to-stop segment. Narrow and append-mostly: what (with its item and kind), how and on which device
 * are pointers.
 */
export const plays = pgTable(
  'plays',
  {
    startedAt: instant('started_at').notNull(),
    stoppedAt: instant('stopped_at').notNull(),
    /** Last heartbeat; imports do not know it. */
    lastSeenAt: instant('last_seen_at'),
    watchedMs: lengthMs('watched_ms').notNull(),
    pausedMs: lengthMs('paused_ms').notNull(),
    id: integer().generatedByDefaultAsIdentity().$type<PlayId>(),
    serverId: integer('server_id').notNull().$type<ServerId>(),
    watchGroupId: integer('watch_group_id').notNull().$type<WatchGroupId>(),
    userId: integer('user_id').notNull().$type<UserId>(),
    itemSnapshotId: integer('item_snapshot_id').notNull(),
    streamSnapshotId: integer('stream_snapshot_id').notNull(),
    playerId: integer('player_id').notNull(),
    /** Null for what lies in no library. */
    libraryId: integer('library_id').$type<LibraryId>(),
    /** The import it came with; null when it was recorded here. */
    importId: integer('import_id').$type<ImportId>(),
    /** Where it ended; null when an import did not know. 32 bits are 24 days of one item. */
    viewOffsetMs: integer('view_offset_ms'),
    /** Of the item when it was played. */
    durationMs: integer('duration_ms'),
    percentComplete: integer('percent_complete').notNull(),
    bandwidthKbps: integer('bandwidth_kbps'),
    isLive: boolean('is_live').notNull(),
    isRelayed: boolean('is_relayed'),
    isSecure: boolean('is_secure'),
    location: text({ enum: LOCATIONS }),
    ipAddress: ipAddress('ip_address'),
    /** Imports do not know it. */
    endedReason: text('ended_reason', { enum: ENDED_REASONS }),
    /** The person's name at the time, where an import knew another one than today's. */
    userName: text('user_name'),
    /** What is impossible about an imported play; such plays may break the rules of the checks below. */
    anomalies: text({ enum: ANOMALIES }).array(),
    importedValues: importedValues(),
  },
  (t) => [
    pk('plays', t.id),
    fk('plays', t.serverId, servers.id, 'cascade'),
    fk('plays', t.watchGroupId, watchGroups.id),
    fk('plays', t.userId, users.id),
    fk('plays', t.itemSnapshotId, itemSnapshots.id),
    fk('plays', t.streamSnapshotId, streamSnapshots.id),
    fk('plays', t.playerId, players.id),
    fk('plays', t.libraryId, libraries.id),
    fk('plays', t.importId, imports.id),

    index('ix_plays_started_at').on(t.startedAt).with(APPENDED),
    index('ix_plays_stopped_at').using('brin', t.stoppedAt).with(IN_ORDER),
    index('ix_plays_watch_group_id').on(t.watchGroupId).with(APPENDED),
    index('ix_plays_user_id').on(t.userId),
    index('ix_plays_item_snapshot_id').on(t.itemSnapshotId),
    index('ix_plays_library_id').on(t.libraryId),
    check('ck_plays_order', sql`${t.stoppedAt} >= ${t.startedAt} or ${t.anomalies} is not null`),
    check('ck_plays_lengths', sql`(${t.watchedMs} >= 0 and ${t.pausedMs} >= 0) or ${t.anomalies} is not null`),
    check('ck_plays_anomalies', sql`${t.anomalies} <@ array[${literals(ANOMALIES)}]`),
    check('ck_plays_ended_reason', sql`${t.endedReason} in (${literals(ENDED_REASONS)})`),
    check('ck_plays_location', sql`${t.location} in (${literals(LOCATIONS)})`),
  ],
);

/** The ways in which a play was delivered, in turn, where there was more than one; the play itself keeps the last. */
export const playStreamChanges = pgTable(
  'play_stream_changes',
  {
    playId: integer('play_id').notNull().$type<PlayId>(),
    /** Milliseconds after the start of the play. */
    atMs: integer('at_ms').notNull(),
    streamSnapshotId: integer('stream_snapshot_id').notNull(),
  },
  (t) => [
    fk('play_stream_changes', t.playId, plays.id, 'cascade'),
    fk('play_stream_changes', t.streamSnapshotId, streamSnapshots.id),

    primaryKey({ name: 'pk_play_stream_changes', columns: [t.playId, t.atMs] }),
  ],
);
