/** SQL of what is live now. */
import { asc, desc, eq, inArray, isNotNull, type SQL } from 'drizzle-orm';
import type { ServerId, SessionId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, players, plays, servers, sessions, streamSnapshots, users } from '#db/schema/index.ts';

async function selectSessions(db: Db, where: SQL | undefined) {
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
    .where(where)
    .orderBy(asc(sessions.startedAt), asc(sessions.id));
}

export type LiveRow = Awaited<ReturnType<typeof selectSessions>>[number];
export type ServerRow = typeof servers.$inferSelect;

/** Everything that is live, in the order it began. */
export const allSessions = (db: Db): Promise<LiveRow[]> => selectSessions(db, undefined);

export const sessionsWithIds = (db: Db, ids: readonly number[]): Promise<LiveRow[]> =>
  selectSessions(db, inArray(sessions.id, ids as SessionId[]));

/** Servers that are watched; those that are known from imported history only are left out. */
export const serverRows = (db: Db): Promise<ServerRow[]> =>
  db.select().from(servers).where(isNotNull(servers.tokenSealed)).orderBy(asc(servers.id)).execute();

export async function serverRow(db: Db, id: number): Promise<ServerRow | null> {
  const [row] = await db
    .select()
    .from(servers)
    .where(eq(servers.id, id as ServerId));
  return row ?? null;
}

/** Of so many plays that began last, the one that ended last is the last of all: nobody has more streams at once. */
const NEWEST = 200;

/** The play that ended last, with who and what; null when nothing was ever played. */
export async function latestPlay(db: Db) {
  const newest = db.select({ id: plays.id }).from(plays).orderBy(desc(plays.startedAt)).limit(NEWEST);
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
