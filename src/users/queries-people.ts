import { and, asc, eq, getTableColumns, type SQL } from 'drizzle-orm';
import type { ServerId, UserId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { serverAccess, users } from '#db/schema/index.ts';

type Executor = Db | Tx;

const { tokenSealed: _person, ...PERSON } = getTableColumns(users);
const { tokenSealed: _access, ...ACCESS } = getTableColumns(serverAccess);

/** People with what one server shares with them, in the order in which they came. Tokens stay where they are. */
export const listedPeople = (db: Executor, serverId: ServerId | null, where?: SQL) =>
  db
    .select({ ...PERSON, access: ACCESS })
    .from(users)
    .leftJoin(serverAccess, and(eq(serverAccess.userId, users.id), eq(serverAccess.serverId, serverId ?? NO_SERVER)))
    .where(and(eq(users.isPlaceholder, false), where))
    .orderBy(asc(users.id));

/** No server has this number. */
const NO_SERVER = 0 as ServerId;

export const notDeleted = (): SQL => eq(users.isDeleted, false);
export const withId = (id: UserId): SQL => eq(users.id, id);
export const withPlexId = (plexUserId: number): SQL => eq(users.plexUserId, plexUserId);

/** Of people who are known from plays only as well. */
export async function idOfPlexId(db: Executor, plexUserId: number): Promise<UserId | null> {
  const [row] = await db.select({ id: users.id }).from(users).where(withPlexId(plexUserId));
  return row?.id ?? null;
}
