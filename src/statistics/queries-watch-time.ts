/** How much was watched, by whom and on what. */
import { and, count, countDistinct, desc, eq, min, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { LibraryId, UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, players, plays, users } from '#db/schema/index.ts';

/** Which plays: of a person, from a library, or of an item at any level. */
export type Scope =
  | { readonly kind: 'user'; readonly userId: UserId }
  | { readonly kind: 'library'; readonly libraryId: LibraryId }
  | { readonly kind: 'item'; readonly ratingKey: string };

/** Plays without a description are known to nobody but their person. */
const isDescribed = eq(itemSnapshots.isPlaceholder, false);

function scopeOf(scope: Scope): SQL | undefined {
  switch (scope.kind) {
    case 'user':
      return eq(plays.userId, scope.userId);
    case 'library':
      return and(eq(plays.libraryId, scope.libraryId), isDescribed);
    case 'item':
      return and(isOfItem(scope.ratingKey), isDescribed);
  }
}

const isOfItem = (key: string): SQL | undefined =>
  or(
    eq(itemSnapshots.ratingKey, sql`${key}`),
    eq(itemSnapshots.parentRatingKey, sql`${key}`),
    eq(itemSnapshots.grandparentRatingKey, sql`${key}`),
  );

/** A play that never ended is in no window of time (API notes 12). */
const endedSince = (from: Date): SQL =>
  sql`${plays.stoppedAt} >= ${from} and (${plays.anomalies} is null or not 'no_stop' = any(${plays.anomalies}))`;

const counted = (isGrouped: boolean) => (isGrouped ? countDistinct(plays.watchGroupId) : count());
const watched = sql<number>`coalesce(sum(${plays.watchedMs}), 0)::bigint`.mapWith(Number);

export async function watchedSince(db: Db, scope: Scope, isGrouped: boolean, from: Date | null) {
  const [row] = await db
    .select({ plays: counted(isGrouped), watchedMs: watched })
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .where(and(scopeOf(scope), from === null ? undefined : endedSince(from)));
  return row ?? { plays: 0, watchedMs: 0 };
}

const USER = {
  plexUserId: users.plexUserId,
  username: users.username,
  friendlyName: users.friendlyName,
  thumb: users.thumb,
  customThumb: users.customThumb,
};

/** The people behind the plays, the busiest first. People who were never listed are left out. */
export const watchedByUser = (db: Db, scope: Scope, isGrouped: boolean) =>
  db
    .select({ ...USER, plays: counted(isGrouped), watchedMs: watched })
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(users, and(eq(users.id, plays.userId), eq(users.isPlaceholder, false)))
    .where(scopeOf(scope))
    .groupBy(users.id)
    .orderBy(desc(counted(isGrouped)), desc(watched), users.id);

/** A name that was unknown and one that was blank are two names. */
const playerName = sql<
  string | null
>`case when ${players.importedValues} ? 'player' then ${players.importedValues} ->> 'player' else ${players.title} end`;

/** The players of a person by name, the busiest first, each with the device of its first play. */
export async function watchedByPlayer(db: Db, userId: UserId, isGrouped: boolean) {
  const totals = db
    .select({
      name: playerName.as('player_name'),
      plays: counted(isGrouped).as('total_plays'),
      watchedMs: watched.as('total_ms'),
      firstPlayId: min(plays.id).as('first_play_id'),
    })
    .from(plays)
    .innerJoin(players, eq(players.id, plays.playerId))
    .where(eq(plays.userId, userId))
    .groupBy(playerName)
    .as('totals');
  const first = alias(plays, 'first_play');
  return db
    .select({ name: totals.name, plays: totals.plays, watchedMs: totals.watchedMs, platform: players.platform })
    .from(totals)
    .innerJoin(first, eq(first.id, totals.firstPlayId))
    .innerJoin(players, eq(players.id, first.playerId))
    .orderBy(desc(totals.plays), desc(totals.watchedMs), totals.name);
}
