/** Plays that somebody deleted and may want back. They are taken out of the history, so nothing that counts can forget to leave them out. */
import { randomUUID } from 'node:crypto';
import type { EpochMs } from '#clock';
import type { DeletedPlays, RestorePlaysBody, TrashPage, TrashQuery } from '#contract/history-edits.ts';
import type { PlayId, WatchGroupId } from '#contract/ids.ts';
import { forgetPlayBlocks } from '#db/play-blocks.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { displayName } from '#users/people.ts';
import { boundsOf, type Visible } from '#users/visible.ts';
import { nextPlayId } from './queries-record.ts';
import { settleGroups } from './queries-remove.ts';
import { lockTotals } from './queries-summaries.ts';
import {
  amongKept,
  existingGroups,
  forgetKept,
  type KeptPlay,
  keepPlays,
  keptPlays,
  ofDeletion,
  putBack,
  trashRows,
} from './queries-trash.ts';
import { removePlays } from './remove-plays.ts';
import { changingPlays } from './summaries.ts';

const DAY_MS = 86_400_000;
/** How long what was deleted can be had back. */
export const KEPT_MS = 30 * DAY_MS;

/** Takes plays out of the history, everywhere and at once. */
export async function deletePlaysForNow(
  db: Db,
  ids: readonly PlayId[],
  { now, by }: { readonly now: EpochMs; readonly by: string },
): Promise<DeletedPlays> {
  const deletion = randomUUID();
  const plays = await inTransaction(db, async (tx) => {
    await lockTotals(tx);
    await keepPlays(tx, ids, { deletion, at: new Date(now), by });
    return removePlays(tx, { kind: 'plays', ids });
  });
  return { deletion, plays };
}

/** Brings deleted plays back as they were, with their numbers; answers how many. What is not kept any more is no mistake. */
export function restorePlays(db: Db, visible: Visible, which: RestorePlaysBody): Promise<number> {
  const wanted = which.deletion === undefined ? amongKept(which.playIds ?? []) : ofDeletion(which.deletion);
  return inTransaction(db, async (tx) => {
    await lockTotals(tx);
    const kept = await keptPlays(tx, wanted, boundsOf(visible).serverId);
    if (kept.length === 0) return 0;
    const ids = kept.map(({ id }) => id);
    await changingPlays(tx, ids, async () => {
      const back = await withGroups(tx, kept);
      await putBack(tx, back);
      await settleGroups(tx, [...new Set(back.map(({ groupId }) => groupId))]);
      await forgetPlayBlocks(tx, ids);
    });
    return ids.length;
  });
}

interface Placed {
  readonly id: PlayId;
  readonly groupId: WatchGroupId;
}

/**
 * A play goes back into its viewing. Where that belongs to somebody or something else by now, the plays that come back
 * together are a viewing of their own.
 */
async function withGroups(tx: Tx, kept: readonly KeptPlay[]): Promise<Placed[]> {
  const keyOf = ({ userId, itemId }: Pick<KeptPlay, 'userId' | 'itemId'>): string => `${userId}/${itemId}`;
  const existing = await existingGroups(tx, [...new Set(kept.map(({ groupId }) => groupId))]);
  const owners = new Map<WatchGroupId, string>(existing.map((group) => [group.id, keyOf(group)]));
  const others = new Map<string, WatchGroupId>();
  const placed: Placed[] = [];
  for (const play of kept) {
    const key = keyOf(play);
    if (!owners.has(play.groupId)) owners.set(play.groupId, key);
    if (owners.get(play.groupId) === key) {
      placed.push({ id: play.id, groupId: play.groupId });
      continue;
    }
    const other = `${play.groupId} ${key}`;
    const groupId = others.get(other) ?? ((await nextPlayId(tx)) as number as WatchGroupId);
    others.set(other, groupId);
    placed.push({ id: play.id, groupId });
  }
  return placed;
}

/** A page of what can be had back. */
export async function trashPage(db: Db, visible: Visible, query: TrashQuery): Promise<TrashPage> {
  const { total, rows } = await trashRows(db, boundsOf(visible).serverId, query);
  return {
    total,
    rows: rows.map(({ user, deletedAt, startedAt, watchedMs, ...row }) => ({
      ...row,
      deletedAt: deletedAt.toISOString(),
      keptUntil: new Date(deletedAt.getTime() + KEPT_MS).toISOString(),
      user: { id: user.id, name: displayName(user) },
      startedAt: new Date(startedAt).toISOString(),
      watchedMs: Math.max(0, watchedMs),
    })),
  };
}

/** Empties the trash; answers how many plays are gone for good. */
export const emptyTrash = (db: Db, visible: Visible): Promise<number> =>
  forgetKept(db, { before: null, serverId: boundsOf(visible).serverId });

/** Removes for good what was deleted thirty days ago; answers how many plays. */
export const purgeTrash = (db: Db, now: EpochMs): Promise<number> =>
  forgetKept(db, { before: new Date(now - KEPT_MS), serverId: null });
