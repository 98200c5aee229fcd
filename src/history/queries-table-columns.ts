/**
 * How the columns of the history table are ordered and searched (API notes 6): unknown comes first, then numbers, then
 * texts by their code points with A to Z folded. x: the play that stands for a row, i: its item, s: its stream,
 * d: its device, u: its person, g: the row's totals.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { ColumnOrder, TableColumn } from './play-filter.ts';

/** A value as order and search see it. */
interface TableValue {
  /** 0 unknown, 1 a number, 2 a text. */
  readonly rank: SQL;
  readonly number: SQL;
  /** Null is never found. */
  readonly text: SQL;
}

const NOTHING = sql`null`;

const number = (value: SQL): TableValue => ({
  rank: sql`case when ${value} is null then 0 else 1 end`,
  number: value,
  text: sql`(${value})::text`,
});

const seconds = (moment: SQL): TableValue => number(sql`extract(epoch from ${moment})::bigint`);
const flag = (value: SQL): TableValue => number(sql`(${value})::int`);

/** A text that may be unknown. */
const text = (value: SQL): TableValue => ({
  rank: sql`case when ${value} is null then 0 else 2 end`,
  number: NOTHING,
  text: value,
});

/** What an import kept beside a typed column wins over it. */
function imported(kept: SQL, key: string, { rank, number: digits, text: letters }: TableValue): TableValue {
  const own = sql`${kept} -> ${key}`;
  return {
    rank: sql`case when ${kept} ? ${key} then case jsonb_typeof(${own}) when 'null' then 0 when 'number' then 1 else 2 end else ${rank} end`,
    number: sql`case when ${kept} ? ${key} then case when jsonb_typeof(${own}) = 'number' then (${own})::float8 end else ${digits}::float8 end`,
    text: sql`case when ${kept} ? ${key} then ${kept} ->> ${key} else ${letters} end`,
  };
}

/** Unknown is an empty text, unless an import knew better. */
const blankable = (table: 'i' | 's' | 'd', column: string): TableValue => {
  const value = sql`coalesce(${sql.raw(`${table}.${column}`)}, '')`;
  return imported(sql.raw(`${table}.imported_values`), column, text(value));
};

/** A number; unknown is an empty text. */
const numberOrBlank = (value: SQL): TableValue => ({
  rank: sql`case when ${value} is null then 2 else 1 end`,
  number: value,
  text: sql`coalesce(${value}::text, '')`,
});

const itemNumber = (column: string): TableValue =>
  imported(sql`i.imported_values`, column, numberOrBlank(sql.raw(`i.${column}`)));

const DIGITS = sql`'^(0|[1-9][0-9]{0,14})$'`;

/** A key of Plex: a number if it is one. */
const key = (column: string): TableValue => {
  const value = sql`coalesce(${sql.raw(`i.${column}`)}, '')`;
  const isNumber = sql`${value} ~ ${DIGITS}`;
  const own = {
    rank: sql`case when ${isNumber} then 1 else 2 end`,
    number: sql`case when ${isNumber} then ${value}::float8 end`,
    text: value,
  };
  return imported(sql`x.imported_values`, column, imported(sql`i.imported_values`, column, own));
};

const FRIENDLY_NAME = sql`case when u.is_placeholder then null when btrim(coalesce(u.friendly_name, '')) = '' then u.username else u.friendly_name end`;

const VALUES: Readonly<Record<TableColumn, TableValue>> = {
  groupId: number(sql`nullif(greatest(x.group_id, 0), 0)`),
  playId: number(sql`nullif(greatest(x.id, 0), 0)`),
  lastStartedAt: seconds(sql`g.last_started_at`),
  startedAt: seconds(sql`g.started_at`),
  stoppedAt: seconds(sql`g.stopped_at`),
  mediaDuration: numberOrBlank(sql`x.duration_ms`),
  watched: number(sql`div(g.watched_ms, 1000)`),
  paused: number(sql`div(g.paused_ms, 1000)`),
  plexUserId: number(sql`u.plex_user_id`),
  userName: imported(sql`x.imported_values`, 'user', text(sql`coalesce(x.user_name, u.username)`)),
  friendlyName: text(FRIENDLY_NAME),
  userThumb: text(sql`coalesce(u.custom_thumb, u.thumb)`),
  platform: blankable('d', 'platform'),
  product: blankable('d', 'product'),
  player: imported(sql`d.imported_values`, 'player', text(sql`d.title`)),
  ipAddress: imported(sql`x.imported_values`, 'ip_address', text(sql`host(x.ip_address)`)),
  isLive: flag(sql`x.is_live`),
  machineId: blankable('d', 'machine_id'),
  location: imported(sql`x.imported_values`, 'location', text(sql`x.location`)),
  isSecure: imported(sql`x.imported_values`, 'secure', flag(sql`x.is_secure`)),
  isRelayed: imported(sql`x.imported_values`, 'relayed', flag(sql`x.is_relayed`)),
  mediaType: imported(sql`x.imported_values`, 'media_type', text(sql`i.media_type`)),
  ratingKey: key('rating_key'),
  parentRatingKey: key('parent_rating_key'),
  grandparentRatingKey: key('grandparent_rating_key'),
  fullTitle: blankable('i', 'full_title'),
  title: blankable('i', 'title'),
  parentTitle: blankable('i', 'parent_title'),
  grandparentTitle: blankable('i', 'grandparent_title'),
  originalTitle: blankable('i', 'original_title'),
  year: itemNumber('year'),
  mediaIndex: itemNumber('media_index'),
  parentMediaIndex: itemNumber('parent_media_index'),
  thumb: blankable('i', 'thumb'),
  releasedOn: imported(
    sql`i.imported_values`,
    'originally_available_at',
    text(sql`coalesce(i.originally_available_on::text, '')`),
  ),
  guid: blankable('i', 'guid'),
  decision: imported(sql`s.imported_values`, 'transcode_decision', text(sql`coalesce(s.decision, '')`)),
  percent: number(sql`g.percent`),
  playCount: number(sql`g.play_count`),
  playIds: text(sql`g.play_ids`),
  state: text(sql`x.state`),
  sessionKey: number(sql`case when x.session_key ~ ${DIGITS} then x.session_key::bigint end`),
};

/** Only A to Z are folded. */
const folded = (value: SQL): SQL => sql`lower((${value}) collate "C")`;

/** The values an order looks at, to be selected as columns, and the order by these columns. */
export interface TableOrder {
  readonly values: SQL;
  readonly by: SQL;
}

/** Primary key first; the newest row wins where all else is equal. */
export function tableOrder(order: readonly ColumnOrder[]): TableOrder {
  const keys = order.flatMap(({ column, dir }) => {
    const { rank, number: digits, text: letters } = VALUES[column];
    return [rank, digits, folded(letters)].map((value) => ({ value, dir }));
  });
  const newest = [sql`g.last_started_at`, sql`g.key`].map((value) => ({ value, dir: 'desc' }) as const);
  const all = [...keys, ...newest];
  return {
    values: sql.join(
      all.map(({ value }, index) => sql`${value} as ${sql.raw(`o${index}`)}`),
      sql`, `,
    ),
    by: sql.raw(
      all.map(({ dir }, index) => `o${index} ${dir === 'asc' ? 'asc nulls first' : 'desc nulls last'}`).join(', '),
    ),
  };
}

/** Rows of which a column contains the term; null without a term. `%` and `_` in it stand for anything. */
export function tableSearch(search: string, columns: readonly TableColumn[]): SQL | null {
  if (search === '' || columns.length === 0) return null;
  // No text of the database holds this character, and the driver refuses it.
  if (search.includes('\0')) return sql`false`;
  const pattern = `%${search.replace(/[A-Z]/g, (letter) => letter.toLowerCase())}%`;
  const found = columns.map((column) => sql`${folded(VALUES[column].text)} like ${pattern} escape ''`);
  return sql`(${sql.join(found, sql` or `)})`;
}
