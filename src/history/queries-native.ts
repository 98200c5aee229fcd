/** SQL of what a filter of the native API lets through. p: plays, i: their items, s: their streams. */
import { type SQL, sql } from 'drizzle-orm';
import { MEDIA_TYPES } from '#contract/enums.ts';
import type { Choice } from '#contract/lists.ts';
import type { Db } from '#db/pool.ts';
import type { NativeFilter } from './native-filter.ts';
import { type WatchedRule, watchedPercent } from './watched.ts';

/** Where a word of a search was found. */
interface Hits {
  readonly items: readonly number[];
  readonly users: readonly number[];
  readonly players: readonly number[];
}

/** A filter of which the parts that concern small tables were looked up in them. */
export interface FoundFilter {
  readonly filter: NativeFilter;
  readonly rule: WatchedRule;
  readonly words: readonly Hits[];
  /** Items of the media types and of Live TV, when they are few; null when they are many, or all are meant. */
  readonly fewItems: readonly number[] | null;
  /** Devices of the names, apps and platforms; null when all are meant. */
  readonly players: readonly number[] | null;
  /** Descriptions of the items, seasons and shows that are meant, or are not; each must hold. */
  readonly works: readonly Choice<number>[];
}

/** Escapes the wildcards of LIKE. */
const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const intArray = (values: readonly number[]): SQL => sql`${sql.param([...values])}::int[]`;

async function hitsOf(db: Db, word: string): Promise<Hits> {
  const pattern = like(word);
  const { rows } = await db.execute<{ kind: keyof Hits; ids: number[] }>(sql`
    select 'items' as kind, coalesce(array_agg(id), '{}') as ids from item_snapshots
      where concat_ws(chr(10), full_title, title, grandparent_title, original_title) ilike ${pattern}
    union all select 'users', coalesce(array_agg(id), '{}') from users
      where concat_ws(chr(10), username, friendly_name, title) ilike ${pattern}
    union all select 'players', coalesce(array_agg(id), '{}') from players where title ilike ${pattern}`);
  const found = new Map(rows.map(({ kind, ids }) => [kind, ids]));
  return { items: found.get('items') ?? [], users: found.get('users') ?? [], players: found.get('players') ?? [] };
}

/** So many items are named one by one; more are joined. */
const FEW_ITEMS = 1_000;

/** Live TV is few programmes, whose plays lie close together: going through the newest plays may take long. */
async function itemsOf(db: Db, { mediaTypes, isLive }: NativeFilter): Promise<readonly number[] | null> {
  if (mediaTypes === undefined && isLive !== true) return null;
  const conditions = [
    ...(mediaTypes === undefined ? [] : [among(sql`media_type`, mediaTypes, 'text')]),
    ...(isLive === true ? [sql`is_live`] : []),
  ];
  const { rows } = await db.execute<{ id: number }>(
    sql`select id from item_snapshots ${whereAll(conditions)} limit ${FEW_ITEMS + 1}`,
  );
  return rows.length > FEW_ITEMS ? null : rows.map(({ id }) => id);
}

/** Devices are hundreds, where there are a million plays. */
async function playersOf(db: Db, { players, platforms, products }: NativeFilter): Promise<readonly number[] | null> {
  if (players === undefined && platforms === undefined && products === undefined) return null;
  const conditions = [
    ...(players === undefined ? [] : [among(sql`title`, players, 'text')]),
    ...(platforms === undefined ? [] : [among(sql`platform`, platforms, 'text')]),
    ...(products === undefined ? [] : [among(sql`product`, products, 'text')]),
  ];
  const { rows } = await db.execute<{ id: number }>(sql`select id from players ${whereAll(conditions)}`);
  return rows.map(({ id }) => id);
}

/** What tells seasons and albums, or films, shows and artists, apart: their titles, as in the statistics. */
const SEASON = sql`concat_ws(chr(10), media_type, grandparent_title, parent_title)`;
const SHOW = sql`case media_type when 'episode' then concat_ws(chr(10), media_type, grandparent_title)
  when 'track' then concat_ws(chr(10), media_type, original_title, grandparent_title)
  else concat_ws(chr(10), media_type, full_title, year) end`;

/** Descriptions of what has the same mark as the items of a choice. */
async function worksOf(
  db: Db,
  ...asked: readonly (readonly [choice: Choice<number> | undefined, mark: SQL])[]
): Promise<Choice<number>[]> {
  const found = asked.map(async ([choice, mark]): Promise<Choice<number>[]> => {
    if (choice === undefined) return [];
    const { rows } = await db.execute<{ id: number }>(sql`select id from item_snapshots where ${mark} in (
      select ${mark} from item_snapshots where item_id = any(${intArray(choice.values)}))`);
    return [{ values: rows.map(({ id }) => id), isExcluded: choice.isExcluded }];
  });
  return (await Promise.all(found)).flat();
}

/** Looks up what the filter says about small tables, so that reading plays need not. */
export async function lookUp(db: Db, filter: NativeFilter, rule: WatchedRule): Promise<FoundFilter> {
  const { items, seasons, shows } = filter;
  const [words, fewItems, players, works] = await Promise.all([
    Promise.all(filter.words.map((word) => hitsOf(db, word))),
    itemsOf(db, filter),
    playersOf(db, filter),
    worksOf(db, [items, sql`item_id`], [seasons, SEASON], [shows, SHOW]),
  ]);
  return { filter, rule, words, fewItems, players, works };
}

function among<T>(value: SQL, { values, isExcluded }: Choice<T>, type: 'int' | 'text'): SQL {
  const one = sql`${value} = any(${sql.param([...values])}::${sql.raw(type)}[])`;
  // What is not known is among none of them.
  return isExcluded ? sql`(${one}) is not true` : one;
}

const playedOn = (players: readonly number[]): SQL =>
  players.length === 0 ? sql`false` : sql`p.player_id = any(${intArray(players)})`;

const hit = ({ items, users, players }: Hits): SQL => {
  const parts = [
    ...(items.length === 0 ? [] : [sql`p.item_snapshot_id = any(${intArray(items)})`]),
    ...(users.length === 0 ? [] : [sql`p.user_id = any(${intArray(users)})`]),
    ...(players.length === 0 ? [] : [sql`p.player_id = any(${intArray(players)})`]),
  ];
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
};

/** From where on a play counts as watched, in milliseconds; as `isWatched` (monitoring notes 7.2): credits at 0 are none. */
function watchedFrom(marker: WatchedRule['watchedMarker'], threshold: SQL): SQL {
  switch (marker) {
    case 'final_credits':
      return sql`coalesce(nullif(i.credits_final_ms, 0)::float8, ${threshold})`;
    case 'first_credits':
      return sql`coalesce(nullif(i.credits_first_ms, 0)::float8, ${threshold})`;
    case 'earlier_of_both':
      return sql`least(nullif(i.credits_first_ms, 0)::float8, ${threshold})`;
    case 'percent':
      return threshold;
  }
}

function countsAsWatched(rule: WatchedRule): SQL {
  const percents = MEDIA_TYPES.map((type) => [type, watchedPercent(type, rule)] as const);
  const branches = percents
    .filter(([, percent]) => percent > 0)
    .map(([type, percent]) => sql`when ${type} then ${percent}::float8 / 100`);
  if (branches.length === 0) return sql`p.is_live`;
  const share = sql`case i.media_type ${sql.join(branches, sql` `)} else 0 end`;
  const threshold = sql`((${share}) * coalesce(p.duration_ms, 0))`;
  return sql`(p.is_live or (${threshold} > 0
    and coalesce(p.view_offset_ms, 0) >= ${watchedFrom(rule.watchedMarker, threshold)}))`;
}

/** Which tables the conditions look at beside plays, as joins. */
export function joinsOf({ filter, fewItems }: FoundFilter): SQL {
  const isItemNeeded = filter.isWatched !== undefined || (filter.mediaTypes !== undefined && fewItems === null);
  const joins = [
    ...(isItemNeeded ? [sql`join item_snapshots i on i.id = p.item_snapshot_id`] : []),
    ...(filter.decisions === undefined && filter.resolutions === undefined
      ? []
      : [sql`join stream_snapshots s on s.id = p.stream_snapshot_id`]),
  ];
  return sql.join(joins, sql` `);
}

/** Whether a play begins in the time of a filter; `started` is the start that is meant. */
export function timeConditions(started: SQL, { fromMs, untilMs }: NativeFilter): SQL[] {
  return [
    ...(fromMs === null ? [] : [sql`${started} >= ${new Date(fromMs)}::timestamptz`]),
    ...(untilMs === null ? [] : [sql`${started} < ${new Date(untilMs)}::timestamptz`]),
  ];
}

const lengthConditions = ({ atLeastMs, belowMs }: NativeFilter): SQL[] => [
  ...(atLeastMs === undefined ? [] : [sql`p.watched_ms >= ${atLeastMs}::bigint`]),
  ...(belowMs === undefined ? [] : [sql`p.watched_ms < ${belowMs}::bigint`]),
];

/** Everything but the time. */
export function conditionsOf(found: FoundFilter): SQL[] {
  const { filter, rule, words, fewItems, players, works } = found;
  const all = [
    ...filter.users.map((choice) => among(sql`p.user_id`, choice, 'int')),
    ...filter.servers.map((choice) => among(sql`p.server_id`, choice, 'int')),
    ...words.map(hit),
    ...works.map((choice) => among(sql`p.item_snapshot_id`, choice, 'int')),
    ...lengthConditions(filter),
  ];
  if (filter.resolutions !== undefined)
    all.push(among(sql`s.delivered_video_full_resolution`, filter.resolutions, 'text'));
  if (filter.libraries !== undefined) all.push(among(sql`p.library_id`, filter.libraries, 'int'));
  if (fewItems !== null) all.push(sql`p.item_snapshot_id = any(${intArray(fewItems)})`);
  else if (filter.mediaTypes !== undefined) all.push(among(sql`i.media_type`, filter.mediaTypes, 'text'));
  if (filter.decisions !== undefined) all.push(among(sql`s.decision`, filter.decisions, 'text'));
  if (filter.locations !== undefined) all.push(among(sql`p.location`, filter.locations, 'text'));
  if (players !== null) all.push(playedOn(players));
  if (filter.isLive !== undefined) all.push(filter.isLive ? sql`p.is_live` : sql`not p.is_live`);
  if (filter.isWatched !== undefined)
    all.push(filter.isWatched ? countsAsWatched(rule) : sql`(${countsAsWatched(rule)}) is not true`);
  return all;
}

export const whereAll = (conditions: readonly SQL[]): SQL =>
  conditions.length === 0 ? sql`` : sql`where ${sql.join([...conditions], sql` and `)}`;

/** Conditions any of which may leave few plays; those that an index finds come first. */
export function boundingConditions({ filter, words, fewItems, players, works }: FoundFilter): SQL[] {
  return [
    ...works.filter(({ isExcluded }) => !isExcluded).map((choice) => among(sql`p.item_snapshot_id`, choice, 'int')),
    ...(fewItems === null ? [] : [sql`p.item_snapshot_id = any(${intArray(fewItems)})`]),
    ...filter.users.filter(({ isExcluded }) => !isExcluded).map((choice) => among(sql`p.user_id`, choice, 'int')),
    ...words.filter(({ items, players: devices }) => devices.length === 0 && items.length <= FEW_ITEMS).map(hit),
    ...(players === null ? [] : [playedOn(players)]),
  ];
}
