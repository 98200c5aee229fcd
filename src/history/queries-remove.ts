/** Statements that remove plays and bring their viewings in order. */
import { eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { LibraryId, PlayId, UserId, WatchGroupId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { itemSnapshots, plays, watchGroups } from '#db/schema/index.ts';

/** Plays one by one, or all of a person or a library. */
export type PlaysToRemove =
  | { readonly kind: 'plays'; readonly ids: readonly PlayId[] }
  | { readonly kind: 'user'; readonly userId: UserId }
  | { readonly kind: 'library'; readonly libraryId: LibraryId };

function isMeant(which: PlaysToRemove): SQL {
  switch (which.kind) {
    case 'plays':
      return inArray(plays.id, [...which.ids]);
    case 'user':
      return eq(plays.userId, which.userId);
    case 'library':
      return eq(plays.libraryId, which.libraryId);
  }
}

/** Those that exist. */
export async function playIdsOf(tx: Tx, which: PlaysToRemove): Promise<PlayId[]> {
  const rows = await tx.select({ id: plays.id }).from(plays).where(isMeant(which));
  return rows.map(({ id }) => id);
}

const among = (column: SQL, ids: readonly number[]): SQL => sql`${column} = any(${sql.param([...ids])}::int[])`;

/** Removes plays; answers the viewings they belonged to. */
export async function deletePlays(tx: Tx, ids: readonly PlayId[]): Promise<WatchGroupId[]> {
  const { rows } = await tx.execute<{ id: WatchGroupId }>(sql`with gone as (
      delete from ${plays} where ${among(sql`id`, ids)} returning watch_group_id)
    select distinct watch_group_id as id from gone order by id`);
  return rows.map(({ id }) => id);
}

/** The furthest play is found by this; nothing known counts as barely begun, or a millisecond long (API notes 9.3). */
const EXACT_PERCENT = sql.raw(
  'coalesce(p.view_offset_ms::float8, 0.1) / nullif(coalesce(p.duration_ms::float8, 1), 0) * 100',
);

/**
 * Removes viewings without plays and counts the others anew. A viewing keeps its id also when the play it is called
 * after is gone: clients know it by that.
 */
export async function settleGroups(tx: Tx, groups: readonly WatchGroupId[]): Promise<void> {
  await tx.execute(sql`delete from ${watchGroups} g where ${among(sql`g.id`, groups)}
    and not exists (select from ${plays} p where p.watch_group_id = g.id)`);
  await tx.execute(sql`update ${watchGroups} g set item_id = left_over.item_id, latest_play_id = left_over.latest, best_play_id = left_over.best,
      play_count = left_over.plays, started_at = left_over.started, last_started_at = left_over.last_started,
      stopped_at = left_over.stopped, watched_ms = left_over.watched, paused_ms = left_over.paused,
      percent_complete = left_over.percent
    from (select watch_group_id, (array_agg(item_id order by id desc))[1] as item_id, max(id) as latest,
        (array_agg(id order by exact desc nulls last, case when exact is null then -id else id end))[1] as best,
        count(*) as plays, min(started_at) as started, max(started_at) as last_started, max(stopped_at) as stopped,
        sum(watched_ms) as watched, sum(paused_ms) as paused, max(percent_complete) as percent
      from (select p.*, s.item_id, ${EXACT_PERCENT} as exact from ${plays} p join ${itemSnapshots} s on s.id = p.item_snapshot_id
        where ${among(sql`p.watch_group_id`, groups)}) of_group
      group by watch_group_id) left_over
    where left_over.watch_group_id = g.id`);
}
