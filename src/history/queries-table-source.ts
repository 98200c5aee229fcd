/** Which plays and running streams a filter of the history table lets through. */
import { type SQL, sql } from 'drizzle-orm';
import { localDate } from '#db/sql.ts';
import type { PlayFilter } from './play-filter.ts';

/** Plays with the columns the table knows them by. A play without an end has none, and lasted nothing. */
export const PLAYS_SOURCE = sql`(select p.id, p.watch_group_id as group_id, p.user_id, p.item_snapshot_id, p.stream_snapshot_id,
    p.player_id, p.library_id, p.started_at, p.paused_ms, p.view_offset_ms::bigint, p.duration_ms::bigint, p.is_live,
    p.is_relayed, p.is_secure, p.location, p.ip_address, p.user_name, p.imported_values,
    case when p.anomalies @> '{no_stop}' then null else p.stopped_at end as stopped_at,
    case when p.stopped_at > 'epoch' then p.watched_ms else -p.paused_ms end as watched_ms,
    null::text as state, null::text as session_key
  from plays p)`;

/** Running streams as if they were plays; their ids are negative. */
export const LIVE_SOURCE = sql`(select -t.id as id, -t.id as group_id, t.user_id, t.item_snapshot_id, t.stream_snapshot_id,
    t.player_id, b.id as library_id, t.started_at, t.paused_ms, t.view_offset_ms, t.duration_ms, t.is_live,
    t.is_relayed, t.is_secure, t.location, t.ip_address, null::text as user_name, null::jsonb as imported_values,
    t.last_seen_at as stopped_at, t.watched_ms, t.state, t.session_key
  from sessions t join item_snapshots n on n.id = t.item_snapshot_id
    left join libraries b on b.server_id = t.server_id and b.section_id = n.section_id)`;

/**
 * How far a play got, in percent and not rounded. Without a position it counts as barely begun, without a length as
 * one millisecond long (API notes 9.3).
 */
export const PERCENT = sql`(coalesce(x.view_offset_ms::float8, 0.1) / nullif(coalesce(x.duration_ms::float8, 1), 0) * 100)`;

/** x: a source; i: its item. What an import kept of the play wins over what its item says. */
const playsOwn = (key: string, ofItem: SQL): SQL =>
  sql`case when x.imported_values ? ${key} then x.imported_values->>${key} else ${ofItem} end`;

const DAY = /^\d{4}-\d\d-\d\d$/;

const isDay = (text: string): boolean =>
  DAY.test(text) &&
  !text.startsWith('0000') &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/**
 * The start lies in days that compare so with one. The first part says roughly the same in a way an index can use;
 * clocks that are set at midnight make the date jump back for a while, so it leaves a day on either side.
 */
function dayCondition(operator: '>=' | '<=' | '=', day: string, timeZone: string): SQL {
  const date = localDate(sql`x.started_at`, timeZone);
  if (!isDay(day)) return sql`to_char(${date}, 'YYYY-MM-DD') collate "C" ${sql.raw(operator)} ${day}`;
  const exactly = sql`${date} ${sql.raw(operator)} ${day}::date`;
  const since = sql`x.started_at >= ((${day}::date - 1)::timestamp at time zone ${timeZone}::text)`;
  const until = sql`x.started_at < ((${day}::date + 2)::timestamp at time zone ${timeZone}::text)`;
  if (operator === '>=') return sql`(${since} and ${exactly})`;
  if (operator === '<=') return sql`(${until} and ${exactly})`;
  return sql`(${since} and ${until} and ${exactly})`;
}

const anyOf = (conditions: readonly SQL[]): SQL =>
  conditions.length === 0 ? sql`false` : sql`(${sql.join([...conditions], sql` or `)})`;

/** A list as one parameter. */
const array = (values: readonly unknown[], type: 'text' | 'bigint' | 'int'): SQL =>
  sql`${sql.param([...values])}::${sql.raw(type)}[]`;

const KEYS = [
  ['ratingKeys', 'rating_key'],
  ['parentRatingKeys', 'parent_rating_key'],
  ['grandparentRatingKeys', 'grandparent_rating_key'],
] as const;

function itemConditions(filter: PlayFilter): SQL[] {
  const all: SQL[] = [];
  for (const [name, column] of KEYS) {
    const keys = filter[name];
    if (keys === undefined) continue;
    all.push(sql`${playsOwn(column, sql.raw(`i.${column}`))} = any(${array(keys, 'text')})`);
  }
  if (filter.kinds !== undefined) {
    const kind = sql`case when x.is_live then 'live' else ${playsOwn('media_type', sql`i.media_type`)} end`;
    all.push(sql`${kind} = any(${array(filter.kinds, 'text')})`);
  }
  if (filter.guidStarts !== undefined) {
    const guid = sql`coalesce(i.guid, '') collate "C"`;
    all.push(anyOf(filter.guidStarts.map((start) => sql`${guid} ilike ${`${start}%`} escape ''`)));
  }
  return all;
}

function personConditions(filter: PlayFilter): SQL[] {
  if (filter.plexUserIds !== undefined)
    return [sql`x.user_id in (select id from users where plex_user_id = any(${array(filter.plexUserIds, 'bigint')}))`];
  if (filter.userNames === undefined) return [];
  const names = array(filter.userNames, 'text');
  return [
    sql`case when x.imported_values ? 'user' then false when x.user_name is not null then x.user_name = any(${names})
      else x.user_id in (select id from users where username = any(${names})) end`,
  ];
}

/**
 * The conditions of a filter on a source x with its item i and its stream s. Plays of which item or stream is not known
 * are never in the table.
 */
export function tableConditions(filter: PlayFilter, timeZone: string): SQL {
  const all = [
    sql`not i.is_placeholder`,
    sql`not s.is_placeholder`,
    ...personConditions(filter),
    ...itemConditions(filter),
  ];
  if (filter.groupIds !== undefined) all.push(sql`x.group_id = any(${array(filter.groupIds, 'bigint')})`);
  if (filter.sectionIds !== undefined)
    all.push(
      sql`x.library_id in (select id from libraries where section_id = any(${array(filter.sectionIds, 'bigint')}))`,
    );
  if (filter.decisions !== undefined) {
    const decision = sql`case when s.imported_values ? 'transcode_decision' then s.imported_values->>'transcode_decision' else coalesce(s.decision, '') end`;
    all.push(sql`${decision} = any(${array(filter.decisions, 'text')})`);
  }
  if (filter.days !== undefined) all.push(anyOf(filter.days.map((day) => dayCondition('=', day, timeZone))));
  if (filter.firstDay !== undefined) all.push(dayCondition('>=', filter.firstDay, timeZone));
  if (filter.lastDay !== undefined) all.push(dayCondition('<=', filter.lastDay, timeZone));
  return sql.join(all, sql` and `);
}
