/** Where a person was seen, each address with the latest play from there. */
import type { Db } from '#db/pool.ts';
import type { TableQuery } from './play-filter.ts';
import { type AddressRow, addressesOf } from './queries-addresses.ts';
import { countPlays, type DescribedPlay, describedPlays } from './queries-table.ts';

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

/** `slice` says which of so many addresses are wanted. */
export async function readAddresses(
  db: Db,
  query: AddressQuery,
  slice: (found: number) => { readonly offset: number; readonly limit: number },
): Promise<SeenAddresses> {
  const [plays, all] = await Promise.all([countPlays(db), addressesOf(db, query)]);
  const { offset, limit } = slice(all.length);
  const wanted = all.slice(offset, offset + limit);
  const described = await describedPlays(
    db,
    wanted.map(({ latestPlayId }) => latestPlayId),
  );
  const byId = new Map<number, DescribedPlay>(described.map((row) => [row.play.id, row]));
  const rows = wanted.flatMap((row) => {
    const latest = byId.get(row.latestPlayId);
    return latest === undefined ? [] : [{ ...row, latest }];
  });
  return { plays, found: all.length, rows };
}
