import type { LibraryId } from '#contract/ids.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import { removePlays } from './remove-plays.ts';

/** Removes every play from a library for good. Answers how many there were. */
export const purgeLibrary = (db: Db, libraryId: number): Promise<number> =>
  inTransaction(db, (tx) => removePlays(tx, { kind: 'library', libraryId: libraryId as LibraryId }));
