import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import { settings } from '#db/schema/index.ts';
import { readSettings, type Settings } from './settings.ts';

const CLIENT_ID = 'plexClientIdentifier';

/** The identifier under which Plex lists this installation as a device; made once and kept (Plex protocol notes 1.2). */
export async function clientIdentifier(db: Db): Promise<string> {
  await db.insert(settings).values({ key: CLIENT_ID, value: randomUUID() }).onConflictDoNothing();
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, CLIENT_ID));
  return String(row?.value);
}

/** The settings as stored now; values that do not fit are passed to `onBad` and replaced by their default. */
export async function loadSettings(db: Db, onBad: (key: string) => void): Promise<Settings> {
  return readSettings(await db.select({ key: settings.key, value: settings.value }).from(settings), onBad);
}
