import { eq } from 'drizzle-orm';
import type { UserId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { users } from '#db/schema/index.ts';

/** The account name of a person; null when there is none of this id. */
export async function userName(tx: Tx, id: UserId): Promise<string | null> {
  const [row] = await tx.select({ username: users.username }).from(users).where(eq(users.id, id));
  return row?.username ?? null;
}
