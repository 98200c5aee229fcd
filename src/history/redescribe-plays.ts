import { libraryIdOf } from '#catalogue/libraries.ts';
import type { EpochMs } from '#clock';
import type { PlayId, RatingKey, ServerId } from '#contract/ids.ts';
import { forgetPlayBlocks } from '#db/play-blocks.ts';
import type { Tx } from '#db/pool.ts';
import type { ItemFacts } from '#plex/facts.ts';
import { storeItem } from './queries-facts.ts';
import { describeBy, playsOfItem } from './queries-redescribe.ts';
import { settleGroups } from './queries-remove.ts';
import { changingPlays } from './summaries.ts';

/** Plays recorded under a key, and the item they are of. */
export interface Redescription {
  readonly from: RatingKey;
  readonly item: ItemFacts;
}

export interface RedescribeOptions {
  readonly serverId: ServerId;
  /** When the items were seen. */
  readonly at: EpochMs;
  /** Plays that stay as they are. */
  readonly isLeft: (id: PlayId) => boolean;
}

/**
 * Gives the plays under some keys the items that have other keys now: after a library was made anew, what was played
 * belongs to what is there. Times, people and streams of the plays stay. Answers which plays were changed.
 */
export async function redescribePlays(
  tx: Tx,
  changes: readonly Redescription[],
  { serverId, at, isLeft }: RedescribeOptions,
): Promise<readonly PlayId[]> {
  // All are found before any is changed: what one of them leaves must not be taken for another.
  const found = await Promise.all(
    changes.map(async ({ from, item }) => {
      const plays = (await playsOfItem(tx, serverId, from)).filter(({ id }) => !isLeft(id));
      return { item, plays };
    }),
  );
  const moved = found.filter(({ plays }) => plays.length > 0);
  const all = moved.flatMap(({ plays }) => plays);
  const ids = all.map(({ id }) => id);
  if (ids.length === 0) return ids;
  await changingPlays(tx, ids, async () => {
    for (const { item, plays } of moved) {
      const { itemSnapshotId } = await storeItem(tx, serverId, item, at);
      const libraryId = item.sectionId === null ? null : await libraryIdOf(tx, serverId, item.sectionId);
      await describeBy(
        tx,
        plays.map(({ id }) => id),
        itemSnapshotId,
        libraryId,
      );
    }
    await settleGroups(tx, [...new Set(all.map(({ watchGroupId }) => watchGroupId))]);
    await forgetPlayBlocks(tx, ids);
  });
  return ids;
}
