/** What a table of the history can be narrowed by. */

/**
 * Several values of one kind mean any of them; an absent kind means everything, an empty list nothing. Days are
 * `YYYY-MM-DD` in the zone of the query and look at the start of a play; other texts are compared as they are.
 */
export interface PlayFilter {
  /** Numbers by which plex.tv knows people. */
  readonly plexUserIds?: readonly number[];
  /** Account names as they were when it was played. */
  readonly userNames?: readonly string[];
  readonly ratingKeys?: readonly string[];
  readonly parentRatingKeys?: readonly string[];
  readonly grandparentRatingKeys?: readonly string[];
  readonly groupIds?: readonly number[];
  /** Our numbers of servers. */
  readonly serverIds?: readonly number[];
  /** Plex's numbers of libraries. */
  readonly sectionIds?: readonly number[];
  /** Media types, where everything from Live TV is `live` and nothing else. */
  readonly kinds?: readonly string[];
  /** How the stream was delivered. */
  readonly decisions?: readonly string[];
  /** What the guid begins with; upper and lower case are the same. */
  readonly guidStarts?: readonly string[];
  readonly days?: readonly string[];
  readonly firstDay?: string;
  readonly lastDay?: string;
}

/** One row for each viewing, or one for each play. */
export type RowUnit = 'group' | 'play';

/** Columns of the table that can be ordered by and searched in. */
export const TABLE_COLUMNS = [
  'groupId',
  'playId',
  'lastStartedAt',
  'startedAt',
  'stoppedAt',
  'mediaDuration',
  'watched',
  'paused',
  'plexUserId',
  'userName',
  'friendlyName',
  'userThumb',
  'platform',
  'product',
  'player',
  'ipAddress',
  'isLive',
  'machineId',
  'location',
  'isSecure',
  'isRelayed',
  'mediaType',
  'ratingKey',
  'parentRatingKey',
  'grandparentRatingKey',
  'fullTitle',
  'title',
  'parentTitle',
  'grandparentTitle',
  'originalTitle',
  'year',
  'mediaIndex',
  'parentMediaIndex',
  'thumb',
  'releasedOn',
  'guid',
  'decision',
  'percent',
  'playCount',
  'playIds',
  'state',
  'sessionKey',
] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];

export interface TableQuery {
  readonly filter: PlayFilter;
  readonly unit: RowUnit;
  /** Streams that are running come along as rows. */
  readonly isLiveIncluded: boolean;
  /** `%` and `_` stand for anything; empty for everything. */
  readonly search: string;
  readonly searchIn: readonly TableColumn[];
  /** The first is the primary key; newest first where all else is equal. */
  readonly order: readonly { readonly column: TableColumn; readonly dir: 'asc' | 'desc' }[];
  /** IANA zone of the days in the filter. */
  readonly timeZone: string;
}
