import type { RatingKey, ServerId } from '#contract/ids.ts';
import type { ItemLevel } from '#contract/statistics.ts';
import type { Db } from '#db/pool.ts';
import { lastStartsOfKeys, playsOfKeys } from './queries-item-plays.ts';

/** How often something was played, and when last. */
export interface ItemPlays {
  readonly plays: number;
  /** Viewings: plays that were resumed count once. */
  readonly groups: number;
  readonly lastStartedAt: Date;
}

/** What was played of some things of a server, by their keys; `level`: what these keys are to what was played. */
export async function itemPlays(
  db: Db,
  serverId: ServerId,
  level: ItemLevel,
  keys: readonly RatingKey[],
): Promise<ReadonlyMap<RatingKey, ItemPlays>> {
  const counts = keys.length === 0 ? [] : await playsOfKeys(db, serverId, keys);
  const played = counts.map(({ ratingKey }) => ratingKey);
  const starts = played.length === 0 ? [] : await lastStartsOfKeys(db, serverId, level, played);
  const lastOf = new Map(starts.map(({ ratingKey, lastStartedAt }) => [ratingKey, lastStartedAt]));
  return new Map(
    counts.flatMap(({ ratingKey, plays, groups }) => {
      const lastStartedAt = lastOf.get(ratingKey);
      return lastStartedAt === undefined ? [] : [[ratingKey, { plays, groups, lastStartedAt }] as const];
    }),
  );
}
