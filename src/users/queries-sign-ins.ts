import { and, count, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { UserId } from '#contract/ids.ts';
import { containing, inOrder, type ListColumns, type ListPage, type ListQuery } from '#db/list-sql.ts';
import type { Db } from '#db/pool.ts';
import { signIns, users } from '#db/schema/index.ts';
import { boundsOf, type Visible } from './visible.ts';

/** By what sign-ins can be sorted and searched. */
export type SignInColumn = 'timestamp' | 'ip_address' | 'host';

/** An address as text; what was no address when it was imported counts as it stood there. */
const address = sql<string | null>`coalesce(${signIns.importedValues} ->> 'ip_address', host(${signIns.ipAddress}))`;

const COLUMNS: ListColumns<SignInColumn> = {
  timestamp: { kind: 'number', value: sql`${signIns.at}` },
  ip_address: { kind: 'text', value: address },
  host: { kind: 'text', value: sql`${signIns.host}` },
};

const SIGN_IN = {
  id: signIns.id,
  at: signIns.at,
  isSuccess: signIns.isSuccess,
  userName: signIns.userName,
  role: signIns.role,
  address,
  host: signIns.host,
  userAgent: signIns.userAgent,
  expiresAt: signIns.expiresAt,
  person: {
    plexUserId: users.plexUserId,
    username: users.username,
    friendlyName: users.friendlyName,
    isPlaceholder: users.isPlaceholder,
  },
};

export type SignInRow = Awaited<ReturnType<typeof pageOf>>[number];

const pageOf = (db: Db, where: SQL | undefined, order: SQL[], slice: { offset: number; limit: number }) =>
  db
    .select(SIGN_IN)
    .from(signIns)
    .leftJoin(users, eq(users.id, signIns.userId))
    .where(where)
    .orderBy(...order)
    .offset(slice.offset)
    .limit(slice.limit);

/** Sign-ins are those of the installation: whoever sees one server sees none. Undefined for all. */
function seenBy(visible: Visible): SQL | undefined {
  const { userId, serverId } = boundsOf(visible);
  if (serverId !== null) return sql`false`;
  return userId === null ? undefined : eq(signIns.userId, userId);
}

/** Our number of a person, or the one plex.tv gave; null is nobody. */
export type Whose = { readonly userId: UserId } | number | null;

function belongsTo(whose: Whose | undefined): SQL | undefined {
  if (whose === undefined) return undefined;
  if (whose === null) return sql`false`;
  return typeof whose === 'number' ? eq(users.plexUserId, whose) : eq(signIns.userId, whose.userId);
}

/** A page of sign-ins of which may be told; `whose` leaves only those of one person. */
export async function signInPage(
  db: Db,
  visible: Visible,
  whose: Whose | undefined,
  query: ListQuery<SignInColumn>,
): Promise<ListPage<SignInRow>> {
  const seen = seenBy(visible);
  const where = and(seen, belongsTo(whose), containing(COLUMNS, query));
  const [[all], [found]] = await Promise.all([
    db.select({ n: count() }).from(signIns).where(seen),
    db.select({ n: count() }).from(signIns).leftJoin(users, eq(users.id, signIns.userId)).where(where),
  ]);
  const total = found?.n ?? 0;
  const rows = await pageOf(db, where, inOrder(COLUMNS, query, desc(signIns.id)), query.slice(total));
  return { total: all?.n ?? 0, found: total, rows };
}

export const deleteSignIns = async (db: Db): Promise<void> => {
  await db.delete(signIns);
};
