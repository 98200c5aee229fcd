/** How much was watched, by whom and on what. */
import { and, count, countDistinct, desc, eq, gt, type SQL, sql, sum } from 'drizzle-orm';
import type { LibraryId, RatingKey, ServerId, UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, libraryUserTotals, plays, ratingKeyTotals, users, userTotals } from '#db/schema/index.ts';
import { boundsOf, type Visible } from '#users/visible.ts';
import { seenBy } from './queries-visible.ts';

/** Which plays: of a person, from a library, or of an item at any level. */
export type Scope =
  | { readonly kind: 'user'; readonly userId: UserId }
  | { readonly kind: 'library'; readonly libraryId: LibraryId }
  | { readonly kind: 'item'; readonly serverId: ServerId; readonly ratingKey: RatingKey };

/** Plays, viewings (plays that were resumed count once) and the time of both. */
export interface Amount {
  readonly plays: number;
  readonly groups: number;
  readonly watchedMs: number;
}

const NOTHING: Amount = { plays: 0, groups: 0, watchedMs: 0 };

/** Descriptions of an item, a season or album, a show or artist. */
const snapshotsOf = (key: RatingKey): SQL => sql`(select ${itemSnapshots.id} from ${itemSnapshots}
  where not ${itemSnapshots.isPlaceholder} and (${itemSnapshots.ratingKey} = ${key}
    or ${itemSnapshots.parentRatingKey} = ${key} or ${itemSnapshots.grandparentRatingKey} = ${key}))`;

/** Plays without a description are known to nobody but their person. There are few such descriptions, or none. */
const isDescribed = sql`${plays.itemSnapshotId} <> all (array(select ${itemSnapshots.id} from ${itemSnapshots}
  where ${itemSnapshots.isPlaceholder}))`;

/** So many plays are found one by one in their index sooner than among all plays of some weeks. */
const FEW = 2_000;

/**
 * The plays of a scope among those of some time, `all` being how many it has in all. For many, `+ 0` keeps the planner
 * from the index of the library or the item: it has their plays of all years, and the stretch of the table that holds
 * the last weeks is read much sooner.
 */
function inWindow(scope: Scope, all: number): SQL | undefined {
  const plain = sql.raw(all > FEW ? '+ 0' : '');
  switch (scope.kind) {
    case 'user':
      return eq(plays.userId, scope.userId);
    case 'library':
      return and(sql`${plays.libraryId} ${plain} = ${scope.libraryId}`, isDescribed);
    case 'item':
      return sql`${plays.itemSnapshotId} ${plain} in ${snapshotsOf(scope.ratingKey)}`;
  }
}

/** Keys are numbers of one server; two servers may give the same. */
const ofServer = (scope: Scope): SQL => (scope.kind === 'item' ? sql`server_id = ${scope.serverId}` : sql`true`);

/** Everything there is, from the totals; counted where none are kept for whoever asks. */
export async function watchedEver(db: Db, scope: Scope, visible: Visible): Promise<Amount> {
  const [row] = await totalOf(db, scope, visible);
  return row ?? NOTHING;
}

const added = (column: Parameters<typeof sum>[0]) => sql<number>`coalesce(${sum(column)}, 0)::bigint`.mapWith(Number);

const ofPerson = (userId: UserId | null): SQL | undefined =>
  userId === null ? undefined : eq(libraryUserTotals.userId, userId);

const ofItem = (scope: Scope & { readonly kind: 'item' }): SQL | undefined =>
  and(eq(plays.serverId, scope.serverId), sql`${plays.itemSnapshotId} in ${snapshotsOf(scope.ratingKey)}`);

const amountOf = (db: Db, where: SQL | undefined) =>
  db
    .select({ plays: count(), groups: countDistinct(plays.watchGroupId), watchedMs: added(plays.watchedMs) })
    .from(plays)
    .where(where);

function totalOf(db: Db, scope: Scope, visible: Visible) {
  const { userId, serverId } = boundsOf(visible);
  switch (scope.kind) {
    case 'user':
      if (serverId !== null) return amountOf(db, and(eq(plays.userId, scope.userId), seenBy(visible)));
      return db
        .select({ plays: userTotals.playCount, groups: userTotals.groupCount, watchedMs: userTotals.watchedMs })
        .from(userTotals)
        .where(and(eq(userTotals.userId, scope.userId), userId === null ? undefined : eq(userTotals.userId, userId)));
    case 'library':
      return db
        .select({
          plays: added(libraryUserTotals.describedPlayCount),
          groups: added(libraryUserTotals.describedGroupCount),
          watchedMs: added(libraryUserTotals.describedWatchedMs),
        })
        .from(libraryUserTotals)
        .where(and(eq(libraryUserTotals.libraryId, scope.libraryId), ofPerson(userId)));
    case 'item':
      if (userId !== null) return amountOf(db, and(ofItem(scope), seenBy(visible)));
      return db
        .select({
          plays: ratingKeyTotals.playCount,
          groups: ratingKeyTotals.groupCount,
          watchedMs: ratingKeyTotals.watchedMs,
        })
        .from(ratingKeyTotals)
        .where(and(eq(ratingKeyTotals.serverId, scope.serverId), eq(ratingKeyTotals.ratingKey, scope.ratingKey)));
  }
}

/** What was watched in a window, and the earliest end in it, in epoch milliseconds; Infinity without plays. */
export interface WindowAmount extends Amount {
  readonly firstEndMs: number;
}

type Step = {
  readonly step: number;
  readonly plays: number;
  readonly groups: number;
  readonly ms: number;
  readonly first: number | null;
};

/**
 * What ended since each of some moments, which must be given in ascending order; `ever` is what there is at all. Every
 * play is read once: it and its viewing are counted in the shortest window that has them, and a window has what the
 * shorter ones have. A play that never ended is in none (API notes 12).
 */
export async function watchedSince(
  db: Db,
  scope: Scope,
  begins: readonly Date[],
  { ever, visible }: { readonly ever: Amount; readonly visible: Visible },
): Promise<WindowAmount[]> {
  const from = sql`${sql.param(begins)}::timestamptz[]`;
  // What stands further back in a play is looked at only in those that were found, which saves half of the time.
  const { rows } = await db.execute<Step>(sql`with found as materialized (
      select watch_group_id, watched_ms, stopped_at, server_id, anomalies from ${plays}
      where stopped_at >= ${begins[0]} and ${and(inWindow(scope, ever.plays), seenBy(visible))}),
    play as (
      select watch_group_id, watched_ms, stopped_at, width_bucket(stopped_at, ${from}) as step from found
      where (anomalies is null or not 'no_stop' = any(anomalies)) and ${ofServer(scope)}),
    viewing as (select max(step) as step from play group by watch_group_id)
    select step, sum(plays)::int as plays, sum(groups)::int as groups, sum(ms)::bigint as ms,
      (extract(epoch from min(first)) * 1000)::bigint as first from (
      select step, count(*) as plays, 0 as groups, sum(watched_ms) as ms, min(stopped_at) as first from play group by step
      union all select step, 0, count(*), 0, null from viewing group by step) counted
    group by step`);
  return begins.map((_begin, index) =>
    rows
      .filter(({ step }) => step > index)
      .reduce(
        (all, { plays, groups, ms, first }) => ({
          plays: all.plays + plays,
          groups: all.groups + groups,
          watchedMs: all.watchedMs + ms,
          firstEndMs: Math.min(all.firstEndMs, first ?? Infinity),
        }),
        { ...NOTHING, firstEndMs: Infinity },
      ),
  );
}

const USER = {
  plexUserId: users.plexUserId,
  username: users.username,
  friendlyName: users.friendlyName,
  thumb: users.thumb,
  customThumb: users.customThumb,
};

/** The people who play from a library, the busiest first. People who were never listed are left out. */
export function watchedFromLibrary(db: Db, libraryId: LibraryId, isGrouped: boolean, visible: Visible) {
  const counted = isGrouped ? libraryUserTotals.describedGroupCount : libraryUserTotals.describedPlayCount;
  const watchedMs = libraryUserTotals.describedWatchedMs;
  return db
    .select({ ...USER, plays: counted, watchedMs })
    .from(libraryUserTotals)
    .innerJoin(users, and(eq(users.id, libraryUserTotals.userId), eq(users.isPlaceholder, false)))
    .where(
      and(
        eq(libraryUserTotals.libraryId, libraryId),
        gt(libraryUserTotals.describedPlayCount, 0),
        ofPerson(boundsOf(visible).userId),
      ),
    )
    .orderBy(desc(counted), desc(watchedMs), users.id);
}

const counted = (isGrouped: boolean) => (isGrouped ? countDistinct(plays.watchGroupId) : count());

/** The people behind the plays of an item, the busiest first. People who were never listed are left out. */
export const watchedOfItem = (db: Db, scope: Scope & { readonly kind: 'item' }, isGrouped: boolean, visible: Visible) =>
  db
    .select({ ...USER, plays: counted(isGrouped), watchedMs: added(plays.watchedMs) })
    .from(plays)
    .innerJoin(users, and(eq(users.id, plays.userId), eq(users.isPlaceholder, false)))
    .where(and(ofItem(scope), seenBy(visible)))
    .groupBy(users.id)
    .orderBy(desc(counted(isGrouped)), desc(added(plays.watchedMs)), users.id);
