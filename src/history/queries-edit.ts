/** Statements that change whose plays are, what was played, and what is noted about them. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { MediaType } from '#contract/enums.ts';
import type { ItemId, PlayId, ServerId, UserId, WatchGroupId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { itemSnapshots, items, libraries, playNotes, plays, users, watchGroups } from '#db/schema/index.ts';
import type { Visible } from '#users/visible.ts';
import { seenBy } from './queries-visible.ts';

const intArray = (values: readonly number[]): SQL => sql`${sql.param([...values])}::int[]`;

/** The plays among these that exist and may be touched. */
export async function existingPlays(db: Db, visible: Visible, ids: readonly number[]): Promise<PlayId[]> {
  const rows = await db
    .select({ id: plays.id })
    .from(plays)
    .where(and(sql`${plays.id} = any(${intArray(ids)})`, seenBy(visible)));
  return rows.map(({ id }) => id);
}

/** The plays of viewings, as far as they may be touched. */
export async function playsOfGroups(db: Db, visible: Visible, ids: readonly number[]): Promise<PlayId[]> {
  const rows = await db
    .select({ id: plays.id })
    .from(plays)
    .where(and(sql`${plays.watchGroupId} = any(${intArray(ids)})`, seenBy(visible)));
  return rows.map(({ id }) => id);
}

/** A play, its viewing, and what it is about now. */
export interface PlayNow extends Record<string, unknown> {
  readonly id: PlayId;
  readonly groupId: WatchGroupId;
  readonly serverId: ServerId;
  readonly userId: UserId;
  readonly descriptionId: number;
  readonly isLive: boolean;
  /** How many plays its viewing has. */
  readonly groupCount: number;
}

export async function playsNow(tx: Tx, ids: readonly PlayId[]): Promise<readonly PlayNow[]> {
  const { rows } = await tx.execute<PlayNow>(sql`select p.id, p.watch_group_id as "groupId", p.server_id as "serverId",
      p.user_id as "userId", p.item_snapshot_id as "descriptionId", p.is_live as "isLive", g.play_count as "groupCount"
    from ${plays} p join ${watchGroups} g on g.id = p.watch_group_id where p.id = any(${intArray(ids)}) order by p.id`);
  return rows;
}

export async function isPerson(db: Db | Tx, id: UserId): Promise<boolean> {
  return (await db.$count(users, eq(users.id, id))) > 0;
}

/** A description an item can be linked to. */
export interface Description {
  readonly id: number;
  readonly itemId: ItemId;
  readonly serverId: ServerId;
  readonly sectionId: number | null;
  readonly isLive: boolean;
}

/** The newest description of an item, or one by its number; null for none. */
export async function descriptionOf(
  db: Db | Tx,
  which: { readonly itemId: number } | { readonly descriptionId: number },
): Promise<Description | null> {
  const [row] = await db
    .select({
      id: itemSnapshots.id,
      itemId: itemSnapshots.itemId,
      serverId: items.serverId,
      sectionId: itemSnapshots.sectionId,
      isLive: itemSnapshots.isLive,
    })
    .from(itemSnapshots)
    .innerJoin(items, eq(items.id, itemSnapshots.itemId))
    .where(
      'itemId' in which ? eq(itemSnapshots.itemId, which.itemId as ItemId) : eq(itemSnapshots.id, which.descriptionId),
    )
    .orderBy(sql`${itemSnapshots.isPlaceholder}, ${itemSnapshots.id} desc`)
    .limit(1);
  return row ?? null;
}

export async function givePlaysTo(tx: Tx, ids: readonly PlayId[], userId: UserId): Promise<void> {
  await tx.execute(sql`update ${plays} set user_id = ${userId}, user_name = null where id = any(${intArray(ids)})`);
}

/** Their library is that of the description, where it is known. */
export async function linkPlays(
  tx: Tx,
  ids: readonly PlayId[],
  { id, serverId, sectionId }: Description,
): Promise<void> {
  await tx.execute(sql`update ${plays} set item_snapshot_id = ${id}, library_id = (
      select l.id from ${libraries} l where l.server_id = ${serverId} and l.section_id = ${sectionId}::int)
    where id = any(${intArray(ids)})`);
}

/** Whose a viewing is; what it is about follows from its plays. */
export async function giveGroupsTo(tx: Tx, ids: readonly WatchGroupId[], userId: UserId): Promise<void> {
  await tx
    .update(watchGroups)
    .set({ userId })
    .where(inArray(watchGroups.id, [...ids]));
}

/** Takes plays out of their viewing into a new one. Its sums, and those of the other, are not right afterwards. */
export async function splitGroup(tx: Tx, ids: readonly PlayId[], groupId: WatchGroupId): Promise<void> {
  await tx.execute(sql`insert into ${watchGroups} (id, server_id, user_id, item_id, latest_play_id, best_play_id, play_count,
      started_at, last_started_at, stopped_at, watched_ms, paused_ms, percent_complete)
    select ${groupId}::int, p.server_id, p.user_id, s.item_id, p.id, p.id, 1, p.started_at, p.started_at, p.stopped_at,
      p.watched_ms, p.paused_ms, p.percent_complete
    from ${plays} p join ${itemSnapshots} s on s.id = p.item_snapshot_id
    where p.id = any(${intArray(ids)}) order by p.id limit 1`);
  await tx.execute(sql`update ${plays} set watch_group_id = ${groupId} where id = any(${intArray(ids)})`);
}

/** Writes a note, or removes it. */
export async function notePlay(tx: Db | Tx, playId: PlayId, note: string | null, now: Date): Promise<void> {
  if (note === null) await tx.delete(playNotes).where(eq(playNotes.playId, playId));
  else
    await tx
      .insert(playNotes)
      .values({ playId, note, changedAt: now })
      .onConflictDoUpdate({ target: playNotes.playId, set: { note, changedAt: now } });
}

export async function noteOf(db: Db, playId: PlayId): Promise<string | null> {
  const [row] = await db.select({ note: playNotes.note }).from(playNotes).where(eq(playNotes.playId, playId));
  return row?.note ?? null;
}

export interface FoundItem extends Record<string, unknown> {
  readonly id: ItemId;
  readonly serverId: ServerId;
  readonly mediaType: MediaType;
  readonly fullTitle: string;
  readonly year: number | null;
  readonly libraryName: string | null;
}

/** Items of which the newest description has all words in its title; those that were seen last come first. */
export async function itemsByWords(
  db: Db,
  serverId: ServerId | null,
  words: readonly string[],
  limit: number,
): Promise<readonly FoundItem[]> {
  const like = words.map((word) => sql`s.full_title ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
  const { rows } = await db.execute<FoundItem>(sql`select * from (
      select distinct on (s.item_id) s.item_id as id, i.server_id as "serverId", s.media_type as "mediaType",
        s.full_title as "fullTitle", s.year, s.library_name as "libraryName", s.id as seen
      from ${itemSnapshots} s join ${items} i on i.id = s.item_id
      where not s.is_placeholder and not s.is_live and ${sql.join(like, sql` and `)}
        and ${serverId === null ? sql`true` : sql`i.server_id = ${serverId}`}
      order by s.item_id, s.id desc) found
    order by seen desc limit ${limit}`);
  return rows.map(({ id, serverId: server, mediaType, fullTitle, year, libraryName }) => ({
    ...{ id, serverId: server, mediaType, fullTitle, year, libraryName },
  }));
}
