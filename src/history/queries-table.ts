/** The rows of the history table: which they are in any order, and how many. */
import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import type { RowUnit } from './play-filter.ts';
import type { Part, TableOrder } from './queries-table-columns.ts';
import type { Search } from './queries-table-search.ts';
import { all, array, type Where } from './queries-table-where.ts';

/** Plays with the columns the table knows them by. A play without an end has none, and lasted nothing. */
export const PLAYS_SOURCE = sql`(select p.id, p.watch_group_id as group_id, p.user_id, p.item_snapshot_id, p.stream_snapshot_id,
    p.player_id, p.library_id, p.server_id, p.started_at, p.paused_ms, p.view_offset_ms::bigint, p.duration_ms::bigint, p.is_live,
    p.is_relayed, p.is_secure, p.location, p.ip_address, p.user_name, p.imported_values,
    case when p.anomalies @> '{no_stop}' then null else p.stopped_at end as stopped_at,
    case when p.stopped_at > 'epoch' then p.watched_ms else -p.paused_ms end as watched_ms,
    null::text as state, null::text as session_key
  from plays p)`;

/** Running streams as if they were plays that ended when they were confirmed last; their ids are negative. */
export const LIVE_SOURCE = sql`(select -t.id as id, -t.id as group_id, t.user_id, t.item_snapshot_id, t.stream_snapshot_id,
    t.player_id, b.id as library_id, t.server_id, t.started_at, coalesce(t.confirmed_paused_ms, t.paused_ms) as paused_ms,
    coalesce(t.confirmed_offset_ms, t.view_offset_ms) as view_offset_ms, t.duration_ms, t.is_live,
    t.is_relayed, t.is_secure, t.location, t.ip_address, null::text as user_name, null::jsonb as imported_values,
    coalesce(t.confirmed_at, t.last_seen_at) as stopped_at, coalesce(t.confirmed_watched_ms, t.watched_ms) as watched_ms,
    coalesce(t.confirmed_state, t.state) as state, t.session_key
  from sessions t join item_snapshots n on n.id = t.item_snapshot_id
    left join libraries b on b.server_id = t.server_id and b.section_id = n.section_id)`;

/**
 * How far a play got, in percent and not rounded. Without a position it counts as barely begun, without a length as
 * one millisecond long (API notes 9.3).
 */
export const PERCENT = sql`(coalesce(x.view_offset_ms::float8, 0.1) / nullif(coalesce(x.duration_ms::float8, 1), 0) * 100)`;

/** Furthest first, among equals by id; where no percentage exists the last one counts (API notes 9.3). */
export const FURTHEST = sql`r.percent desc nulls last, case when r.percent is null then -r.id else r.id end`;

/** What rows are made of: plays or running streams one by one, groups added up from plays, or groups as stored. */
export type Origin = 'plays' | 'live' | 'groups' | 'stored';

/** A query of the table, understood. */
export interface TablePlan {
  readonly unit: RowUnit;
  readonly where: Where;
  readonly search: Search | null;
  readonly order: TableOrder;
  readonly orderParts: ReadonlySet<Part>;
  /** Groups that must be added up from their plays. */
  readonly oddGroups: readonly number[];
}

const JOINS: readonly (readonly [Part, SQL])[] = [
  ['i', sql` join item_snapshots i on i.id = x.item_snapshot_id`],
  ['s', sql` join stream_snapshots s on s.id = x.stream_snapshot_id`],
  ['d', sql` join players d on d.id = x.player_id`],
];

export const joinsOf = (parts: ReadonlySet<Part>): SQL =>
  sql.join(
    JOINS.flatMap(([part, join]) => (parts.has(part) ? [join] : [])),
    sql``,
  );

/** The totals g of a single play. */
const ONE_PLAY = sql`lateral (select x.id as key, x.id as best_id, x.user_id, x.started_at as last_started_at, x.started_at,
  x.stopped_at, x.paused_ms, x.watched_ms, ${PERCENT} as percent, 1 as play_count, x.id::text as play_ids) g`;

/** Everything a filter lets through, with how far it got. */
export const filtered = (
  source: SQL,
  { conditions, parts }: Where,
  restricted: SQL,
): SQL => sql`select x.*, ${PERCENT} as percent
  from ${source} x${joinsOf(parts)} where ${restricted} and ${all(conditions)}`;

const union = (...sets: readonly ReadonlySet<Part>[]): ReadonlySet<Part> => new Set(sets.flatMap((set) => [...set]));

const NONE: ReadonlySet<Part> = new Set();

/** Which plays are looked at: those in some groups, and those that were recorded in a stretch of time. */
export interface Scope {
  readonly groupIds?: readonly number[];
  /** Ids of plays. */
  readonly after?: number;
  readonly until?: number;
}

const EVERYTHING: Scope = {};

/** Of plays x. */
function inScope({ groupIds, after, until }: Scope): SQL {
  return all([
    ...(groupIds === undefined ? [] : [sql`x.group_id = any(${array(groupIds, 'int')})`]),
    ...(after === undefined ? [] : [sql`x.id > ${after}::int`]),
    ...(until === undefined ? [] : [sql`x.id <= ${until}::int`]),
  ]);
}

/** Only groups with a play that the term is found in can have one standing for them that it is found in. */
const candidates = ({ where, search }: TablePlan): SQL =>
  search?.isOfPlays === true
    ? sql`x.group_id in (select x.group_id from ${PLAYS_SOURCE} x${joinsOf(where.parts)} where ${all(where.conditions)} and ${search.condition})`
    : sql`true`;

const STORED = sql`(select w.id as key, w.best_play_id as best_id, w.user_id, w.last_started_at, w.started_at, w.stopped_at,
  w.paused_ms, w.watched_ms, w.play_count from watch_groups w) g`;

const ADDED_UP = sql`(array_agg(r.id order by ${FURTHEST}))[1] as best_id, min(r.user_id) as user_id,
  max(r.started_at) as last_started_at, min(r.started_at) as started_at, max(r.stopped_at) as stopped_at,
  sum(r.paused_ms) as paused_ms, sum(r.watched_ms) as watched_ms, max(r.percent) as percent,
  count(*) as play_count, string_agg(r.id::text, ',' order by r.id) as play_ids`;

/** Stored groups that are those of the table, of the people who were chosen. */
function storedConditions({ where: { peopleOnly }, oddGroups }: TablePlan): SQL {
  const isListed = peopleOnly !== null && peopleOnly !== 'everybody';
  return all([
    ...(isListed ? [sql`g.user_id = any(${array(peopleOnly, 'int')})`] : []),
    ...(oddGroups.length === 0 ? [] : [sql`g.key <> all(${array(oddGroups, 'int')})`]),
  ]);
}

/** `from` and `where` of rows with their totals g and the parts that are asked for. */
export function rowsOf(origin: Origin, plan: TablePlan, wanted: ReadonlySet<Part>, scope: Scope): SQL {
  const { where, search } = plan;
  const parts = union(wanted, search?.parts ?? NONE);
  const found = search?.condition ?? sql`true`;
  const person = parts.has('u') ? sql` join users u on u.id = g.user_id` : sql``;
  if (origin === 'plays' || origin === 'live') {
    const source = origin === 'plays' ? PLAYS_SOURCE : LIVE_SOURCE;
    return sql`from ${source} x${joinsOf(union(parts, where.parts))} cross join ${ONE_PLAY}${person}
      where ${inScope(scope)} and ${all(where.conditions)} and ${found}`;
  }
  const isDescribed = [...parts].some((part) => part !== 'u');
  const described = isDescribed ? sql` join ${PLAYS_SOURCE} x on x.id = g.best_id${joinsOf(parts)}` : sql``;
  if (origin === 'stored') return sql`from ${STORED}${described}${person} where ${storedConditions(plan)} and ${found}`;
  const limits = scope === EVERYTHING ? candidates(plan) : inScope(scope);
  const plays = filtered(PLAYS_SOURCE, where, limits);
  return sql`from (select r.group_id as key, ${ADDED_UP} from (${plays}) r group by r.group_id) g${described}${person}
    where ${found}`;
}

/** One part of the table: its rows with what the order looks at. */
export const branch = (origin: Origin, plan: TablePlan, scope: Scope = EVERYTHING): SQL =>
  sql`select g.key, ${plan.order.values} ${rowsOf(origin, plan, plan.orderParts, scope)}`;

export interface Stretch {
  readonly offset: number;
  readonly limit: number;
}

/** The first rows of a part in the order of the table, so that an index can be followed. */
export const firstOf = (rows: SQL, { order }: TablePlan, count: number): SQL =>
  sql`(select * from (${rows}) b order by ${order.by} limit ${count})`;

/** Rows that are few are collected before they are sorted, so that no index is followed in vain. */
const collected = (rows: SQL): SQL => sql`(select * from (${rows} offset 0) b)`;

/** The keys of a stretch of some parts together. */
export async function keysIn(
  db: Db,
  parts: readonly SQL[],
  { order }: TablePlan,
  { offset, limit }: Stretch,
): Promise<number[]> {
  const { rows } = await db.execute<{ key: number }>(
    sql`select key::int from (${sql.join([...parts], sql` union all `)}) t order by ${order.by} offset ${offset} limit ${limit}`,
  );
  return rows.map(({ key }) => key);
}

/** What belongs to the table beside its main part. */
export const besides = (plan: TablePlan, origin: Origin, hasLive: boolean): SQL[] => [
  ...(origin === 'stored' && plan.oddGroups.length > 0 ? [branch('groups', plan, { groupIds: plan.oddGroups })] : []),
  ...(hasLive ? [branch('live', plan)] : []),
];

/** `followed` in the order of an index, or `collected` and sorted. */
export type Reading = 'followed' | 'collected';

export type MainOrigin = Exclude<Origin, 'live'>;

/** The keys of a stretch of the table: ids of groups or plays, and the negative ids of running streams. */
export function tableKeys(
  db: Db,
  plan: TablePlan,
  origin: MainOrigin,
  { reading, hasLive, stretch }: { readonly reading: Reading; readonly hasLive: boolean; readonly stretch: Stretch },
): Promise<number[]> {
  const main = branch(origin, plan);
  const first = reading === 'followed' ? firstOf(main, plan, stretch.offset + stretch.limit) : collected(main);
  return keysIn(db, [first, ...besides(plan, origin, hasLive)], plan, stretch);
}

/** What rows come to. */
export interface Amounts {
  readonly rows: number;
  readonly watchedMs: number;
}

/** How many rows a part of the table has, and how long they lasted together. */
export async function amountsIn(db: Db, plan: TablePlan, origin: Origin, scope: Scope = EVERYTHING): Promise<Amounts> {
  const lasted = sql`coalesce(sum(g.watched_ms), 0)::bigint as ms`;
  // Adding nothing to the number keeps the planner from reading plays in the order of an index, which takes longer.
  const query =
    origin === 'groups' && plan.search === null
      ? sql`select count(distinct g.group_id + 0)::int as n, ${lasted} from (${filtered(PLAYS_SOURCE, plan.where, inScope(scope))}) g`
      : sql`select count(*)::int as n, ${lasted} ${rowsOf(origin, plan, NONE, scope)}`;
  const { rows } = await db.execute<{ n: number; ms: number }>(query);
  return { rows: rows[0]?.n ?? 0, watchedMs: rows[0]?.ms ?? 0 };
}

/** What people come to, whose plays are shown as they are but for odd groups: `everybody`, or some of them. */
export async function amountsOfPeople(db: Db, { unit, where: { peopleOnly }, oddGroups }: TablePlan): Promise<Amounts> {
  const isListed = peopleOnly !== null && peopleOnly !== 'everybody';
  const theirs = isListed ? sql`user_id = any(${array(peopleOnly, 'int')})` : sql`true`;
  const odd = sql`(select count(*) as groups, coalesce(sum(play_count), 0) as plays, coalesce(sum(watched_ms), 0) as ms
    from watch_groups where id = any(${array(oddGroups, 'int')}) and ${theirs})`;
  const rowsOfUnit = sql.raw(unit === 'play' ? 'all_plays - odd.plays' : 'all_groups - odd.groups');
  const { rows } = await db.execute<{
    n: number;
    ms: number;
  }>(sql`select (${rowsOfUnit})::int as n, (all_ms - odd.ms)::bigint as ms
    from (select coalesce(sum(play_count), 0) as all_plays, coalesce(sum(group_count), 0) as all_groups, coalesce(sum(watched_ms), 0) as all_ms
      from user_totals where ${theirs}) t cross join ${odd} odd`);
  return { rows: rows[0]?.n ?? 0, watchedMs: rows[0]?.ms ?? 0 };
}

/** Groups that got plays with higher ids than `after`. */
export async function groupsWithPlaysAfter(db: Db, after: number): Promise<number[]> {
  const { rows } = await db.execute<{ id: number }>(
    sql`select distinct watch_group_id as id from plays where id > ${after}::int`,
  );
  return rows.map(({ id }) => id);
}
