/** SQL of what may be told to whom. */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { ItemId, LibraryId, UserId } from '#contract/ids.ts';
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

/** Whether anything of an item may be told: it lies in a library that may be used, or was played by whoever asks. */
export async function itemIsSeenBy(db: Db, visible: Visible, id: ItemId): Promise<boolean> {
  const { userId, serverId } = boundsOf(visible);
  const isTheirs =
    userId === null
      ? sql`true`
      : sql`(exists (select from ${watchGroups} g where g.item_id = i.id and g.user_id = ${userId})
          or exists (select from ${itemSnapshots} s join ${libraries} l
            on l.server_id = i.server_id and l.section_id = s.section_id and ${usable(userId)} where s.item_id = i.id))`;
  const { rows } = await db.execute(sql`select from ${items} i
    where i.id = ${id} and ${isTheirs} and ${serverId === null ? sql`true` : sql`i.server_id = ${serverId}`}`);
  return rows.length > 0;
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
