/**
 * What happened and may be worth a notification, written to the outbox in the transaction that caused it, so that nothing
 * announced is lost.
 */
import type { Tx } from '#db/pool.ts';
import type { Announcement } from './announcement.ts';
import { insertEvents } from './queries-outbox.ts';

export type { Announcement, ServerTrigger, StreamMoment, StreamTrigger } from './announcement.ts';

/**
 * Queues what happened, as far as some agent wants to know; to be called inside the transaction that makes it true.
 * One statement, whatever happened.
 */
export async function announce(tx: Tx, announcements: readonly Announcement[]): Promise<void> {
  if (announcements.length > 0) await insertEvents(tx, announcements);
}
