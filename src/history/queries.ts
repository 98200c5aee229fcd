/** All SQL that reads the history. */
import { and, asc, countDistinct, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { HistoryQuery, HistoryTotals } from '#contract/history.ts';
import type { PlayId, ServerId, UserId, WatchGroupId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, players, plays, servers, streamSnapshots, users, watchGroups } from '#db/schema/index.ts';

/** What people can narrow the history by. */
export type HistoryFilter = Pick<HistoryQuery, 'search' | 'mediaType' | 'decision' | 'userId' | 'serverId'>;

/** The last row of the page before: rows are ordered by their newest start, then by id. */
export interface Cursor {
  readonly startedAt: Date;
  readonly id: number;
}

/** Escapes the wildcards of LIKE. */
const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Every word must occur somewhere a person would look for it. */
const matchesSearch = (search: string): SQL[] =>
  search
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8)
    .map((word) => {
      const pattern = like(word);
      return sql`(${itemSnapshots.fullTitle} ilike ${pattern} or ${itemSnapshots.title} ilike ${pattern} or ${itemSnapshots.grandparentTitle} ilike ${pattern} or ${itemSnapshots.originalTitle} ilike ${pattern} or ${users.username} ilike ${pattern} or ${users.friendlyName} ilike ${pattern} or ${users.title} ilike ${pattern} or ${players.title} ilike ${pattern})`;
    });

function conditions(filter: HistoryFilter): SQL[] {
  const all: SQL[] = [];
  if (filter.userId !== undefined) all.push(eq(plays.userId, filter.userId as UserId));
  if (filter.serverId !== undefined) all.push(eq(plays.serverId, filter.serverId as ServerId));
  if (filter.mediaType !== undefined) all.push(eq(itemSnapshots.mediaType, filter.mediaType));
  if (filter.decision !== undefined) all.push(eq(streamSnapshots.decision, filter.decision));
  if (filter.search !== undefined && filter.search !== '') all.push(...matchesSearch(filter.search));
  return all;
}

/**
 * A page of watch groups, each described by its latest play, newest start first. The filter looks at that play.
 * Asks for one row more than `limit`, so that the caller knows whether another page follows.
 */
export function groupsPage(db: Db, filter: HistoryFilter, after: Cursor | null, limit: number) {
  const keyset =
    after === null
      ? undefined
      : sql`(${watchGroups.lastStartedAt}, ${watchGroups.id}) < (${after.startedAt}::timestamptz, ${after.id}::int)`;
  return db
    .select({ group: watchGroups, ...DESCRIBED })
    .from(watchGroups)
    .innerJoin(plays, eq(plays.id, watchGroups.latestPlayId))
    .innerJoin(servers, eq(servers.id, plays.serverId))
    .innerJoin(users, eq(users.id, plays.userId))
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, plays.streamSnapshotId))
    .innerJoin(players, eq(players.id, plays.playerId))
    .where(and(keyset, ...conditions(filter)))
    .orderBy(desc(watchGroups.lastStartedAt), desc(watchGroups.id))
    .limit(limit + 1);
}

/** A page of single plays; otherwise as `groupsPage`. */
export function playsPage(db: Db, filter: HistoryFilter, after: Cursor | null, limit: number) {
  const keyset =
    after === null
      ? undefined
      : sql`(${plays.startedAt}, ${plays.id}) < (${after.startedAt}::timestamptz, ${after.id}::int)`;
  return describedPlays(db)
    .where(and(keyset, ...conditions(filter)))
    .orderBy(desc(plays.startedAt), desc(plays.id))
    .limit(limit + 1);
}

const DESCRIBED = {
  play: plays,
  server: servers,
  user: users,
  item: itemSnapshots,
  stream: streamSnapshots,
  player: players,
};

const describedPlays = (db: Db) =>
  db
    .select(DESCRIBED)
    .from(plays)
    .innerJoin(servers, eq(servers.id, plays.serverId))
    .innerJoin(users, eq(users.id, plays.userId))
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, plays.streamSnapshotId))
    .innerJoin(players, eq(players.id, plays.playerId))
    .$dynamic();

export async function playById(db: Db, id: PlayId) {
  const [row] = await describedPlays(db).where(eq(plays.id, id)).limit(1);
  return row ?? null;
}

export type DescribedPlay = NonNullable<Awaited<ReturnType<typeof playById>>>;

/** The plays of a watch group in the order they happened. */
export const playsOfGroup = (db: Db, groupId: WatchGroupId) =>
  db
    .select({ play: plays, playerTitle: players.title })
    .from(plays)
    .innerJoin(players, eq(players.id, plays.playerId))
    .where(eq(plays.watchGroupId, groupId))
    .orderBy(asc(plays.startedAt), asc(plays.id));

export async function groupById(db: Db, id: WatchGroupId) {
  const [row] = await db.select().from(watchGroups).where(eq(watchGroups.id, id));
  return row ?? null;
}

/** Totals over everything the filter matches. */
export async function totals(db: Db, filter: HistoryFilter): Promise<HistoryTotals> {
  const needsDescription =
    filter.mediaType !== undefined || filter.decision !== undefined || (filter.search ?? '') !== '';
  const base = db
    .select({
      groups: countDistinct(plays.watchGroupId),
      plays: sql<number>`count(*)`,
      watchedMs: sql<number>`coalesce(sum(${plays.watchedMs}), 0)::bigint`,
      people: countDistinct(plays.userId),
    })
    .from(plays)
    .$dynamic();
  const described = needsDescription
    ? base
        .innerJoin(users, eq(users.id, plays.userId))
        .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
        .innerJoin(streamSnapshots, eq(streamSnapshots.id, plays.streamSnapshotId))
        .innerJoin(players, eq(players.id, plays.playerId))
    : base;
  const [row] = await described.where(and(...conditions(filter)));
  return row === undefined
    ? { groups: 0, plays: 0, watchedMs: 0, people: 0 }
    : {
        groups: Number(row.groups),
        plays: Number(row.plays),
        watchedMs: Number(row.watchedMs),
        people: Number(row.people),
      };
}
