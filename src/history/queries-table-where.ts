/** Which plays and running streams a filter of the history table lets through. */
import { type SQL, sql } from 'drizzle-orm';
import { DECISIONS } from '#contract/enums.ts';
import type { Db } from '#db/pool.ts';
import { localDate } from '#db/sql.ts';
import { decisionPlace } from './blocks/columns.ts';
import { dayNumber } from './blocks/local-calendar.ts';
import type { PlayFilter } from './play-filter.ts';
import type { Part } from './queries-table-columns.ts';
import type { Irregularities } from './queries-table-facts.ts';
import type { DayChoice, IdChoice, PlayChoice } from './rows/choice.ts';
import type { VersionCache } from './table-cache.ts';

/** A condition on a play x, and what else it looks at. */
export interface Where {
  readonly conditions: readonly SQL[];
  readonly parts: ReadonlySet<Part>;
  /** Set when nothing but people are chosen, whose groups are chosen with all their plays: our numbers of them. */
  readonly peopleOnly: readonly number[] | 'everybody' | null;
  /** The same as the conditions, where plays in columns can tell. */
  readonly choice: PlayChoice | null;
}

/** More ids than these are not compared one by one. */
export const FEW = 2000;

/** No text of the database holds the character NUL, and the driver refuses it. */
const isStorable = (value: number | string): boolean => typeof value === 'number' || !value.includes('\0');

/** A list as one parameter. */
export const array = (values: readonly (number | string)[], type: 'text' | 'bigint' | 'int' | 'inet'): SQL =>
  sql`${sql.param(values.filter(isStorable))}::${sql.raw(type)}[]`;

export const all = (conditions: readonly SQL[]): SQL =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `);

const either = (conditions: readonly SQL[]): SQL =>
  conditions.length === 0 ? sql`false` : sql`(${sql.join([...conditions], sql` or `)})`;

/** Text of a date as PostgreSQL takes it. */
const isDay = (text: string): boolean => {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/**
 * The start lies in days that compare so with one. The first part says roughly the same in a way an index can use;
 * clocks that are set at midnight make the date jump back for a while, so it leaves a day on either side.
 */
function dayCondition(operator: '>=' | '<=' | '=', day: string, timeZone: string): SQL {
  const date = localDate(sql`x.started_at`, timeZone);
  // Any text is allowed and compared as text (API notes 9.6).
  if (!isDay(day))
    return sql`to_char(${date}, 'YYYY-MM-DD') collate "C" ${sql.raw(operator)} ${day.replaceAll('\0', '')}`;
  const exactly = sql`${date} ${sql.raw(operator)} ${day}::date`;
  const since = sql`x.started_at >= ((${day}::date - 1)::timestamp at time zone ${timeZone}::text)`;
  const until = sql`x.started_at < ((${day}::date + 2)::timestamp at time zone ${timeZone}::text)`;
  if (operator === '>=') return sql`(${since} and ${exactly})`;
  if (operator === '<=') return sql`(${until} and ${exactly})`;
  return sql`(${since} and ${until} and ${exactly})`;
}

const KEYS = [
  ['ratingKeys', 'rating_key'],
  ['parentRatingKeys', 'parent_rating_key'],
  ['grandparentRatingKeys', 'grandparent_rating_key'],
] as const;

/** Conditions on items i; `x` says whether what an import kept of the play itself must be looked at. */
function itemConditions(filter: PlayFilter, isOverridden: (column: string) => boolean): SQL[] {
  const found: SQL[] = [];
  const playsOwn = (column: string): SQL => {
    const ofItem = sql.raw(`i.${column}`);
    return isOverridden(column)
      ? sql`case when x.imported_values ? ${column} then x.imported_values ->> ${column} else ${ofItem} end`
      : ofItem;
  };
  for (const [name, column] of KEYS) {
    const keys = filter[name];
    if (keys !== undefined) found.push(sql`${playsOwn(column)} = any(${array(keys, 'text')})`);
  }
  if (filter.kinds !== undefined) {
    const others = sql`not i.is_live and ${playsOwn('media_type')} = any(${array(filter.kinds, 'text')})`;
    found.push(filter.kinds.includes('live') ? sql`(i.is_live or (${others}))` : others);
  }
  if (filter.guidStarts !== undefined) {
    const guid = sql`coalesce(i.guid, '') collate "C"`;
    found.push(
      either(filter.guidStarts.filter(isStorable).map((start) => sql`${guid} ilike ${`${start}%`} escape ''`)),
    );
  }
  return found;
}

export const isChosen = ({ ids, areLeftOut }: IdChoice): SQL =>
  areLeftOut
    ? sql`x.item_snapshot_id <> all(${array(ids, 'int')})`
    : sql`x.item_snapshot_id = any(${array(ids, 'int')})`;

/**
 * Conditions on items i as the ids of those that are meant, or of those that are not if they are fewer. The planner knows
 * how many plays these have, and nothing of what the conditions look at.
 */
export async function chosenItems(
  db: Db,
  cache: VersionCache,
  what: string,
  conditions: readonly SQL[],
): Promise<IdChoice> {
  const known = cache.items.get(what);
  if (known !== undefined) return known;
  const items = sql`select i.id from item_snapshots i where not i.is_placeholder`;
  const meant = await idsOf(db, sql`${items} and ${all(conditions)}`);
  const left = meant.length <= FEW ? null : await idsOf(db, sql`${items} and (${all(conditions)}) is not true`);
  const areLeftOut = left !== null && left.length < meant.length;
  const choice = { ids: areLeftOut ? left : meant, areLeftOut };
  cache.items.set(what, choice);
  return choice;
}

async function idsOf(db: Db, query: SQL): Promise<number[]> {
  const { rows } = await db.execute<{ id: number }>(query);
  return rows.map(({ id }) => id);
}

interface Resolving {
  readonly db: Db;
  readonly cache: VersionCache;
  readonly odd: Irregularities;
}

type Understood = Pick<Where, 'conditions' | 'choice'>;

/** The part of a filter that is about items. */
async function itemsWhere(
  { db, cache, odd }: Resolving,
  filter: PlayFilter,
): Promise<Understood & Pick<Where, 'parts'>> {
  const { ratingKeys, parentRatingKeys, grandparentRatingKeys, kinds, guidStarts } = filter;
  const about = [ratingKeys, parentRatingKeys, grandparentRatingKeys, kinds, guidStarts];
  const parts = new Set<Part>();
  if (about.every((one) => one === undefined)) return { parts, conditions: [], choice: {} };
  const isOverridden = (column: string): boolean => odd.overridden.has(column);
  const conditions = itemConditions(filter, isOverridden);
  const anyOverridden = [...KEYS.map(([, column]) => column), 'media_type'].some(isOverridden);
  if (anyOverridden) return { conditions, parts: new Set(['i']), choice: null };
  const what = `items ${JSON.stringify(about.map((one) => one ?? null))}`;
  const items = await chosenItems(db, cache, what, conditions);
  return { parts, conditions: [isChosen(items)], choice: { items } };
}

/** The part of a filter that is about people. */
async function peopleWhere(
  { db, odd }: Resolving,
  filter: PlayFilter,
): Promise<Understood & Pick<Where, 'peopleOnly'>> {
  if (filter.plexUserIds !== undefined) {
    const ids = await idsOf(
      db,
      sql`select id from users where plex_user_id = any(${array(filter.plexUserIds, 'bigint')})`,
    );
    const conditions = [sql`x.user_id = any(${array(ids, 'int')})`];
    return { conditions, peopleOnly: ids, choice: { users: { ids, areLeftOut: false } } };
  }
  if (filter.userNames === undefined) return { conditions: [], peopleOnly: 'everybody', choice: {} };
  const names = array(filter.userNames, 'text');
  const ids = await idsOf(db, sql`select id from users where username = any(${names})`);
  const today = sql`case when x.user_name is null then x.user_id = any(${array(ids, 'int')}) else x.user_name = any(${names}) end`;
  const nameless = odd.overridden.has('user') ? [sql`not coalesce(x.imported_values ? 'user', false)`] : [];
  return { conditions: [today, ...nameless], peopleOnly: null, choice: null };
}

/** Words that are no decisions are kept beside, and nothing is an empty text. */
function decisionCondition(words: readonly string[]): SQL {
  const isKnown = (word: string): boolean => DECISIONS.some((decision) => decision === word);
  const known = sql`s.decision = any(${array(words.filter(isKnown), 'text')})`;
  const others = words.filter((word) => !isKnown(word));
  if (others.length === 0) return known;
  const other = sql`case when s.imported_values ? 'transcode_decision' then s.imported_values ->> 'transcode_decision' else '' end`;
  return sql`(${known} or (s.decision is null and ${other} = any(${array(others, 'text')})))`;
}

/** Plays of which item and stream are known; others are never in the table. */
function describedWhere({ unknownItems, unknownStreams }: Irregularities): Pick<Where, 'conditions' | 'parts'> {
  const conditions: SQL[] = [];
  const parts = new Set<Part>();
  for (const [ids, column, part] of [
    [unknownItems, 'x.item_snapshot_id', 'i'],
    [unknownStreams, 'x.stream_snapshot_id', 's'],
  ] as const) {
    if (ids.length > FEW) {
      parts.add(part);
      conditions.push(sql.raw(`not ${part}.is_placeholder`));
    } else if (ids.length > 0) conditions.push(sql`${sql.raw(column)} <> all(${array(ids, 'int')})`);
  }
  return { conditions, parts };
}

/** What of a filter is about the play itself. */
function playConditions(filter: PlayFilter, timeZone: string): SQL[] {
  const { groupIds, serverIds, days, firstDay, lastDay } = filter;
  return [
    ...(groupIds === undefined ? [] : [sql`x.group_id = any(${array(groupIds, 'bigint')})`]),
    ...(serverIds === undefined ? [] : [sql`x.server_id = any(${array(serverIds, 'int')})`]),
    ...(days === undefined ? [] : [either(days.map((day) => dayCondition('=', day, timeZone)))]),
    ...(firstDay === undefined ? [] : [dayCondition('>=', firstDay, timeZone)]),
    ...(lastDay === undefined ? [] : [dayCondition('<=', lastDay, timeZone)]),
  ];
}

const daysOf = ({ days, firstDay, lastDay }: PlayFilter, timeZone: string): DayChoice => ({
  timeZone,
  ...(days === undefined ? {} : { oneOf: days.map(dayNumber) }),
  ...(firstDay === undefined ? {} : { first: dayNumber(firstDay) }),
  ...(lastDay === undefined ? {} : { last: dayNumber(lastDay) }),
});

/** What of a filter is about the play itself, as a choice of plays. */
function playChoice(filter: PlayFilter, { hasOtherDecisions }: Irregularities, timeZone: string): PlayChoice | null {
  const { groupIds, serverIds, days = [], firstDay, lastDay, decisions } = filter;
  const limits = [...days, firstDay, lastDay].filter((day) => day !== undefined);
  if (
    groupIds !== undefined ||
    serverIds !== undefined ||
    !limits.every(isDay) ||
    (decisions !== undefined && hasOtherDecisions)
  )
    return null;
  const known = decisions?.flatMap((word) => {
    const place = decisionPlace(word);
    return place < 0 && word !== '' ? [] : [place];
  });
  return {
    ...(limits.length === 0 ? {} : { days: daysOf(filter, timeZone) }),
    ...(known === undefined ? {} : { decisions: known }),
  };
}

/** The conditions of a filter on a play or running stream x. */
export async function tableWhere(resolving: Resolving, filter: PlayFilter, timeZone: string): Promise<Where> {
  const [people, items, libraries] = await Promise.all([
    peopleWhere(resolving, filter),
    itemsWhere(resolving, filter),
    filter.sectionIds === undefined
      ? null
      : idsOf(
          resolving.db,
          sql`select id from libraries where section_id = any(${array(filter.sectionIds, 'bigint')})`,
        ),
  ]);
  const described = describedWhere(resolving.odd);
  const others = [
    ...items.conditions,
    ...(libraries === null ? [] : [sql`x.library_id = any(${array(libraries, 'int')})`]),
    ...(filter.decisions === undefined ? [] : [decisionCondition(filter.decisions)]),
    ...playConditions(filter, timeZone),
  ];
  const parts = new Set<Part>([...described.parts, ...items.parts]);
  if (filter.decisions !== undefined) parts.add('s');
  const own = playChoice(filter, resolving.odd, timeZone);
  const isTold = people.choice !== null && items.choice !== null && own !== null;
  const inLibraries = libraries === null ? {} : { libraries: { ids: libraries, areLeftOut: false } };
  return {
    conditions: [...described.conditions, ...people.conditions, ...others],
    parts,
    peopleOnly: others.length === 0 ? people.peopleOnly : null,
    choice: isTold ? { ...people.choice, ...items.choice, ...own, ...inLibraries } : null,
  };
}
