/** Statements that take plays out of the history, and bring them back. */
import { asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { MediaType } from '#contract/enums.ts';
import type { ItemId, PlayId, ServerId, UserId, WatchGroupId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import {
  deletedPlays,
  itemSnapshots,
  playNotes,
  playStreamChanges,
  plays,
  users,
  watchGroups,
} from '#db/schema/index.ts';

export interface Deletion {
  readonly deletion: string;
  readonly at: Date;
  /** Who deletes, by name. */
  readonly by: string;
}

const intArray = (values: readonly number[]): SQL => sql`${sql.param([...values])}::int[]`;

/** Keeps plays with everything that goes with them, while they still stand in the history. */
export async function keepPlays(tx: Tx, ids: readonly PlayId[], { deletion, at, by }: Deletion): Promise<void> {
  await tx.execute(sql`insert into ${deletedPlays}
      (play_id, server_id, user_id, deletion, deleted_at, deleted_by, play, stream_changes, note)
    select p.id, p.server_id, p.user_id, ${deletion}, ${at}::timestamptz, ${by}, to_jsonb(p),
      (select jsonb_agg(to_jsonb(c) order by c.at_ms) from ${playStreamChanges} c where c.play_id = p.id), n.note
    from ${plays} p left join ${playNotes} n on n.play_id = p.id where p.id = any(${intArray(ids)})`);
}

const ofServer = (serverId: ServerId | null): SQL => (serverId === null ? sql`true` : sql`d.server_id = ${serverId}`);

/** A play that is to come back. */
export interface KeptPlay extends Record<string, unknown> {
  readonly id: PlayId;
  readonly groupId: WatchGroupId;
  readonly userId: UserId;
  readonly itemId: ItemId;
}

/** The kept plays that are meant, the first play first. */
export async function keptPlays(tx: Tx, which: SQL, serverId: ServerId | null): Promise<readonly KeptPlay[]> {
  const { rows } = await tx.execute<KeptPlay>(sql`select d.play_id as id, d.user_id as "userId", s.item_id as "itemId",
      (d.play->>'watch_group_id')::int as "groupId"
    from ${deletedPlays} d join ${itemSnapshots} s on s.id = (d.play->>'item_snapshot_id')::int
    where ${which} and ${ofServer(serverId)} order by d.play_id for update of d`);
  return rows;
}

export const ofDeletion = (deletion: string): SQL => sql`d.deletion = ${deletion}`;
export const amongKept = (ids: readonly number[]): SQL => sql`d.play_id = any(${intArray(ids)})`;

/** Whose viewings these are, as far as they exist. */
export const existingGroups = (tx: Tx, ids: readonly WatchGroupId[]) =>
  tx
    .select({ id: watchGroups.id, userId: watchGroups.userId, itemId: watchGroups.itemId })
    .from(watchGroups)
    .where(inArray(watchGroups.id, [...ids]));

/** Puts plays back, each into a viewing; those that do not exist are opened. The sums of viewings are not right afterwards. */
export async function putBack(
  tx: Tx,
  back: readonly { readonly id: PlayId; readonly groupId: WatchGroupId }[],
): Promise<void> {
  const ids = intArray(back.map(({ id }) => id));
  const groups = intArray(back.map(({ groupId }) => groupId));
  const rows = sql`${deletedPlays} d join unnest(${ids}, ${groups}) m (id, group_id) on m.id = d.play_id
    cross join lateral jsonb_populate_record(null::${plays},
      d.play || jsonb_build_object('user_id', d.user_id, 'watch_group_id', m.group_id)) p`;
  await tx.execute(sql`insert into ${watchGroups} (id, server_id, user_id, item_id, latest_play_id, best_play_id, play_count,
      started_at, last_started_at, stopped_at, watched_ms, paused_ms, percent_complete)
    select distinct on (p.watch_group_id) p.watch_group_id, p.server_id, p.user_id, s.item_id, p.id, p.id, 1, p.started_at,
      p.started_at, p.stopped_at, p.watched_ms, p.paused_ms, p.percent_complete
    from ${rows} join ${itemSnapshots} s on s.id = p.item_snapshot_id order by p.watch_group_id, p.id
    on conflict (id) do nothing`);
  await tx.execute(sql`insert into ${plays} select p.* from ${rows} order by p.id`);
  await tx.execute(sql`insert into ${playStreamChanges} select c.* from ${deletedPlays} d
    cross join lateral jsonb_populate_recordset(null::${playStreamChanges}, d.stream_changes) c where d.play_id = any(${ids})`);
  await tx.execute(sql`insert into ${playNotes} (play_id, note, changed_at)
    select play_id, note, deleted_at from ${deletedPlays} where note is not null and play_id = any(${ids})`);
  await tx.execute(sql`delete from ${deletedPlays} where play_id = any(${ids})`);
}

/** Removes what was deleted before a moment, or all of it, for good; answers how many plays. */
export async function forgetKept(
  db: Db | Tx,
  { before, serverId }: { readonly before: Date | null; readonly serverId: ServerId | null },
): Promise<number> {
  const old = before === null ? sql`true` : sql`d.deleted_at < ${before}::timestamptz`;
  const { rowCount } = await db.execute(sql`delete from ${deletedPlays} d where ${old} and ${ofServer(serverId)}`);
  return rowCount ?? 0;
}

export interface KeptRow {
  readonly playId: PlayId;
  readonly deletion: string;
  readonly deletedAt: Date;
  readonly deletedBy: string;
  readonly user: typeof users.$inferSelect;
  readonly mediaType: MediaType;
  readonly fullTitle: string;
  readonly startedAt: string;
  readonly watchedMs: number;
}

/** What was deleted last comes first. */
export async function trashRows(
  db: Db,
  serverId: ServerId | null,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly total: number; readonly rows: readonly KeptRow[] }> {
  const seen = serverId === null ? undefined : eq(deletedPlays.serverId, serverId);
  const rows = await db
    .select({
      playId: deletedPlays.playId,
      deletion: deletedPlays.deletion,
      deletedAt: deletedPlays.deletedAt,
      deletedBy: deletedPlays.deletedBy,
      user: users,
      mediaType: itemSnapshots.mediaType,
      fullTitle: itemSnapshots.fullTitle,
      startedAt: sql<string>`${deletedPlays.play}->>'started_at'`,
      watchedMs: sql<number>`(${deletedPlays.play}->>'watched_ms')::float8`,
    })
    .from(deletedPlays)
    .innerJoin(users, eq(users.id, deletedPlays.userId))
    .innerJoin(itemSnapshots, sql`${itemSnapshots.id} = (${deletedPlays.play}->>'item_snapshot_id')::int`)
    .where(seen)
    .orderBy(desc(deletedPlays.deletedAt), asc(deletedPlays.deletion), desc(deletedPlays.playId))
    .offset(offset)
    .limit(limit);
  return { total: await db.$count(deletedPlays, seen), rows };
}
