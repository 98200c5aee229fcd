/** How often the things of a list were played. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { RatingKey, ServerId } from '#contract/ids.ts';
import type { ItemLevel } from '#contract/statistics.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, plays, ratingKeyTotals } from '#db/schema/index.ts';

const KEY_AT = {
  self: itemSnapshots.ratingKey,
  parent: itemSnapshots.parentRatingKey,
  grandparent: itemSnapshots.grandparentRatingKey,
} as const satisfies Record<ItemLevel, unknown>;

/** Plays and viewings of those that were ever played. */
export const playsOfKeys = (db: Db, serverId: ServerId, keys: readonly RatingKey[]) =>
  db
    .select({
      ratingKey: ratingKeyTotals.ratingKey,
      plays: ratingKeyTotals.playCount,
      groups: ratingKeyTotals.groupCount,
    })
    .from(ratingKeyTotals)
    .where(and(eq(ratingKeyTotals.serverId, serverId), inArray(ratingKeyTotals.ratingKey, [...keys])));

/** The newest start of each key at a level. */
export const lastStartsOfKeys = (db: Db, serverId: ServerId, level: ItemLevel, keys: readonly RatingKey[]) => {
  const key = KEY_AT[level];
  return db
    .select({ ratingKey: key, lastStartedAt: sql<string>`max(${plays.startedAt})`.mapWith(plays.startedAt) })
    .from(itemSnapshots)
    .innerJoin(plays, eq(plays.itemSnapshotId, itemSnapshots.id))
    .where(and(eq(plays.serverId, serverId), inArray(key, [...keys])))
    .groupBy(key);
};
