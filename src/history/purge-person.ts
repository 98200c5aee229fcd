import type { UserId } from '#contract/ids.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import { removePlays } from './remove-plays.ts';

/** Removes every play of a person for good. Answers how many there were. */
export const purgePerson = (db: Db, userId: number): Promise<number> =>
  inTransaction(db, (tx) => removePlays(tx, { kind: 'user', userId: userId as UserId }));
