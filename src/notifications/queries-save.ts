/** SQL that makes and changes notification agents. */
import { sql } from 'drizzle-orm';
import type { Trigger } from '#contract/enums.ts';
import type { NotifierId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { notifiers, notifierTriggers } from '#db/schema/index.ts';

export type NotifierValues = Omit<typeof notifiers.$inferInsert, 'id' | 'createdAt' | 'importId' | 'importedValues'>;

export async function insertNotifier(db: Db | Tx, values: NotifierValues): Promise<NotifierId> {
  const [row] = await db.insert(notifiers).values(values).returning({ id: notifiers.id });
  if (row === undefined) throw new Error('the new agent has no number');
  return row.id;
}

/** Changes the agent of this number, or makes one with it. */
export async function upsertNotifier(tx: Tx, id: number, values: NotifierValues): Promise<NotifierId> {
  const [row] = await tx
    .insert(notifiers)
    .values({ ...values, id: sql`${id}::bigint` })
    .onConflictDoUpdate({ target: notifiers.id, set: values })
    .returning({ id: notifiers.id });
  if (row === undefined) throw new Error('the agent was not stored');
  await tx.execute(
    sql`select setval(pg_get_serial_sequence('notifiers', 'id'), greatest((select max(id) from notifiers), nextval(pg_get_serial_sequence('notifiers', 'id')) - 1))`,
  );
  return row.id;
}

/** What changes about a trigger; what is missing stays. */
export interface TriggerChange {
  readonly isEnabled?: boolean | undefined;
  readonly subject?: string | null | undefined;
  readonly body?: string | null | undefined;
}

export async function upsertTrigger(
  tx: Tx,
  notifierId: NotifierId,
  trigger: Trigger,
  change: TriggerChange,
): Promise<void> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0) return;
  await tx
    .insert(notifierTriggers)
    .values({ notifierId, trigger, ...given })
    .onConflictDoUpdate({ target: [notifierTriggers.notifierId, notifierTriggers.trigger], set: given });
}
