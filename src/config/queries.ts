import { eq } from 'drizzle-orm';
import type { Db, Tx } from '#db/pool.ts';
import { settings } from '#db/schema/index.ts';

export const settingRows = (db: Db | Tx): Promise<{ key: string; value: unknown }[]> =>
  db.select({ key: settings.key, value: settings.value }).from(settings).execute();

/** Stores a value unless the key has one; answers what is stored then. */
export async function settleSetting(db: Db | Tx, key: string, value: unknown): Promise<unknown> {
  await db.insert(settings).values({ key, value }).onConflictDoNothing();
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  return row?.value;
}
