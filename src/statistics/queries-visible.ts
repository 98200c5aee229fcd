/** SQL of what may be told to whom. */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { ItemId, LibraryId, ServerId, UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import {
  itemSnapshots,
  items,
  libraries,
  libraryUserTotals,
  plays,
  serverAccess,
  users,
  watchGroups,
} from '#db/schema/index.ts';
import { boundsOf, type Visible } from '#users/visible.ts';

/** Plays that count for whoever asks; undefined for all. */
export function seenBy(visible: Visible): SQL | undefined {
  const { userId, serverId } = boundsOf(visible);
  return and(
    userId === null ? undefined : eq(plays.userId, userId),
    serverId === null ? undefined : eq(plays.serverId, serverId),
  );
}

/** What a server shares with somebody who can still use it. */
const shared = (userId: UserId): SQL => sql`(select a.server_id, a.section_ids from ${serverAccess} a
  where a.user_id = ${userId} and a.token_sealed is not null and a.section_ids <> '{}')`;

/**
 * Libraries l that somebody may use: those their server shares with them; where it is not known to share any, those
 * they played from. Nothing known is nothing shown.
 */
const usable = (userId: UserId): SQL => sql`(
  exists (select from ${shared(userId)} s where s.server_id = l.server_id and l.section_id = any(s.section_ids))
  or (not exists (select from ${shared(userId)} s where s.server_id = l.server_id)
    and exists (select from ${libraryUserTotals} t where t.user_id = ${userId} and t.library_id = l.id)))`;

/** Conditions on libraries l. */
function seenLibraries(visible: Visible): SQL {
  const { userId, serverId } = boundsOf(visible);
  if (userId !== null) return usable(userId);
  return serverId === null ? sql`true` : sql`l.server_id = ${serverId}`;
}

/** Our numbers of the libraries of which something may be told. */
export async function librariesSeenBy(db: Db, visible: Visible): Promise<ReadonlySet<LibraryId>> {
  const { rows } = await db.execute<{ id: LibraryId }>(
    sql`select l.id from ${libraries} l where ${seenLibraries(visible)}`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Items i of which something may be told: they lie in a library that may be used, or were played by whoever asks. */
export function seenItems(visible: Visible): SQL {
  const { userId } = boundsOf(visible);
  if (userId === null) return playedItems(visible);
  return sql`(${playedItems(visible)}
    or exists (select from ${itemSnapshots} described join ${libraries} l
      on l.server_id = i.server_id and l.section_id = described.section_id and ${usable(userId)}
      where described.item_id = i.id))`;
}

/** Items i of which it may be told that they were played: of everybody, or by whoever asks. */
export function playedItems(visible: Visible): SQL {
  const { userId, serverId } = boundsOf(visible);
  if (userId === null) return serverId === null ? sql`true` : sql`i.server_id = ${serverId}`;
  return sql`exists (select from ${watchGroups} g where g.item_id = i.id and g.user_id = ${userId})`;
}

/** Whether anything of an item may be told. */
export async function itemIsSeenBy(db: Db, visible: Visible, id: ItemId): Promise<boolean> {
  const { rows } = await db.execute(sql`select from ${items} i where i.id = ${id} and ${seenItems(visible)}`);
  return rows.length > 0;
}

/** Plex's numbers of the libraries of a server that may be used; null for all of them. */
export async function sectionsSeenBy(
  db: Db,
  visible: Visible,
  serverId: ServerId,
): Promise<ReadonlySet<number> | null> {
  const bounds = boundsOf(visible);
  if (bounds.userId === null) return bounds.serverId === null || bounds.serverId === serverId ? null : new Set();
  const { rows } = await db.execute<{ section_id: number }>(
    sql`select l.section_id from ${libraries} l where l.server_id = ${serverId} and ${usable(bounds.userId)}`,
  );
  return new Set(rows.map(({ section_id }) => section_id));
}

/** Our numbers of the people of whom something may be told: oneself; of a server, those who play there or might. */
export async function peopleSeenBy(db: Db, visible: Visible): Promise<ReadonlySet<UserId>> {
  const { userId, serverId } = boundsOf(visible);
  const { rows } = await db.execute<{ id: UserId }>(
    sql`select u.id from ${users} u where ${
      userId !== null
        ? sql`u.id = ${userId}`
        : serverId === null
          ? sql`true`
          : sql`(exists (select from ${serverAccess} a where a.user_id = u.id and a.server_id = ${serverId})
            or u.id in (select g.user_id from ${watchGroups} g where g.server_id = ${serverId}))`
    }`,
  );
  return new Set(rows.map(({ id }) => id));
}
