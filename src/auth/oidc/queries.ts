/** SQL of who a provider's people are here. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { accounts, users } from '#db/schema/index.ts';
import { ACCOUNT, type AccountRow } from '../queries.ts';

/** The only person with this e-mail address or user name; null for none and for several. */
export async function onlyPerson(
  db: Db,
  { by, value }: { readonly by: 'email' | 'username'; readonly value: string },
): Promise<UserId | null> {
  const column: SQL = by === 'email' ? sql`lower(${users.email})` : sql`lower(${users.username})`;
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(column, value.toLowerCase()), eq(users.isDeleted, false), eq(users.isPlaceholder, false)))
    .limit(2);
  const [row] = rows;
  return rows.length === 1 && row !== undefined ? row.id : null;
}

/** The only account of a person that sees no more than what is theirs; null for none and for several. */
export async function onlyAccountOf(db: Db, userId: UserId): Promise<AccountRow | null> {
  const rows = await db
    .select(ACCOUNT)
    .from(accounts)
    .where(and(eq(accounts.userId, userId), inArray(accounts.role, ['viewer', 'guest'])))
    .limit(2);
  const [row] = rows;
  return rows.length === 1 && row !== undefined ? row : null;
}
