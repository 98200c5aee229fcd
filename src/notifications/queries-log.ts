/** All SQL about the log of notifications. */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { containing, inOrder, type ListColumns, type ListPage, type ListQuery } from '#db/list-sql.ts';
import type { Db } from '#db/pool.ts';
import { notificationLog, notificationOutbox, users } from '#db/schema/index.ts';
import { boundsOf, type Visible } from '#users/visible.ts';

export type LogColumn = 'sentAt' | 'notifierId' | 'agentName' | 'action' | 'subject' | 'body';

/** An agent that is gone is still known by the number it had. */
const notifierId: SQL = sql`coalesce(${notificationLog.notifierId}, (${notificationLog.importedValues}->>'notifier_id')::bigint)`;

const COLUMNS: ListColumns<LogColumn> = {
  sentAt: {
    kind: 'number',
    value: sql`floor(extract(epoch from ${notificationLog.sentAt}))`,
    sort: sql`${notificationLog.sentAt}`,
  },
  notifierId: { kind: 'number', value: notifierId },
  agentName: { kind: 'text', value: sql`${notificationLog.agentName}` },
  action: { kind: 'text', value: sql`${notificationLog.action}` },
  subject: { kind: 'text', value: sql`${notificationLog.subject}` },
  body: { kind: 'text', value: sql`${notificationLog.body}` },
};

/** An entry of the log. */
export interface LogRow {
  readonly id: number;
  readonly sentAt: Date;
  readonly notifierId: number | null;
  readonly agentId: number | null;
  readonly agentName: string | null;
  readonly action: string;
  readonly isSuccess: boolean;
  readonly plexUserId: number | null;
  readonly userName: string | null;
  readonly sessionKey: string | null;
  readonly ratingKey: string | null;
  readonly subject: string | null;
  readonly body: string | null;
  /** How it stands with the sending; null when that is not known any more. */
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed' | 'dropped' | null;
  readonly attempts: number | null;
  readonly problem: string | null;
  /** When it is tried again, or for how long it is being tried. */
  readonly notBefore: Date | null;
  /** What the row of an import says beyond the columns. */
  readonly importedValues: unknown;
}

/** Entries of which may be told: about the person, or of the server. Undefined for all. */
function seenBy(visible: Visible): SQL | undefined {
  const { userId, serverId } = boundsOf(visible);
  return and(
    userId === null ? undefined : eq(notificationLog.userId, userId),
    serverId === null ? undefined : eq(notificationLog.serverId, serverId),
  );
}

export async function logPage(db: Db, visible: Visible, query: ListQuery<LogColumn>): Promise<ListPage<LogRow>> {
  const seen = seenBy(visible);
  const where = and(seen, containing(COLUMNS, query));
  const total = await db.$count(notificationLog, seen);
  const found = where === seen ? total : await db.$count(notificationLog, where);
  const { offset, limit } = query.slice(found);
  const rows = await db
    .select({
      id: notificationLog.id,
      sentAt: notificationLog.sentAt,
      notifierId: sql<number | null>`${notifierId}`.mapWith(Number),
      agentId: notificationLog.agentId,
      agentName: notificationLog.agentName,
      action: notificationLog.action,
      isSuccess: notificationLog.isSuccess,
      plexUserId: users.plexUserId,
      userName: notificationLog.userName,
      sessionKey: notificationLog.sessionKey,
      ratingKey: notificationLog.ratingKey,
      subject: notificationLog.subject,
      body: notificationLog.body,
      state: notificationOutbox.state,
      attempts: notificationOutbox.attempts,
      problem: notificationOutbox.problem,
      notBefore: notificationOutbox.notBefore,
      importedValues: notificationLog.importedValues,
    })
    .from(notificationLog)
    .leftJoin(notificationOutbox, eq(notificationOutbox.logId, notificationLog.id))
    .leftJoin(users, eq(users.id, notificationLog.userId))
    .where(where)
    .orderBy(...inOrder(COLUMNS, query, sql`${notificationLog.id} asc`))
    .offset(offset)
    .limit(limit);
  return { total, found, rows };
}

export async function emptyLog(db: Db): Promise<void> {
  await db.delete(notificationLog);
}
