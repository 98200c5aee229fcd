/**
 * How the columns of the history table are ordered and searched (API notes 6): unknown comes first, then numbers, then
 * texts by their code points with A to Z folded. x: the play that stands for a row, i: its item, s: its stream,
 * d: its device, u: the person, g: the row's totals.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { TableColumn } from './play-filter.ts';

/** What a column is read from, beside g. */
export type Part = 'x' | 'i' | 's' | 'd' | 'u';

interface TableValue {
  readonly parts: readonly Part[];
  /** What is ordered by, primary first. */
  readonly keys: readonly SQL[];
  /** What is searched in; null is never found. */
  readonly text: SQL;
  /** The order is a plain column that is never null. */
  readonly isPlain?: true;
}

/** Only A to Z are folded. */
const folded = (value: SQL): SQL => sql`lower((${value}) collate "C")`;

const number = (parts: readonly Part[], value: SQL): TableValue => ({
  parts,
  keys: [value],
  text: sql`(${value})::text`,
});

const moment = (value: SQL): TableValue => ({
  parts: [],
  keys: [value],
  text: sql`extract(epoch from ${value})::bigint::text`,
});

const text = (parts: readonly Part[], value: SQL): TableValue => ({ parts, keys: [folded(value)], text: value });

/** What an import kept beside a typed text wins over it. */
const keptText = (part: Part, key: string, ours: SQL): TableValue => {
  const kept = sql.raw(`${part}.imported_values`);
  return text([part], sql`case when ${kept} ? ${key} then ${kept} ->> ${key} else ${ours} end`);
};

/** Unknown is an empty text, unless an import knew better. */
const blankable = (part: Part, column: string): TableValue =>
  keptText(part, column, sql.raw(`coalesce(${part}.${column}, '')`));

/** Numbers before texts. */
const mixed = (parts: readonly Part[], isNumber: SQL, digits: SQL, letters: SQL): TableValue => ({
  parts,
  keys: [
    sql`case when ${letters} is null then 0 when ${isNumber} then 1 else 2 end`,
    sql`case when ${isNumber} then ${digits} end`,
    folded(letters),
  ],
  text: letters,
});

/** A number of an item; unknown is an empty text, and an import may have kept a text. */
function itemNumber(column: string): TableValue {
  const ours = sql.raw(`i.${column}`);
  const kept = sql`i.imported_values -> ${column}`;
  return mixed(
    ['i'],
    sql`case when i.imported_values ? ${column} then jsonb_typeof(${kept}) = 'number' else ${ours} is not null end`,
    sql`case when jsonb_typeof(${kept}) = 'number' then (${kept})::float8 else ${ours}::float8 end`,
    sql`case when i.imported_values ? ${column} then i.imported_values ->> ${column} else coalesce(${ours}::text, '') end`,
  );
}

/** A key of Plex: a number if it is one. The play's own wins over its item's. */
function key(column: string): TableValue {
  const value = sql`case when x.imported_values ? ${column} then x.imported_values ->> ${column}
    when i.imported_values ? ${column} then i.imported_values ->> ${column} else ${sql.raw(`coalesce(i.${column}, '')`)} end`;
  return mixed(['x', 'i'], sql`(${value}) ~ '^(0|[1-9][0-9]{0,14})$'`, sql`(${value})::float8`, value);
}

const FRIENDLY_NAME = sql`case when u.is_placeholder then null when btrim(coalesce(u.friendly_name, '')) = '' then u.username else u.friendly_name end`;

const VALUES: Readonly<Record<TableColumn, TableValue>> = {
  groupId: number(['x'], sql`nullif(greatest(x.group_id, 0), 0)`),
  playId: number([], sql`nullif(greatest(g.best_id, 0), 0)`),
  lastStartedAt: { ...moment(sql`g.last_started_at`), isPlain: true },
  startedAt: { ...moment(sql`g.started_at`), isPlain: true },
  stoppedAt: moment(sql`g.stopped_at`),
  mediaDuration: mixed(
    ['x'],
    sql`x.duration_ms is not null`,
    sql`x.duration_ms`,
    sql`coalesce(x.duration_ms::text, '')`,
  ),
  watched: number([], sql`div(g.watched_ms, 1000)`),
  paused: number([], sql`div(g.paused_ms, 1000)`),
  plexUserId: number(['u'], sql`u.plex_user_id`),
  userName: {
    ...keptText('x', 'user', sql`coalesce(x.user_name, u.username)`),
    parts: ['x', 'u'],
  },
  friendlyName: text(['u'], FRIENDLY_NAME),
  userThumb: text(['u'], sql`coalesce(u.custom_thumb, u.thumb)`),
  platform: blankable('d', 'platform'),
  product: blankable('d', 'product'),
  player: keptText('d', 'player', sql`d.title`),
  ipAddress: keptText('x', 'ip_address', sql`host(x.ip_address)`),
  isLive: number(['x'], sql`(x.is_live)::int`),
  machineId: blankable('d', 'machine_id'),
  location: keptText('x', 'location', sql`x.location`),
  isSecure: number(['x'], sql`(x.is_secure)::int`),
  isRelayed: number(['x'], sql`(x.is_relayed)::int`),
  mediaType: { ...keptText('x', 'media_type', sql`i.media_type`), parts: ['x', 'i'] },
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
  releasedOn: keptText('i', 'originally_available_at', sql`coalesce(i.originally_available_on::text, '')`),
  guid: blankable('i', 'guid'),
  decision: keptText('s', 'transcode_decision', sql`coalesce(s.decision, '')`),
  percent: number([], sql`g.percent`),
  playCount: number([], sql`g.play_count`),
  playIds: text([], sql`g.play_ids`),
  state: text(['x'], sql`x.state`),
  sessionKey: number(['x'], sql`case when x.session_key ~ '^[0-9]{1,15}$' then x.session_key::bigint end`),
};

/** What a column is ordered by, primary first. */
export const orderKeys = (column: TableColumn): readonly SQL[] => VALUES[column].keys;

/** What the rows must bring along for these columns to be read. */
export const partsOf = (columns: readonly TableColumn[]): ReadonlySet<Part> =>
  new Set(columns.flatMap((column) => VALUES[column].parts));

export interface ColumnOrder {
  readonly column: TableColumn;
  readonly dir: 'asc' | 'desc';
}

/** The values an order looks at, to be selected as columns, and the order by these columns. */
export interface TableOrder {
  readonly values: SQL;
  readonly by: SQL;
}

interface OrderKey {
  readonly value: SQL;
  readonly dir: 'asc' | 'desc';
  readonly isPlain: boolean;
}

/** Primary key first; the newest row wins where all else is equal. */
export function tableOrder(order: readonly ColumnOrder[]): TableOrder {
  const keys = order.flatMap(({ column, dir }): OrderKey[] =>
    VALUES[column].keys.map((value) => ({ value, dir, isPlain: VALUES[column].isPlain === true })),
  );
  const newest = order.some(({ column }) => column === 'lastStartedAt') ? [] : [sql`g.last_started_at`];
  for (const value of [...newest, sql`g.key`]) keys.push({ value, dir: 'desc', isPlain: true });
  const ways = keys.map(({ dir, isPlain }, index) => {
    // An index has its nulls at one end only, so the order says nothing about them where there are none.
    const nulls = isPlain ? '' : dir === 'asc' ? ' nulls first' : ' nulls last';
    return `o${index} ${dir}${nulls}`;
  });
  return {
    values: sql.join(
      keys.map(({ value }, index) => sql`${value} as ${sql.raw(`o${index}`)}`),
      sql`, `,
    ),
    by: sql.raw(ways.join(', ')),
  };
}

/** The term as the pattern that `containing` takes. */
export const patternOf = (search: string): string => `%${search.replace(/[A-Z]/g, (letter) => letter.toLowerCase())}%`;

/** Rows of which one of the columns contains the term. `%` and `_` in it stand for anything. */
export function containing(search: string, columns: readonly TableColumn[]): SQL {
  // No text of the database holds this character, and the driver refuses it.
  if (search.includes('\0') || columns.length === 0) return sql`false`;
  const pattern = patternOf(search);
  const found = columns.map((column) => sql`${folded(VALUES[column].text)} like ${pattern} escape ''`);
  return sql`(${sql.join(found, sql` or `)})`;
}
