import type { PlayId, UserId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import {
  addToTotals,
  countedUnder,
  lockTotals,
  type RatingKeyOf,
  recountAll,
  recountKeys,
  recountPeople,
  type SummedPlay,
} from './queries-summaries.ts';
import { noteChangedPlays } from './table-cache.ts';

/** Adds a play to the summaries, in the transaction that records it and before it stands in `plays`. */
export const addToSummaries = (tx: Tx, play: SummedPlay): Promise<void> => addToTotals(tx, play);

/**
 * Counts all plays anew, for who changes many of them: an import, a new grouping. Takes some seconds for a million
 * plays; to be called in the same transaction, after the change.
 */
export async function rebuildSummaries(tx: Tx): Promise<void> {
  await lockTotals(tx);
  noteChangedPlays();
  await recountAll(tx);
}

/**
 * Changes or removes some plays and counts anew whoever and whatever they were and are counted under. Everything that
 * touches recorded plays goes through here, or calls `rebuildSummaries`.
 */
export async function changingPlays<T>(tx: Tx, playIds: readonly PlayId[], change: () => Promise<T>): Promise<T> {
  await lockTotals(tx);
  noteChangedPlays();
  const before = await countedUnder(tx, playIds);
  const result = await change();
  const after = await countedUnder(tx, playIds);
  const userIds = new Set<UserId>([...before.userIds, ...after.userIds]);
  const keys = new Map<string, RatingKeyOf>();
  for (const one of [...before.keys, ...after.keys]) keys.set(`${one.serverId}/${one.key}`, one);
  if (keys.size > MANY_KEYS) {
    await recountAll(tx);
    return result;
  }
  if (userIds.size > 0) await recountPeople(tx, [...userIds]);
  if (keys.size > 0) await recountKeys(tx, [...keys.values()]);
  return result;
}

/** From here on it is quicker to read every play once than many of them several times. */
const MANY_KEYS = 500;
