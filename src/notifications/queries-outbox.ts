/** SQL of the outbox of notifications. */
import { sql } from 'drizzle-orm';
import type { Tx } from '#db/pool.ts';
import { notificationOutbox } from '#db/schema/index.ts';
import type { Announcement } from './announce.ts';

/** Wakes whoever delivers; the rows decide. */
export const OUTBOX_CHANNEL = 'spyglass_outbox';

export async function insertEvents(tx: Tx, announcements: readonly Announcement[]): Promise<void> {
  await tx.insert(notificationOutbox).values(
    announcements.map((announcement) => ({
      serverId: announcement.serverId,
      trigger: announcement.trigger,
      payload: announcement,
      notBefore: new Date(announcement.at),
      createdAt: new Date(announcement.at),
    })),
  );
  await tx.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
}
