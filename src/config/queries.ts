import { eq, sql } from 'drizzle-orm';
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

/** Stores values in one statement, replacing what is there. Rows of the same keys are locked in the same order by everybody. */
export async function putSettings(db: Db | Tx, rows: readonly { key: string; value: unknown }[]): Promise<void> {
  if (rows.length === 0) return;
  const inOrder = rows.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  await db
    .insert(settings)
    .values(inOrder)
    .onConflictDoUpdate({
      target: settings.key,
      set: { value: sql`excluded.value`, updatedAt: sql`now()` },
    });
}

export const removeSetting = (db: Db | Tx, key: string): Promise<unknown> =>
  db.delete(settings).where(eq(settings.key, key)).execute();
