/** Statements that keep the summaries of plays true. The tables say the same as `plays`, in fewer rows. */
import { inArray, type SQL, sql } from 'drizzle-orm';
import type { LibraryId, PlayId, ServerId, UserId, WatchGroupId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { itemSnapshots, libraryUserTotals, plays, ratingKeyTotals, userTotals } from '#db/schema/index.ts';

/** A play that is about to be added. */
export interface SummedPlay {
  readonly id: PlayId;
  readonly serverId: ServerId;
  readonly userId: UserId;
  readonly libraryId: LibraryId | null;
  readonly watchGroupId: WatchGroupId;
  readonly itemSnapshotId: number;
  readonly startedAt: Date;
  readonly watchedMs: number;
}

/** The rating keys of a description, each once. */
const keysOf = (snapshot: SQL): SQL =>
  sql`(select distinct key from unnest(array[${snapshot}.rating_key, ${snapshot}.parent_rating_key, ${snapshot}.grandparent_rating_key]) key
    where key is not null and not ${snapshot}.is_placeholder)`;

/**
 * Adds a play that does not stand in `plays` yet. One statement, because every recorded play pays for it. A viewing
 * counts once where none of its earlier plays was counted yet. Keys in order, so that two who wait for each other's
 * rows do not wait for ever.
 */
export async function addToTotals(tx: Tx, play: SummedPlay): Promise<void> {
  const { id, serverId, userId, libraryId, watchGroupId, itemSnapshotId, startedAt, watchedMs } = play;
  await tx.execute(sql`with described as (
      select not is_placeholder as it_is from ${itemSnapshots} where id = ${itemSnapshotId}),
    earlier as (
      select p.library_id, not s.is_placeholder as is_described, s.rating_key, s.parent_rating_key, s.grandparent_rating_key
      from ${plays} p join ${itemSnapshots} s on s.id = p.item_snapshot_id where p.watch_group_id = ${watchGroupId}),
    person as (
      insert into ${userTotals} as t (user_id, play_count, group_count, watched_ms, last_started_at, latest_play_id)
      values (${userId}, 1, (not exists (select from earlier))::int, ${watchedMs}, ${startedAt}, ${id})
      on conflict (user_id) do update set ${added(['play_count', 'group_count', 'watched_ms'])}, ${NEWEST}),
    place as (
      insert into ${libraryUserTotals} as t (library_id, user_id, play_count, group_count, watched_ms,
        described_play_count, described_group_count, described_watched_ms, last_started_at, latest_play_id)
      select ${libraryId}::int, ${userId}::int, 1, (not exists (select from earlier where library_id = ${libraryId}))::int, ${watchedMs}::bigint,
        it_is::int, (it_is and not exists (select from earlier where library_id = ${libraryId} and is_described))::int,
        case when it_is then ${watchedMs}::bigint else 0 end, ${startedAt}::timestamptz, ${id}::int
      from described where ${libraryId}::int is not null
      on conflict (library_id, user_id) do update set ${added(LIBRARY_SUMS)}, ${NEWEST})
    insert into ${ratingKeyTotals} as t (server_id, rating_key, play_count, group_count, watched_ms)
    select ${serverId}::int, k.key, 1, (not exists (select from earlier e
        where e.is_described and k.key in (e.rating_key, e.parent_rating_key, e.grandparent_rating_key)))::int, ${watchedMs}::bigint
    from ${itemSnapshots} s cross join lateral ${keysOf(sql`s`)} k where s.id = ${itemSnapshotId} order by k.key
    on conflict (server_id, rating_key) do update set ${added(['play_count', 'group_count', 'watched_ms'])}`);
}

const LIBRARY_SUMS = [
  'play_count',
  'group_count',
  'watched_ms',
  'described_play_count',
  'described_group_count',
  'described_watched_ms',
];

const added = (columns: readonly string[]): SQL =>
  sql.raw(columns.map((column) => `${column} = t.${column} + excluded.${column}`).join(', '));

const NEWEST = sql.raw(`last_started_at = greatest(t.last_started_at, excluded.last_started_at),
  latest_play_id = greatest(t.latest_play_id, excluded.latest_play_id)`);

/** Whoever records meanwhile waits, and adds to what is written here. */
export const lockTotals = async (tx: Tx): Promise<void> => {
  await tx.execute(sql`lock table ${userTotals}, ${libraryUserTotals}, ${ratingKeyTotals} in share row exclusive mode`);
};

/**
 * Plays by viewing, in a table of this transaction. Nearly every viewing is one row, and counting those is quick; only
 * the others have to be told apart where they are counted.
 */
async function sumPlays(tx: Tx, where: SQL): Promise<void> {
  await tx.execute(sql`create temporary table summed_plays on commit drop as
    select *, count(*) over (partition by watch_group_id) = 1 as is_single from (
      select p.watch_group_id, p.user_id, p.library_id, p.server_id, p.item_snapshot_id, count(*)::int as plays,
        sum(p.watched_ms)::bigint as watched_ms, max(p.started_at) as last_started_at, max(p.id) as latest_play_id
      from ${plays} p where ${where} group by 1, 2, 3, 4, 5) viewing`);
}

const dropSums = (tx: Tx) => tx.execute(sql`drop table summed_plays`);

/** Viewings of one row, then those of several, each with its own way of counting. */
const bothKinds = (select: (count: (filter: SQL) => SQL, kind: SQL) => SQL): SQL =>
  sql`(${select(
    (filter) => sql`count(*) filter (where ${filter})`,
    sql`is_single`,
  )} union all ${select((filter) => sql`count(distinct watch_group_id) filter (where ${filter})`, sql`not is_single`)}) sums`;

/** Counts all plays anew. */
export async function recountAll(tx: Tx): Promise<void> {
  await tx.delete(userTotals);
  await tx.delete(libraryUserTotals);
  await tx.delete(ratingKeyTotals);
  await sumPlays(tx, sql`true`);
  await insertPeople(tx);
  await insertKeys(tx, sql`true`);
  await dropSums(tx);
}

/** Counts the plays of some people anew. */
export async function recountPeople(tx: Tx, userIds: readonly UserId[]): Promise<void> {
  await tx.delete(userTotals).where(inArray(userTotals.userId, [...userIds]));
  await tx.delete(libraryUserTotals).where(inArray(libraryUserTotals.userId, [...userIds]));
  await sumPlays(tx, sql`p.user_id = any(${sql.param([...userIds])}::int[])`);
  await insertPeople(tx);
  await dropSums(tx);
}

async function insertPeople(tx: Tx): Promise<void> {
  await tx.execute(sql`insert into ${userTotals} (user_id, play_count, group_count, watched_ms, last_started_at, latest_play_id)
    select user_id, sum(plays), sum(viewings), sum(watched_ms), max(last_started_at), max(latest_play_id)
    from ${bothKinds(
      (
        count,
        kind,
      ) => sql`select user_id, sum(plays) as plays, ${count(sql`true`)} as viewings, sum(watched_ms) as watched_ms,
        max(last_started_at) as last_started_at, max(latest_play_id) as latest_play_id
      from summed_plays where ${kind} group by user_id`,
    )} group by user_id`);
  await tx.execute(sql`insert into ${libraryUserTotals} (library_id, user_id, play_count, group_count, watched_ms,
      described_play_count, described_group_count, described_watched_ms, last_started_at, latest_play_id)
    select library_id, user_id, sum(plays), sum(viewings), sum(watched_ms), sum(described_plays), sum(described_viewings),
      sum(described_ms), max(last_started_at), max(latest_play_id)
    from ${bothKinds(
      (
        count,
        kind,
      ) => sql`select p.library_id, user_id, sum(plays) as plays, ${count(sql`true`)} as viewings, sum(watched_ms) as watched_ms,
        coalesce(sum(plays) filter (where not s.is_placeholder), 0) as described_plays,
        ${count(sql`not s.is_placeholder`)} as described_viewings,
        coalesce(sum(watched_ms) filter (where not s.is_placeholder), 0) as described_ms,
        max(last_started_at) as last_started_at, max(latest_play_id) as latest_play_id
      from summed_plays p join ${itemSnapshots} s on s.id = p.item_snapshot_id
      where ${kind} and p.library_id is not null group by p.library_id, user_id`,
    )} group by library_id, user_id`);
}

/** Counts the plays under some rating keys anew. */
export async function recountKeys(tx: Tx, keys: readonly RatingKeyOf[]): Promise<void> {
  const names = sql`${sql.param(keys.map(({ key }) => key))}::text[]`;
  const wanted = sql`(select * from unnest(${sql.param(keys.map(({ serverId }) => serverId))}::int[], ${names}))`;
  await tx.delete(ratingKeyTotals).where(sql`(server_id, rating_key) in ${wanted}`);
  await sumPlays(
    tx,
    sql`p.item_snapshot_id in (select id from ${itemSnapshots} where rating_key = any(${names})
      or parent_rating_key = any(${names}) or grandparent_rating_key = any(${names}))`,
  );
  await insertKeys(tx, sql`(server_id, key) in ${wanted}`);
  await dropSums(tx);
}

async function insertKeys(tx: Tx, wanted: SQL): Promise<void> {
  const keys = sql`${itemSnapshots} s cross join lateral ${keysOf(sql`s`)} k`;
  await tx.execute(sql`insert into ${ratingKeyTotals} (server_id, rating_key, play_count, group_count, watched_ms)
    select server_id, key, sum(plays), sum(viewings), sum(watched_ms) from (
      select server_id, k.key, plays, viewings, watched_ms from ${keys} join (
        select server_id, item_snapshot_id, sum(plays) as plays, count(*) as viewings, sum(watched_ms) as watched_ms
        from summed_plays where is_single group by 1, 2) p on p.item_snapshot_id = s.id
      union all
      select server_id, k.key, sum(plays), count(distinct watch_group_id), sum(watched_ms)
      from ${keys} join summed_plays p on p.item_snapshot_id = s.id where not is_single group by 1, 2) sums
    where ${wanted} group by 1, 2`);
}

export interface RatingKeyOf {
  readonly serverId: number;
  readonly key: string;
}

/** Whom and which rating keys some plays are counted under. */
export async function countedUnder(tx: Tx, playIds: readonly PlayId[]) {
  const which = sql`p.id = any(${sql.param([...playIds])}::int[])`;
  const people = await tx.execute<{ id: UserId }>(sql`select distinct user_id as id from ${plays} p where ${which}`);
  const keys = await tx.execute<{ server_id: number; key: string }>(sql`select distinct p.server_id, k.key
    from ${plays} p join ${itemSnapshots} s on s.id = p.item_snapshot_id cross join lateral ${keysOf(sql`s`)} k where ${which}`);
  return {
    userIds: people.rows.map(({ id }) => id),
    keys: keys.rows.map(({ server_id, key }) => ({ serverId: server_id, key })),
  };
}
