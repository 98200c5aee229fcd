import { eq, inArray, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/pool.ts';
import { settings } from '#db/schema/index.ts';

export const settingRows = (db: Db | Tx): Promise<{ key: string; value: unknown; updatedAt: Date }[]> =>
  db.select({ key: settings.key, value: settings.value, updatedAt: settings.updatedAt }).from(settings).execute();

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

/** Forgets what was stored for these keys, locking the rows in the order in which `putSettings` does. */
export async function removeSettings(db: Db | Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const rows = db
    .select({ key: settings.key })
    .from(settings)
    .where(inArray(settings.key, [...keys]))
    .orderBy(settings.key)
    .for('update');
  await db.delete(settings).where(inArray(settings.key, rows));
}
