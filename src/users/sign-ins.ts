import type { ListPage, ListQuery } from '#db/list-sql.ts';
import type { Db } from '#db/pool.ts';
import { deleteSignIns, type SignInColumn, type SignInRow, signInPage, type Whose } from './queries-sign-ins.ts';
import type { Visible } from './visible.ts';

export type { SignInColumn, SignInRow } from './queries-sign-ins.ts';

/**
 * Tries to sign in, successful or not, of which may be told. `whose` leaves only those of one person, by our number or by
 * plex.tv's; null, somebody nobody knows, leaves none.
 */
export const listSignIns = (
  db: Db,
  visible: Visible,
  whose: Whose | undefined,
  query: ListQuery<SignInColumn>,
): Promise<ListPage<SignInRow>> => signInPage(db, visible, whose, query);

/** Forgets who signed in; who is signed in stays so. */
export const forgetSignIns = (db: Db): Promise<void> => deleteSignIns(db);
