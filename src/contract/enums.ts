/** The closed vocabularies that database, API and web app share. */

export const MEDIA_TYPES = [
  'movie',
  'show',
  'season',
  'episode',
  'artist',
  'album',
  'track',
  'photo',
  'photo_album',
  'clip',
  'collection',
  'playlist',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** State of a live session as the player reported it last. */
export const SESSION_STATES = ['playing', 'paused', 'buffering', 'error'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/** How a stream, or one of its tracks, is delivered. `copy` is what people call direct stream. */
export const DECISIONS = ['direct play', 'copy', 'transcode'] as const;
export type Decision = (typeof DECISIONS)[number];

/** `burn` exists for subtitles only. */
export const SUBTITLE_DECISIONS = ['direct play', 'copy', 'transcode', 'burn'] as const;
export type SubtitleDecision = (typeof SUBTITLE_DECISIONS)[number];

export const LOCATIONS = ['lan', 'wan', 'cellular'] as const;
export type Location = (typeof LOCATIONS)[number];

/**
 * Why a play ended: `stopped` the player said so; `replaced` another item took over the session;
 * `lost` the session was gone when we looked again; `silent` the server listed it but nothing came for five minutes.
 */
export const ENDED_REASONS = ['stopped', 'replaced', 'lost', 'silent'] as const;
export type EndedReason = (typeof ENDED_REASONS)[number];

/** How well we can hear a server. `connecting` only until the first answer. */
export const LINK_STATES = ['connecting', 'ok', 'degraded', 'unauthorised', 'unreachable'] as const;
export type LinkState = (typeof LINK_STATES)[number];

/**
 * What can be impossible about an imported play: `no_stop` it has no end; `negative_length` it ends before it begins;
 * `pause_exceeds_length` it paused longer than it lasted; `impossible_time` a time lies outside of what can be.
 */
export const ANOMALIES = ['no_stop', 'negative_length', 'pause_exceeds_length', 'impossible_time'] as const;
export type Anomaly = (typeof ANOMALIES)[number];

/** Everything a notification can be sent for. */
export const TRIGGERS = [
  'on_play',
  'on_stop',
  'on_pause',
  'on_resume',
  'on_change',
  'on_buffer',
  'on_error',
  'on_intro',
  'on_credits',
  'on_commercial',
  'on_watched',
  'on_created',
  'on_extdown',
  'on_intdown',
  'on_extup',
  'on_intup',
  'on_pmsupdate',
  'on_concurrent',
  'on_newdevice',
  'on_plexpyupdate',
  'on_plexpydbcorrupt',
  'on_tokenexpired',
] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** Where a long piece of work stands. */
export const WORK_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type WorkState = (typeof WORK_STATES)[number];

/** What a signed-in account may do. */
export const ROLES = ['owner', 'admin', 'viewer', 'guest'] as const;
export type Role = (typeof ROLES)[number];

/** How serious a line of the log is, from the least to the most. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a line of the log is about. */
export const LOG_PARTS = [
  'web',
  'plex',
  'notifications',
  'sign-in',
  'import',
  'exports',
  'images',
  'tasks',
  'database',
  'general',
] as const;
export type LogPart = (typeof LOG_PARTS)[number];

/** By what people are listed. */
export const PEOPLE_SORTS = [
  'name',
  'username',
  'fullName',
  'email',
  'plays',
  'groups',
  'watched',
  'lastSeen',
  'lastAddress',
  'lastPlatform',
  'lastPlayer',
  'lastPlayed',
  'id',
] as const;

/** Which people are listed: who uses a server now, who does not any more, who was removed here. */
export const PEOPLE_STATES = ['active', 'inactive', 'removed', 'all'] as const;

/** Kinds of libraries; `live` is that of Live TV, which servers do not list. */
export const LIBRARY_TYPES = ['movie', 'show', 'artist', 'photo', 'live'] as const;

/** Which libraries are listed: what its server lists now, what it lists no more, what was removed here. */
export const LIBRARY_STATES = ['active', 'inactive', 'removed', 'all'] as const;

/** By what libraries are listed, as columns say it. */
export const LIBRARY_SORTS = [
  'name',
  'type',
  'items',
  'parents',
  'children',
  'plays',
  'groups',
  'watched',
  'lastPlayed',
  'lastPlayedTitle',
] as const;

/** By what the files of a library are listed. */
export const FILE_SORTS = [
  'title',
  'year',
  'addedAt',
  'container',
  'bitrate',
  'videoCodec',
  'videoResolution',
  'videoFrameRate',
  'audioCodec',
  'audioChannels',
  'fileSize',
  'plays',
  'lastPlayed',
] as const;
export type FileSort = (typeof FILE_SORTS)[number];

/** The cards of the statistics, by the names that `/api/v2` has for them, in the order shown at first. */
export const STATISTIC_CARDS = [
  'top_movies',
  'popular_movies',
  'top_tv',
  'popular_tv',
  'top_music',
  'popular_music',
  'last_watched',
  'top_libraries',
  'top_users',
  'top_platforms',
  'most_concurrent',
] as const;
export type StatisticCard = (typeof STATISTIC_CARDS)[number];
