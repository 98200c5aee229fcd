/**
 * What administrators may change about recorded plays: whose they are, what was played, and a note. Times, pauses and how
 * far they got are what was observed, and stay.
 */
import type { EpochMs } from '#clock';
import type { ChangedPlays, FoundItems, PlayNote } from '#contract/history-edits.ts';
import type { PlayId, UserId, WatchGroupId } from '#contract/ids.ts';
import { forgetPlayBlocks } from '#db/play-blocks.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { Problem } from '#problem';
import { boundsOf, type Visible } from '#users/visible.ts';
import {
  descriptionOf,
  existingPlays,
  giveGroupsTo,
  givePlaysTo,
  isPerson,
  itemsByWords,
  linkPlays,
  notePlay,
  type PlayNow,
  playsNow,
  splitGroup,
} from './queries-edit.ts';
import { nextPlayId } from './queries-record.ts';
import { settleGroups } from './queries-remove.ts';
import { existingGroups } from './queries-trash.ts';
import { changingPlays } from './summaries.ts';

/** Books plays on another person. @throws Problem `invalid` when there is no such person. */
export function reassignPlays(db: Db, ids: readonly PlayId[], userId: number): Promise<ChangedPlays> {
  const to = userId as UserId;
  return inTransaction(db, async (tx) => {
    if (!(await isPerson(tx, to))) throw new Problem('invalid', `There is no person with the number ${userId}`);
    const now = (await playsNow(tx, ids)).filter((play) => play.userId !== to);
    return changed(tx, now, {
      key: ({ userId: before }) => before,
      change: (moved) => givePlaysTo(tx, moved, to),
      regroup: (groups) => giveGroupsTo(tx, groups, to),
    });
  });
}

/**
 * Links plays to another item of their server.
 * @throws Problem `invalid` when there is no such item, it is of another server, or one of the two is Live TV.
 */
export function relinkPlays(
  db: Db,
  ids: readonly PlayId[],
  to: { readonly itemId: number } | { readonly descriptionId: number },
): Promise<ChangedPlays> {
  return inTransaction(db, async (tx) => {
    const description = await descriptionOf(tx, to);
    if (description === null) throw new Problem('invalid', 'There is no such item');
    const now = (await playsNow(tx, ids)).filter(({ descriptionId }) => descriptionId !== description.id);
    if (now.some(({ serverId }) => serverId !== description.serverId))
      throw new Problem('invalid', 'The item is of another server than the plays');
    if (now.some(({ isLive }) => isLive !== description.isLive))
      throw new Problem('invalid', 'Live TV cannot be linked to something from a library, nor the other way round');
    return changed(tx, now, {
      key: ({ descriptionId }) => descriptionId,
      change: (moved) => linkPlays(tx, moved, description),
      // What a viewing is about is read from its plays.
      regroup: async () => undefined,
    });
  });
}

interface Change {
  /** What is changed about a play, as it was. */
  key(play: PlayNow): number;
  change(ids: readonly PlayId[]): Promise<void>;
  /** For viewings all of whose plays are changed. */
  regroup(groups: readonly WatchGroupId[]): Promise<void>;
}

/** Changes plays; those that are only a part of their viewing become one of their own. Counts everything anew. */
async function changed(tx: Tx, now: readonly PlayNow[], { key, change, regroup }: Change): Promise<ChangedPlays> {
  const before = [...Map.groupBy(now, key)].map(([id, some]) => ({ id, playIds: some.map((play) => play.id) }));
  if (now.length === 0) return { plays: 0, before };
  const ids = now.map(({ id }) => id);
  await changingPlays(tx, ids, async () => {
    await change(ids);
    const whole: WatchGroupId[] = [];
    const touched: WatchGroupId[] = [];
    for (const [groupId, some] of Map.groupBy(now, (play) => play.groupId)) {
      touched.push(groupId);
      if (some[0]?.groupCount === some.length) whole.push(groupId);
      else touched.push(await apart(tx, some));
    }
    if (whole.length > 0) await regroup(whole);
    await settleGroups(tx, touched);
    await forgetPlayBlocks(tx, ids);
  });
  return { plays: ids.length, before };
}

/** A viewing of these plays alone, called after its first play where that name is free. */
async function apart(tx: Tx, some: readonly PlayNow[]): Promise<WatchGroupId> {
  const ids = some.map(({ id }) => id);
  const name = (ids[0] ?? 0) as number as WatchGroupId;
  const isTaken = (await existingGroups(tx, [name])).length > 0;
  const groupId = isTaken ? ((await nextPlayId(tx)) as number as WatchGroupId) : name;
  await splitGroup(tx, ids, groupId);
  return groupId;
}

/** Writes a note about a play; null or nothing removes it. @throws Problem `not_found` */
export async function writeNote(
  db: Db,
  visible: Visible,
  playId: number,
  note: string | null,
  now: EpochMs,
): Promise<PlayNote> {
  const [id] = await existingPlays(db, visible, [playId]);
  if (id === undefined) throw new Problem('not_found', `There is no play with the number ${playId}`);
  const text = note === '' ? null : note;
  await notePlay(db, id, text, new Date(now));
  return { note: text };
}

const MOST_ITEMS = 20;
const MOST_WORDS = 8;

/** Items that were played, by words of their titles; none for no words. */
export async function findItems(db: Db, visible: Visible, search: string): Promise<FoundItems> {
  const words = search
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  if (words.length === 0) return { items: [] };
  return { items: [...(await itemsByWords(db, boundsOf(visible).serverId, words, MOST_ITEMS))] };
}
