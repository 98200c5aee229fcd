/** Finds anew which plays are one viewing: after the percentages, the markers or the history itself have changed. */
import type { Settings } from '#config/settings.ts';
import type { PlayId, UserId, WatchGroupId } from '#contract/ids.ts';
import { forgetPlayBlocks } from '#db/play-blocks.ts';
import type { Tx } from '#db/pool.ts';
import { moveToGroups, type OrderedPlay, playsBehind, type Regrouped } from './queries-regroup.ts';
import { settleGroups } from './queries-remove.ts';
import { lockTotals } from './queries-summaries.ts';
import { rebuildSummaries } from './summaries.ts';
import { groupOf, type PlayBefore } from './watch-group.ts';

const AT_ONCE = 20_000;

/** What the rule remembers of the plays so far. */
export interface Regrouping {
  /** The latest play of each item by each person. */
  readonly ofItem: Map<string, PlayBefore>;
  /** The latest play of each person. */
  readonly ofUser: Map<UserId, PlayBefore>;
}

export const newRegrouping = (): Regrouping => ({ ofItem: new Map(), ofUser: new Map() });

/** The viewing of the next play in the order of ids; a new one is called after the play that opens it. */
export function nextGroup(play: OrderedPlay, known: Regrouping, settings: Settings): WatchGroupId {
  const key = `${play.userId}/${play.itemId}`;
  const before = (play.isLive ? known.ofUser.get(play.userId) : known.ofItem.get(key)) ?? null;
  const { mediaType, isLive, durationMs, guid } = play;
  const startedAtMs = play.startedAt.getTime();
  const viewOffsetMs = play.viewOffsetMs ?? 0;
  const joined = groupOf({ mediaType, isLive, durationMs, guid, startedAtMs, viewOffsetMs }, before, settings);
  const watchGroupId = joined ?? (play.id as number as WatchGroupId);
  const credits = { firstMs: play.firstMs, finalMs: play.finalMs };
  const now: PlayBefore = { watchGroupId, viewOffsetMs, guid, startedAtMs, credits };
  known.ofItem.set(key, now);
  known.ofUser.set(play.userId, now);
  return watchGroupId;
}

/**
 * Applies the rule for new plays to all plays in the order in which they were recorded (monitoring notes 7.1). Answers how
 * many belong to another viewing now. Takes some seconds for a million plays, in which nothing else is recorded.
 */
export async function regroupPlays(tx: Tx, settings: Settings): Promise<number> {
  // Whoever records meanwhile waits.
  await lockTotals(tx);
  const known = newRegrouping();
  const touched = new Set<WatchGroupId>();
  let count = 0;
  for (let after: PlayId | 0 = 0; ; ) {
    const rows = await playsBehind(tx, after, AT_ONCE);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
    const changes = rows.flatMap((play): Regrouped[] => {
      const groupId = nextGroup(play, known, settings);
      if (groupId === play.watchGroupId) return [];
      touched.add(groupId).add(play.watchGroupId);
      return [{ playId: play.id, groupId }];
    });
    if (changes.length > 0) await moveToGroups(tx, changes);
    count += changes.length;
  }
  if (count === 0) return 0;
  await settleGroups(tx, [...touched]);
  await forgetPlayBlocks(tx, 'all');
  await rebuildSummaries(tx);
  return count;
}
