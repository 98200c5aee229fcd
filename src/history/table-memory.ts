/**
 * The table made of plays in columns, held in memory: a million plays are gone through in the time the database takes to
 * read some thousand. For what would have to look at most plays anyway; what an index finds is read there.
 */
import type { Db } from '#db/pool.ts';
import type { ColumnName, PlayColumns, Values } from './blocks/columns.ts';
import { Numbering } from './blocks/numbering.ts';
import { EVER, readPlays } from './blocks/read-plays.ts';
import type { TableColumn, TableQuery } from './play-filter.ts';
import type { TablePlan } from './queries-table.ts';
import type { Irregularities } from './queries-table-facts.ts';
import { ranksBy, runningRows } from './queries-table-ranks.ts';
import { knownAddresses } from './queries-table-search.ts';
import {
  choosePlays,
  columnsOfChoice,
  columnsOfSearch,
  type PlayChoice,
  type SearchChoice,
  searchRows,
} from './rows/choice.ts';
import { type Places, rowsInPlaces } from './rows/places.ts';
import { columnsOfOrder, isOrderKnown, orderedRows, RANKED, type RankSource, type Ranks } from './rows/row-keys.ts';
import {
  type ChosenRows,
  groupRows,
  havePlaysWithoutTime,
  playRows,
  ROW_COLUMNS,
  watchedTime,
} from './rows/table-rows.ts';
import type { ColumnPlace, TableCache, VersionCache } from './table-cache.ts';

/** A query of the table, as far as it must be understood here. */
export interface Asked {
  readonly db: Db;
  readonly query: TableQuery;
  readonly plan: TablePlan;
  readonly odd: Irregularities;
  readonly kept: TableCache;
  readonly cache: VersionCache;
  /** Changes when somebody is called differently; only where the order looks at people. */
  readonly names: string;
}

/** More plays than these are left to the database: their columns would take too much memory. */
const MOST_PLAYS = 2_000_000;
/** Plays of so few items are found by an index. */
const FEW_ITEMS = 200;

interface Told {
  readonly choice: PlayChoice;
  readonly search: SearchChoice | null;
}

/** Columns that may be ordered by what an import kept of single plays. */
const OVERRIDABLE: Readonly<Partial<Record<TableColumn, string>>> = {
  mediaType: 'media_type',
  ratingKey: 'rating_key',
  parentRatingKey: 'parent_rating_key',
  grandparentRatingKey: 'grandparent_rating_key',
};

function isOrdered({ query: { order }, odd }: Asked): boolean {
  const isPlain = ({ column }: { readonly column: TableColumn }): boolean =>
    !odd.overridden.has(OVERRIDABLE[column] ?? '') && (column !== 'decision' || !odd.hasOtherDecisions);
  return isOrderKnown(order) && order.every(isPlain);
}

/** What the query means in terms of columns; null where they cannot tell, and where an index knows better. */
function toldByColumns(understood: Asked): Told | null {
  const { plan, cache } = understood;
  const { choice } = plan.where;
  const search = plan.search === null ? null : plan.search.choice;
  if (choice === null || (plan.search !== null && search === null)) return null;
  const isFound = choice.items !== undefined && !choice.items.areLeftOut && choice.items.ids.length <= FEW_ITEMS;
  if (isFound || cache.version.plays > MOST_PLAYS || !isOrdered(understood)) return null;
  return { choice, search };
}

/** Moments beyond what 32 bits of seconds hold are all the same in columns. */
const EARLIEST_S = -(2 ** 31) + 1;
const LATEST_S = 2 ** 31 - 1;

const isExact = ({ startedS, stoppedS }: PlayColumns): boolean =>
  ![startedS, stoppedS].some((column) => column.includes(EARLIEST_S) || column.includes(LATEST_S));

export interface MemoryTable {
  /** What the filter lets through, whatever the search finds. */
  all(): { readonly rows: number; readonly watchedMs: number };
  /** Rows that the search finds among them. */
  readonly found: number;
  /** The keys in some places of the order, running streams among them where they are wanted. */
  keysIn(places: Places, hasRunning: boolean): Promise<number[]>;
}

/** Makes the rows of a query. Null when moments do not fit into the columns. */
async function makeTable(asked: Asked, { choice, search }: Told): Promise<MemoryTable | null> {
  const { db, query } = asked;
  const names = new Set<ColumnName>([
    ...ROW_COLUMNS[query.unit],
    ...columnsOfChoice(choice),
    ...(search === null ? [] : columnsOfSearch(search)),
    ...columnsOfOrder(query.order),
  ]);
  let plays = await readPlays(db, [...names], EVER);
  if (havePlaysWithoutTime(plays)) plays = await readPlays(db, [...names.add('pausedMs')], EVER);
  if (!isExact(plays)) return null;
  const { chosen, table } = chosenRows(asked, plays, choice);
  const found = search === null ? table : { ...table, rows: searchRows(plays, table, search) };
  return {
    all: () => ({ rows: table.rows.length, watchedMs: watchedTime(plays, chosen) }),
    found: found.rows.length,
    async keysIn(places, hasRunning) {
      const source = await rankSource(asked);
      const running = hasRunning ? await runningRows(db, asked.plan) : [];
      const { rows, keys, keyOf } = orderedRows(plays, found, running, query.order, source);
      return [...rowsInPlaces(rows, keys, places)].map(keyOf);
    },
  };
}

/** The rows of the chosen plays. Those of all plays are kept as long as their columns are the same. */
function chosenRows({ kept, query: { unit } }: Asked, plays: PlayColumns, choice: PlayChoice): ChosenRows {
  const make = (): ChosenRows => {
    const chosen = choosePlays(plays, choice);
    return { chosen, table: (unit === 'play' ? playRows : groupRows)(plays, chosen) };
  };
  if (unit === 'play' || Object.keys(choice).length > 0) return make();
  const columns = [...ROW_COLUMNS.group, 'traits' as const].map((name) => plays[name]);
  const known = kept.allRows;
  if (known?.columns.every((column, index) => isSame(column, columns[index])) === true) return known.made;
  const made = make();
  kept.allRows = { columns: columns.map(placeOf), made };
  return made;
}

/** Columns that were given away are never changed: the same place in memory is the same plays. They may be forgotten. */
const placeOf = ({ buffer, byteOffset, length }: Values): ColumnPlace => ({
  buffer: new WeakRef(buffer),
  byteOffset,
  length,
});

const isSame = (known: ColumnPlace, column: Values | undefined): boolean =>
  column !== undefined &&
  known.buffer.deref() === column.buffer &&
  known.byteOffset === column.byteOffset &&
  known.length === column.length;

/** Whether the rows of a query are made here, and the rows, made when they are asked for first. */
export function memoryTable(asked: Asked): { readonly isInMemory: boolean; memory(): Promise<MemoryTable | null> } {
  const told = toldByColumns(asked);
  let made: Promise<MemoryTable | null> | null = null;
  return {
    isInMemory: told !== null,
    memory() {
      made ??= told === null ? Promise.resolve(null) : makeTable(asked, told);
      return made;
    },
  };
}

/** Reads what the order of the query needs. */
async function rankSource(asked: Asked): Promise<RankSource> {
  const { order } = asked.query;
  const columns = order.map(({ column }) => column);
  const ranks = new Map<TableColumn, Ranks>();
  for (const column of columns) {
    const found = await ranksOf(asked, column);
    if (found !== null) ranks.set(column, found);
  }
  const rankOfAddress = columns.includes('ipAddress') ? await addressRanks(asked) : () => 0;
  return { ranksOf: (column) => ranks.get(column) ?? NO_RANKS, rankOfAddress };
}

/** Where people, devices or items stand in the order of a column; they are read again when there are others. */
async function ranksOf({ db, kept, cache: { version }, names }: Asked, column: TableColumn): Promise<Ranks | null> {
  const by = RANKED[column];
  if (by === undefined) return null;
  const state = { users: names, players: version.lastPlayerId, items: version.lastItemId }[by];
  const key = [column, version.lastImportId, state].join(' ');
  const known = kept.ranks.get(key);
  if (known !== undefined) return known;
  const { ids, ranks } = await ranksBy(db, by, column);
  const made = ranksByBytes(ids, ranks);
  kept.ranks.set(key, made);
  return made;
}

const NO_RANKS: Ranks = { lowest: 0, table: new Int32Array(0) };

const INT_BYTES = 4;

/** The ids come in ascending order. */
function ranksByBytes(ids: Buffer, ranks: Buffer): Ranks {
  if (ids.length === 0) return NO_RANKS;
  const lowest = ids.readInt32BE(0);
  const table = new Int32Array(ids.readInt32BE(ids.length - INT_BYTES) - lowest + 1);
  for (let at = 0; at < ids.length; at += INT_BYTES) table[ids.readInt32BE(at) - lowest] = ranks.readInt32BE(at);
  return { lowest, table };
}

const folded = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Addresses are ordered as texts; having none comes first. */
async function addressRanks(asked: Asked): Promise<RankSource['rankOfAddress']> {
  const known = await knownAddresses(asked);
  const { addresses: others } = asked.odd;
  const texts = new Set([...known.keys(), ...others.flatMap(({ text }) => (text === null ? [] : [folded(text)]))]);
  const places = new Map([...texts].sort(byBytes).map((text, place) => [text, place]));
  const placeOf = (text: string | null): number =>
    text === null ? -Infinity : (places.get(folded(text)) ?? -Infinity);
  const numbering = new Numbering(known.size);
  const ranks: number[] = [];
  for (const [text, number] of known) ranks[numbering.numberOf(number)] = placeOf(text);
  const byPlay = new Map(others.map(({ playId, text }) => [playId, placeOf(text)]));
  return (address, playId) =>
    byPlay.get(playId) ?? (address === 0 ? -Infinity : (ranks[numbering.numberOf(address)] ?? -Infinity));
}

/** Reads the columns that nearly every query needs, so that the first one does not wait for them. */
export async function warmColumns(db: Db): Promise<void> {
  await readPlays(db, [...ROW_COLUMNS.group, 'traits', 'users', 'items', 'players'], EVER);
}
