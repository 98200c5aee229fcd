import type { ListPage, ListQuery } from '#db/list-sql.ts';
import type { Db } from '#db/pool.ts';
import { deleteSignIns, type SignInColumn, type SignInRow, signInPage } from './queries-sign-ins.ts';
import type { Visible } from './visible.ts';

export type { SignInColumn, SignInRow } from './queries-sign-ins.ts';

/**
 * Tries to sign in, successful or not, of which may be told. `plexUserId` leaves only those of one person; null, somebody nobody knows,
 * leaves none.
 */
export const listSignIns = (
  db: Db,
  visible: Visible,
  plexUserId: number | null | undefined,
  query: ListQuery<SignInColumn>,
): Promise<ListPage<SignInRow>> => signInPage(db, visible, plexUserId, query);

/** Forgets who signed in; who is signed in stays so. */
export const forgetSignIns = (db: Db): Promise<void> => deleteSignIns(db);
