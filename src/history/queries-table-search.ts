/** Where a term of the history table is found, as far as it can be said before looking at a single play. */
import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import type { TableColumn } from './play-filter.ts';
import { containing, type Part, partsOf, patternOf } from './queries-table-columns.ts';
import { addressesAfter, type Irregularities, namesOfPeople } from './queries-table-facts.ts';
import { array, chosenItems, FEW, isChosen } from './queries-table-where.ts';
import type { SearchChoice } from './rows/choice.ts';
import type { TableCache, VersionCache } from './table-cache.ts';

/** A condition on the play that stands for a row. */
export interface Search {
  readonly condition: SQL;
  readonly parts: ReadonlySet<Part>;
  /** It looks at the play x only, so it can be asked of every play. */
  readonly isOfPlays: boolean;
  /** What the condition depends on beside the version of the history. */
  readonly key: string;
  /** The same as the condition, where plays in columns can tell. */
  readonly choice: SearchChoice | null;
}

/** Columns of descriptions, each of which is looked through once. */
const DESCRIBED: Readonly<Partial<Record<TableColumn, 'u' | 'd' | 'i'>>> = {
  friendlyName: 'u',
  platform: 'd',
  product: 'd',
  player: 'd',
  machineId: 'd',
  fullTitle: 'i',
  title: 'i',
  parentTitle: 'i',
  grandparentTitle: 'i',
  originalTitle: 'i',
  year: 'i',
  mediaIndex: 'i',
  parentMediaIndex: 'i',
  thumb: 'i',
  releasedOn: 'i',
  guid: 'i',
};

interface Searching {
  readonly db: Db;
  readonly kept: TableCache;
  readonly cache: VersionCache;
  readonly odd: Irregularities;
}

/** All addresses of all plays with their numbers; read once, then only what is new. */
export async function knownAddresses({
  db,
  kept,
  cache: { version },
}: Omit<Searching, 'odd'>): Promise<ReadonlyMap<string, number>> {
  const before = kept.addresses;
  if (before?.importId === version.lastImportId && before.until >= version.lastPlayId) return before.all;
  const from = before?.importId === version.lastImportId ? before.until : 0;
  const all = new Map([...(from === 0 ? [] : (before?.all ?? [])), ...(await addressesAfter(db, from))]);
  kept.addresses = { importId: version.lastImportId, until: version.lastPlayId, all };
  return all;
}

/** Whether a pattern can be an address at all. */
const isLikeAddress = (pattern: string): boolean => /^[\da-f:.%_]*$/.test(pattern);

/** Those of the texts that a pattern fits. */
async function fitting(db: Db, texts: readonly string[], pattern: string): Promise<ReadonlySet<string>> {
  if (texts.length === 0) return new Set();
  const { rows } = await db.execute<{ t: string }>(
    sql`select t from unnest(${array(texts, 'text')}) t where lower(t collate "C") like ${pattern} escape ''`,
  );
  return new Set(rows.map(({ t }) => t));
}

type FoundAddresses = Pick<SearchChoice, 'addresses' | 'withOtherAddress' | 'plays'> & {
  readonly texts: readonly string[];
};

async function foundAddresses(searching: Searching, pattern: string): Promise<FoundAddresses> {
  const others = searching.odd.addresses;
  const known = isLikeAddress(pattern) ? await knownAddresses(searching) : new Map<string, number>();
  const fit = await fitting(searching.db, [...known.keys(), ...others.flatMap(({ text }) => text ?? [])], pattern);
  const found = [...known].filter(([address]) => fit.has(address));
  return {
    texts: found.map(([address]) => address),
    addresses: found.map(([, number]) => number),
    withOtherAddress: others.filter(({ isBesideOurs }) => isBesideOurs).map(({ playId }) => playId),
    plays: others.filter(({ text }) => text !== null && fit.has(text)).map(({ playId }) => playId),
  };
}

function addressConditions({ texts, withOtherAddress: beside, plays }: FoundAddresses): SQL[] {
  const ours = sql`x.ip_address = any(${array(texts, 'inet')})`;
  const exact = beside.length === 0 ? ours : sql`(${ours} and x.id <> all(${array(beside, 'int')}))`;
  return [
    ...(texts.length === 0 ? [] : [exact]),
    ...(plays.length === 0 ? [] : [sql`x.id = any(${array(plays, 'int')})`]),
  ];
}

const NO_ADDRESSES: FoundAddresses = { texts: [], addresses: [], withOtherAddress: [], plays: [] };

async function describedIds({ db }: Searching, table: 'u' | 'd', condition: SQL): Promise<readonly number[]> {
  const from = sql.raw(table === 'u' ? 'users u' : 'players d');
  const { rows } = await db.execute<{ id: number }>(sql`select id from ${from} where ${condition}`);
  return rows.map(({ id }) => id);
}

/** The term as a condition on the play's pointers; null when it must be looked for in the rows themselves. */
async function pointedAt(searching: Searching, term: string, columns: readonly TableColumn[]): Promise<Search | null> {
  if (columns.some((column) => column !== 'ipAddress' && DESCRIBED[column] === undefined)) return null;
  if (searching.odd.addresses.length > FEW) return null;
  const of = (table: 'u' | 'd' | 'i') => columns.filter((column) => DESCRIBED[column] === table);
  const [people, devices, items] = [of('u'), of('d'), of('i')];
  const [users, players, ofItems, addresses] = await Promise.all([
    people.length === 0 ? [] : describedIds(searching, 'u', containing(term, people)),
    devices.length === 0 ? [] : describedIds(searching, 'd', containing(term, devices)),
    items.length === 0
      ? null
      : chosenItems(searching.db, searching.cache, `search ${JSON.stringify([term, items])}`, [
          containing(term, items),
        ]),
    columns.includes('ipAddress') ? foundAddresses(searching, patternOf(term)) : NO_ADDRESSES,
  ]);
  const conditions = [
    ...(users.length === 0 ? [] : [sql`x.user_id = any(${array(users, 'int')})`]),
    ...(players.length === 0 ? [] : [sql`x.player_id = any(${array(players, 'int')})`]),
    ...(ofItems === null ? [] : [isChosen(ofItems)]),
    ...addressConditions(addresses),
  ];
  const condition = conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`;
  const { texts: _texts, ...numbers } = addresses;
  const choice = { users, players, items: ofItems, ...numbers };
  // People are called differently now and then; everything else that is described stays as it is.
  return { condition, parts: new Set(['x']), isOfPlays: true, key: users.join(), choice };
}

const FOUND_NOWHERE: SearchChoice = {
  users: [],
  players: [],
  items: null,
  addresses: [],
  withOtherAddress: [],
  plays: [],
};

/** Null without a term. */
export async function tableSearch(
  searching: Searching,
  term: string,
  columns: readonly TableColumn[],
): Promise<Search | null> {
  if (term === '' || columns.length === 0) return null;
  if (term.includes('\0'))
    return { condition: sql`false`, parts: new Set(), isOfPlays: true, key: '', choice: FOUND_NOWHERE };
  const found = await pointedAt(searching, term, columns);
  if (found !== null) return found;
  const parts = partsOf(columns);
  const key = parts.has('u') ? await namesOfPeople(searching.db) : '';
  return { condition: containing(term, columns), parts, isOfPlays: false, key, choice: null };
}
