/** SQL of the outbox of notifications: events first, then one delivery for every agent that wants them. */
import { asc, eq, sql } from 'drizzle-orm';
import type { EpochMs } from '#clock';
import type { Db, Tx } from '#db/pool.ts';
import { notificationLog, notificationOutbox } from '#db/schema/index.ts';
import type { Announcement } from './announcement.ts';

/** Wakes whoever delivers; the rows decide. */
export const OUTBOX_CHANNEL = 'spyglass_outbox';

/**
 * Queues those events that some agent wants, and wakes, in one statement: a start also counts for what is asked after
 * every start, and what a person asks for is always queued.
 */
export async function insertEvents(tx: Tx | Db, announcements: readonly Announcement[]): Promise<void> {
  const rows = announcements.map((announcement, n) => ({
    n,
    server_id: announcement.serverId,
    trigger: announcement.trigger,
    always: announcement.kind === 'created' && announcement.manual !== undefined,
    at: new Date(announcement.at).toISOString(),
    payload: announcement,
  }));
  await tx.execute(sql`
    with told as (
      insert into notification_outbox (server_id, trigger, payload, not_before)
      select e.server_id, e.trigger, e.payload, e.at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as e(n integer, server_id integer, trigger text, always boolean, at timestamptz, payload jsonb)
      where e.always or exists (
        select from notifier_triggers t join notifiers a on a.id = t.notifier_id
        where t.is_enabled and not a.is_paused
          and (t.trigger = e.trigger or (e.trigger = 'on_play' and t.trigger in ('on_concurrent', 'on_newdevice'))))
      order by e.n
      returning id)
    select pg_notify(${OUTBOX_CHANNEL}, '') from told limit 1`);
}

export interface EventRow {
  readonly id: number;
  readonly payload: unknown;
  /** How often it was tried before. */
  readonly attempts: number;
  /** How long ago it was queued; both moments are the database's. */
  readonly waitedMs: number;
}

/** Locks the oldest event that is due and nobody else is working on; null when there is none. */
export async function lockEvent(tx: Tx, now: EpochMs): Promise<EventRow | null> {
  const { id, payload, attempts, notifierId, state, notBefore, createdAt } = notificationOutbox;
  const waitedMs = sql<number>`extract(epoch from now() - ${createdAt}) * 1000`.mapWith(Number);
  const [row] = await tx
    .select({ id, payload, attempts, waitedMs })
    .from(notificationOutbox)
    .where(sql`${notifierId} is null and ${state} = 'waiting' and ${notBefore} <= ${new Date(now)}`)
    .orderBy(asc(notificationOutbox.id))
    .limit(1)
    .for('update', { skipLocked: true });
  return row ?? null;
}

/** An event that became deliveries, or that nobody wants, is done with. */
export async function removeEvent(tx: Tx, id: number): Promise<void> {
  await tx.delete(notificationOutbox).where(eq(notificationOutbox.id, id));
}

interface EventFailure {
  /** This try included. */
  readonly attempts: number;
  readonly problem: string;
  readonly now: EpochMs;
  /** When it is tried again; null when it is put aside, where it stays for a while to be looked at. */
  readonly againAt: EpochMs | null;
}

/** An event that could not be handled. */
export async function failEvent(db: Db, id: number, failure: EventFailure): Promise<void> {
  const { attempts, problem, now, againAt } = failure;
  const next =
    againAt === null
      ? ({ state: 'failed', finishedAt: new Date(now) } as const)
      : ({ state: 'waiting', notBefore: new Date(againAt) } as const);
  await db
    .update(notificationOutbox)
    .set({ attempts, problem, ...next })
    .where(eq(notificationOutbox.id, id));
}

export type LogValues = Omit<typeof notificationLog.$inferInsert, 'id' | 'isSuccess' | 'importId' | 'importedValues'>;

/** An entry of the log about something that was not sent yet. */
export async function insertLog(tx: Tx | Db, values: LogValues): Promise<number> {
  const [row] = await tx
    .insert(notificationLog)
    .values({ ...values, isSuccess: false })
    .returning({ id: notificationLog.id });
  if (row === undefined) throw new Error('the entry of the log has no number');
  return row.id;
}

export async function markLogSent(db: Db, id: number): Promise<void> {
  await db.update(notificationLog).set({ isSuccess: true }).where(eq(notificationLog.id, id));
}

export type DeliveryValues = Required<
  Pick<typeof notificationOutbox.$inferInsert, 'serverId' | 'notifierId' | 'trigger' | 'payload' | 'orderKey' | 'logId'>
> & { readonly now: EpochMs };

export async function insertDelivery(tx: Tx, { now, ...values }: DeliveryValues): Promise<void> {
  const at = new Date(now);
  await tx.insert(notificationOutbox).values({ ...values, notBefore: at, createdAt: at });
}

/** Deletes what was finished before a moment. */
export async function removeFinished(db: Db, { sent, others }: { sent: EpochMs; others: EpochMs }): Promise<void> {
  await db.delete(notificationOutbox).where(
    sql`${notificationOutbox.finishedAt} < case when ${notificationOutbox.state} = 'sent'
      then ${new Date(sent)}::timestamptz else ${new Date(others)}::timestamptz end`,
  );
}
