/** SQL of what is live now. */
import { and, asc, desc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { ServerId, SessionId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import {
  itemSnapshots,
  players,
  plays,
  serverAccess,
  servers,
  sessions,
  streamSnapshots,
  users,
  userTotals,
  watchGroups,
} from '#db/schema/index.ts';
import { boundsOf, type Visible } from '#users/visible.ts';

async function selectSessions(db: Db, visible: Visible, where?: SQL) {
  const { userId, serverId } = boundsOf(visible);
  return db
    .select({
      session: sessions,
      server: servers,
      user: users,
      item: itemSnapshots,
      stream: streamSnapshots,
      player: players,
    })
    .from(sessions)
    .innerJoin(servers, eq(servers.id, sessions.serverId))
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, sessions.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, sessions.streamSnapshotId))
    .innerJoin(players, eq(players.id, sessions.playerId))
    .where(
      and(
        where,
        userId === null ? undefined : eq(sessions.userId, userId),
        serverId === null ? undefined : eq(sessions.serverId, serverId),
      ),
    )
    .orderBy(asc(sessions.startedAt), asc(sessions.id));
}

export type LiveRow = Awaited<ReturnType<typeof selectSessions>>[number];
export type ServerRow = typeof servers.$inferSelect;

/** Everything that is live and may be told of, in the order it began. */
export const allSessions = (db: Db, visible: Visible): Promise<LiveRow[]> => selectSessions(db, visible);

export const sessionsWithIds = (db: Db, visible: Visible, ids: readonly number[]): Promise<LiveRow[]> =>
  selectSessions(db, visible, inArray(sessions.id, ids as SessionId[]));

/** Servers of which may be told: to a person, those they have something to do with. */
function seenServers(visible: Visible): SQL | undefined {
  const { userId, serverId } = boundsOf(visible);
  return and(
    serverId === null ? undefined : eq(servers.id, serverId),
    userId === null
      ? undefined
      : sql`(exists (select from ${serverAccess} a where a.user_id = ${userId} and a.server_id = ${servers.id})
          or exists (select from ${watchGroups} g where g.user_id = ${userId} and g.server_id = ${servers.id}))`,
  );
}

/** Servers that are watched; those that are known from imported history only are left out. */
export const serverRows = (db: Db, visible: Visible): Promise<ServerRow[]> =>
  db
    .select()
    .from(servers)
    .where(and(isNotNull(servers.tokenSealed), seenServers(visible)))
    .orderBy(asc(servers.id))
    .execute();

export async function serverRow(db: Db, visible: Visible, id: number): Promise<ServerRow | null> {
  const [row] = await db
    .select()
    .from(servers)
    .where(and(eq(servers.id, id as ServerId), seenServers(visible)));
  return row ?? null;
}

/** Of so many plays that began last, the one that ended last is the last of all: nobody has more streams at once. */
const NEWEST = 200;

/**
 * The play that ended last, with who and what; null when nothing was ever played. Of one person it is the one that began
 * last, whose start is kept: going through everybody's plays for one of theirs may take long.
 */
export async function latestPlay(db: Db, visible: Visible) {
  const { userId, serverId } = boundsOf(visible);
  const lastStart = sql`(select ${userTotals.lastStartedAt} from ${userTotals} where ${userTotals.userId} = ${userId})`;
  const newest = db
    .select({ id: plays.id })
    .from(plays)
    .where(
      and(
        userId === null ? undefined : and(eq(plays.userId, userId), sql`${plays.startedAt} = ${lastStart}`),
        serverId === null ? undefined : eq(plays.serverId, serverId),
      ),
    )
    .orderBy(desc(plays.startedAt))
    .limit(NEWEST);
  const [row] = await db
    .select({ play: plays, user: users, title: itemSnapshots.fullTitle })
    .from(plays)
    .innerJoin(users, eq(users.id, plays.userId))
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .where(inArray(plays.id, newest))
    .orderBy(desc(plays.stoppedAt), desc(plays.id))
    .limit(1);
  return row ?? null;
}
