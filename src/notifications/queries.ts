/** All SQL about notification agents. */
import { type AnyColumn, asc, eq, exists, sql } from 'drizzle-orm';
import type { Trigger } from '#contract/enums.ts';
import type { Db } from '#db/pool.ts';
import { notificationLog, notifiers, notifierTriggers } from '#db/schema/index.ts';

/** The newest entry of an agent in the log; of several in one moment the first written. */
const latestOf = (db: Db) =>
  db
    .select({ sentAt: notificationLog.sentAt, isSuccess: notificationLog.isSuccess })
    .from(notificationLog)
    .where(eq(notificationLog.notifierId, notifiers.id))
    .orderBy(sql`${notificationLog.sentAt} desc, ${notificationLog.id} asc`)
    .limit(1)
    .as('latest');

/** All agents, or those a trigger is switched on for, by id. */
export function notifierRows(db: Db, trigger: Trigger | null) {
  const latest = latestOf(db);
  const enabled = db
    .select({ one: sql`1` })
    .from(notifierTriggers)
    .where(
      sql`${notifierTriggers.notifierId} = ${notifiers.id} and ${notifierTriggers.isEnabled} and ${trigger ?? notifierTriggers.trigger} = ${notifierTriggers.trigger}`,
    );
  return db
    .select({
      id: notifiers.id,
      agentId: notifiers.agentId,
      agentName: notifiers.agentName,
      agentLabel: notifiers.agentLabel,
      friendlyName: notifiers.friendlyName,
      isPaused: notifiers.isPaused,
      importedValues: notifiers.importedValues,
      isTriggered: sql<boolean>`${exists(enabled)}`,
      lastSentAt: latest.sentAt,
      lastWasSuccess: latest.isSuccess,
    })
    .from(notifiers)
    .leftJoinLateral(latest, sql`true`)
    .where(trigger === null ? undefined : exists(enabled))
    .orderBy(asc(notifiers.id));
}

/** Any number may be asked for, also one no column can hold. */
const byId = (column: AnyColumn, id: number) => sql`${column} = ${id}::bigint`;

export async function notifierRow(db: Db, id: number) {
  const [row] = await db.select().from(notifiers).where(byId(notifiers.id, id));
  return row ?? null;
}

export const triggerRows = (db: Db, id: number) =>
  db.select().from(notifierTriggers).where(byId(notifierTriggers.notifierId, id));

/** Its log entries stay, without it. */
export async function removeNotifier(db: Db, id: number): Promise<void> {
  await db.delete(notifiers).where(byId(notifiers.id, id));
}
