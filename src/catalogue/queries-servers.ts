import { asc, eq, sql } from 'drizzle-orm';
import type { ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { servers } from '#db/schema/index.ts';

/** Servers that can be asked come before those that are known from history only, the oldest first. */
export async function firstServer(db: Db | Tx): Promise<ServerId | null> {
  const [row] = await db
    .select({ id: servers.id })
    .from(servers)
    .orderBy(sql`${servers.url} is null`, asc(servers.id))
    .limit(1);
  return row?.id ?? null;
}

export async function serverExists(db: Db | Tx, id: ServerId): Promise<boolean> {
  const rows = await db.select({ id: servers.id }).from(servers).where(eq(servers.id, id));
  return rows.length > 0;
}

/** What a server runs on, as it said itself. */
export async function platformOf(db: Db | Tx, id: ServerId): Promise<string | null> {
  const [row] = await db.select({ platform: servers.platform }).from(servers).where(eq(servers.id, id));
  return row?.platform ?? null;
}
