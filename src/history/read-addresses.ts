/** Where people were seen, each address with the latest play from there. */
import type { Db } from '#db/pool.ts';
import { type Understood, understand } from './plan-table.ts';
import type { TableQuery } from './play-filter.ts';
import { addressesOf } from './queries-addresses.ts';
import { type DescribedPlay, describedPlays } from './queries-table-rows.ts';
import type { Slice } from './read-table.ts';
import type { AddressRow } from './table-cache.ts';

export interface SeenAddress extends AddressRow {
  readonly latest: DescribedPlay;
}

export interface SeenAddresses {
  /** All plays there are. */
  readonly plays: number;
  /** Addresses after the search. */
  readonly found: number;
  readonly rows: readonly SeenAddress[];
}

export type AddressQuery = Omit<TableQuery, 'unit' | 'isLiveIncluded'>;

async function allAddresses({ db, plan, cache, filterKey, searchKey, orderKey }: Understood) {
  const name = [filterKey, searchKey, orderKey].join(' ');
  const known = cache.addresses.get(name);
  const addresses = known ?? (await addressesOf(db, plan));
  if (known === undefined) cache.addresses.set(name, addresses);
  return addresses;
}

export async function readAddresses(db: Db, query: AddressQuery, slice: Slice): Promise<SeenAddresses> {
  const understood = await understand(db, { ...query, unit: 'play', isLiveIncluded: false });
  const all = await allAddresses(understood);
  const { offset, limit } = slice(all.length);
  const wanted = all.slice(offset, offset + limit);
  const ids = wanted.map(({ latestPlayId }) => latestPlayId);
  const described = ids.length === 0 ? [] : await describedPlays(db, ids);
  const byId = new Map<number, DescribedPlay>(described.map((row) => [row.play.id, row]));
  const rows = wanted.flatMap((row) => {
    const latest = byId.get(row.latestPlayId);
    return latest === undefined ? [] : [{ ...row, latest }];
  });
  return { plays: understood.cache.version.plays, found: all.length, rows };
}
