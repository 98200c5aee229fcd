/** The plays a statistic shows, with everything that describes them. */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { PlayId, UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, libraries, players, plays, users } from '#db/schema/index.ts';

const USER = {
  id: users.id,
  plexUserId: users.plexUserId,
  username: users.username,
  friendlyName: users.friendlyName,
  thumb: users.thumb,
  customThumb: users.customThumb,
  isPlaceholder: users.isPlaceholder,
  importedValues: users.importedValues,
};

const PLAY = {
  id: plays.id,
  serverId: plays.serverId,
  startedAt: plays.startedAt,
  viewOffsetMs: plays.viewOffsetMs,
  durationMs: plays.durationMs,
  isLive: plays.isLive,
  userName: plays.userName,
  importedValues: plays.importedValues,
};

const ITEM = {
  id: itemSnapshots.itemId,
  mediaType: itemSnapshots.mediaType,
  ratingKey: itemSnapshots.ratingKey,
  parentRatingKey: itemSnapshots.parentRatingKey,
  grandparentRatingKey: itemSnapshots.grandparentRatingKey,
  guid: itemSnapshots.guid,
  title: itemSnapshots.title,
  fullTitle: itemSnapshots.fullTitle,
  grandparentTitle: itemSnapshots.grandparentTitle,
  originalTitle: itemSnapshots.originalTitle,
  year: itemSnapshots.year,
  mediaIndex: itemSnapshots.mediaIndex,
  parentMediaIndex: itemSnapshots.parentMediaIndex,
  thumb: itemSnapshots.thumb,
  parentThumb: itemSnapshots.parentThumb,
  grandparentThumb: itemSnapshots.grandparentThumb,
  art: itemSnapshots.art,
  contentRating: itemSnapshots.contentRating,
  rating: itemSnapshots.rating,
  labels: itemSnapshots.labels,
  creditsFirstMs: itemSnapshots.creditsFirstMs,
  creditsFinalMs: itemSnapshots.creditsFinalMs,
  importedValues: itemSnapshots.importedValues,
};

const PLAYER = { title: players.title, platform: players.platform, importedValues: players.importedValues };

const LIBRARY = {
  id: libraries.id,
  serverId: libraries.serverId,
  sectionId: libraries.sectionId,
  name: libraries.name,
  type: libraries.type,
  thumb: libraries.thumb,
  customThumb: libraries.customThumb,
  art: libraries.art,
  customArt: libraries.customArt,
  isDeleted: libraries.isDeleted,
  isPlaceholder: libraries.isPlaceholder,
};

/** As one parameter: a statement may have many thousands of ids, but not so many parameters. */
const isOneOf = (column: AnyPgColumn, ids: readonly number[]): SQL => sql`${column} = any(${sql.param(ids)}::int[])`;

/** The plays with these ids, in no order. */
export const playsWithIds = (db: Db, ids: readonly PlayId[]) =>
  db
    .select({ play: PLAY, item: ITEM, user: USER, player: PLAYER, library: LIBRARY })
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(users, eq(users.id, plays.userId))
    .innerJoin(players, eq(players.id, plays.playerId))
    .leftJoin(libraries, eq(libraries.id, plays.libraryId))
    .where(isOneOf(plays.id, ids));

/** The devices of these plays, in no order. */
export const playersOfPlays = (db: Db, ids: readonly PlayId[]) =>
  db
    .select({ id: plays.id, player: PLAYER })
    .from(plays)
    .innerJoin(players, eq(players.id, plays.playerId))
    .where(isOneOf(plays.id, ids));

/** Those of these people who were ever listed. */
export const listedUsers = (db: Db, ids: readonly UserId[]) =>
  db
    .select(USER)
    .from(users)
    .where(and(isOneOf(users.id, ids), eq(users.isPlaceholder, false)));

/** Kinds of libraries that were listed and not removed. */
export const libraryTypes = (db: Db) =>
  db
    .selectDistinct({ type: libraries.type })
    .from(libraries)
    .where(and(eq(libraries.isDeleted, false), eq(libraries.isPlaceholder, false)));
