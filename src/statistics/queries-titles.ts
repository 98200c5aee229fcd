/** What plays were of, and what devices and streams are called, for lists of the busiest. */
import { eq, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, players, plays, streamSnapshots } from '#db/schema/index.ts';

/** As one parameter: there may be very many. */
const isOneOf = (column: AnyPgColumn, ids: readonly number[]): SQL => sql`${column} = any(${sql.param(ids)}::int[])`;

/** What these plays were of, in no order. */
export const titlesOfPlays = (db: Db, ids: readonly number[]) =>
  db
    .select({
      playId: plays.id,
      serverId: plays.serverId,
      startedAt: plays.startedAt,
      itemId: itemSnapshots.itemId,
      mediaType: itemSnapshots.mediaType,
      ratingKey: itemSnapshots.ratingKey,
      parentRatingKey: itemSnapshots.parentRatingKey,
      grandparentRatingKey: itemSnapshots.grandparentRatingKey,
      title: itemSnapshots.title,
      fullTitle: itemSnapshots.fullTitle,
      parentTitle: itemSnapshots.parentTitle,
      grandparentTitle: itemSnapshots.grandparentTitle,
      originalTitle: itemSnapshots.originalTitle,
      year: itemSnapshots.year,
      thumb: itemSnapshots.thumb,
      parentThumb: itemSnapshots.parentThumb,
      grandparentThumb: itemSnapshots.grandparentThumb,
    })
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .where(isOneOf(plays.id, ids));

/** What these devices are called, in no order. */
export const devicesOf = (db: Db, ids: readonly number[]) =>
  db
    .select({ id: players.id, title: players.title, product: players.product })
    .from(players)
    .where(isOneOf(players.id, ids));

/** Codecs of the files of these plays, in no order. */
export const codecsOfPlays = (db: Db, ids: readonly number[]) =>
  db
    .select({
      playId: plays.id,
      videoCodec: streamSnapshots.sourceVideoCodec,
      audioCodec: streamSnapshots.sourceAudioCodec,
    })
    .from(plays)
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, plays.streamSnapshotId))
    .where(isOneOf(plays.id, ids));
