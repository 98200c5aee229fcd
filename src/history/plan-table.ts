/** Understands a query of the history table: looks small tables up, and learns what is odd about imported plays. */
import type { Db } from '#db/pool.ts';
import type { TableQuery } from './play-filter.ts';
import { type Part, partsOf, tableOrder } from './queries-table-columns.ts';
import { historyVersion, type Irregularities, namesOfPeople, readIrregularities } from './queries-table-facts.ts';
import { knownAddresses, tableSearch } from './queries-table-search.ts';
import { tableWhere } from './queries-table-where.ts';
import { type TableCache, tableCache, versionCache } from './table-cache.ts';
import { type Asked, type MemoryTable, memoryTable, warmColumns } from './table-memory.ts';

export interface Understood extends Asked {
  /** What groups add up to and whom they belong to is stored; true when that is all the query is about. */
  readonly isOfStoredGroups: boolean;
  /** Names what the filter lets through, and what the search finds of it. */
  readonly filterKey: string;
  readonly searchKey: string;
  readonly orderKey: string;
  /** Whether rows are made in memory, and these rows; null where that is not the way after all. */
  readonly isInMemory: boolean;
  memory(): Promise<MemoryTable | null>;
}

/** More odd groups than these are not looked after one by one. */
const MOST_ODD = 2_000;

function irregularities(db: Db, kept: TableCache, importId: number): Promise<Irregularities> {
  const { generation } = kept;
  const known = kept.irregularities;
  if (known?.importId === importId && known.generation === generation) return known.value;
  const value = readIrregularities(db);
  kept.irregularities = { importId, generation, value };
  // A failure is not kept.
  value.catch(() => {
    if (kept.irregularities?.value === value) kept.irregularities = null;
  });
  return value;
}

/** Columns that stored groups do not have. */
const NOT_STORED = new Set(['percent', 'playIds']);

export async function understand(db: Db, query: TableQuery): Promise<Understood> {
  const kept = tableCache(db);
  const version = await historyVersion(db);
  const cache = versionCache(kept, version);
  const odd = await irregularities(db, kept, version.lastImportId);
  const [where, search] = await Promise.all([
    tableWhere({ db, cache, odd }, query.filter, query.timeZone),
    tableSearch({ db, kept, cache, odd }, query.search, query.searchIn),
  ]);
  const columns = query.order.map(({ column }) => column);
  const orderParts: ReadonlySet<Part> = partsOf(columns);
  const names = orderParts.has('u') ? await namesOfPeople(db) : '';
  const asked = search === null ? columns : [...columns, ...query.searchIn];
  const { filter, unit, timeZone } = query;
  const plan = { unit, where, search, order: tableOrder(query.order), orderParts, oddGroups: odd.groups };
  const known = { db, query, plan, odd, kept, cache, names };
  return {
    ...known,
    ...memoryTable(known),
    isOfStoredGroups:
      unit === 'group' &&
      where.peopleOnly !== null &&
      odd.groups.length <= MOST_ODD &&
      !asked.some((column) => NOT_STORED.has(column)),
    filterKey: JSON.stringify([filter, timeZone]),
    searchKey: search === null ? '' : JSON.stringify([query.search, query.searchIn, search.key]),
    orderKey: JSON.stringify([query.order, names]),
  };
}

/** Learns what every query must know, so that the first one after a start needs not wait for it. */
export async function prepareHistoryTable(db: Db): Promise<void> {
  const kept = tableCache(db);
  const version = await historyVersion(db);
  await irregularities(db, kept, version.lastImportId);
  await knownAddresses({ db, kept, cache: versionCache(kept, version) });
  await warmColumns(db);
}
