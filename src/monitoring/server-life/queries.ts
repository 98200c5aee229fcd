/** SQL of what is remembered about the life of a server. */
import { eq } from 'drizzle-orm';
import type { ServerId } from '#contract/ids.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { serverLife, servers } from '#db/schema/index.ts';

export type LifeRow = typeof serverLife.$inferSelect;
export type LifeValues = Partial<Omit<typeof serverLife.$inferInsert, 'serverId'>>;

export async function loadLife(db: Db | Tx, serverId: ServerId): Promise<LifeRow | null> {
  const [row] = await db.select().from(serverLife).where(eq(serverLife.serverId, serverId));
  return row ?? null;
}

export async function saveLife(tx: Tx, serverId: ServerId, values: LifeValues): Promise<void> {
  if (Object.keys(values).length === 0) return;
  await tx
    .insert(serverLife)
    .values({ serverId, ...values })
    .onConflictDoUpdate({ target: serverLife.serverId, set: values });
}

/** Who and what a server is, as it said last. */
export async function identityOf(db: Db, serverId: ServerId) {
  const [row] = await db
    .select({ platform: servers.platform, machineIdentifier: servers.machineIdentifier })
    .from(servers)
    .where(eq(servers.id, serverId));
  return row ?? null;
}

/** Whether the owner of a server has a Plex Pass. */
export async function savePlexPass(db: Db, serverId: ServerId, hasPlexPass: boolean): Promise<void> {
  await inTransaction(db, (tx) => tx.update(servers).set({ hasPlexPass }).where(eq(servers.id, serverId)));
}
