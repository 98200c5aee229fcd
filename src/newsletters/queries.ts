/** All SQL about newsletters. */
import { asc, eq, type SQL, sql } from 'drizzle-orm';
import { containing, inOrder, type ListColumns, type ListPage, type ListQuery } from '#db/list-sql.ts';
import type { Db } from '#db/pool.ts';
import { newsletterLog, newsletters } from '#db/schema/index.ts';

/** All newsletters by id, with the newest entry each has in the log. */
export function newsletterRows(db: Db) {
  const latest = db
    .select({ sentAt: newsletterLog.sentAt, isSuccess: newsletterLog.isSuccess })
    .from(newsletterLog)
    .where(eq(newsletterLog.newsletterId, newsletters.id))
    .orderBy(sql`${newsletterLog.sentAt} desc, ${newsletterLog.id} asc`)
    .limit(1)
    .as('latest');
  return db
    .select({
      id: newsletters.id,
      agentId: newsletters.agentId,
      agentName: newsletters.agentName,
      agentLabel: newsletters.agentLabel,
      friendlyName: newsletters.friendlyName,
      cron: newsletters.cron,
      isActive: newsletters.isActive,
      importedValues: newsletters.importedValues,
      lastSentAt: latest.sentAt,
      lastWasSuccess: latest.isSuccess,
    })
    .from(newsletters)
    .leftJoinLateral(latest, sql`true`)
    .orderBy(asc(newsletters.id));
}

/** Any number may be asked for, also one no column can hold. */
const byId = (id: number): SQL => sql`${newsletters.id} = ${id}::bigint`;

export async function newsletterRow(db: Db, id: number) {
  const [row] = await db.select().from(newsletters).where(byId(id));
  return row ?? null;
}

/** Its log entries stay, without it. */
export async function removeNewsletter(db: Db, id: number): Promise<void> {
  await db.delete(newsletters).where(byId(id));
}

export type LogColumn =
  | 'sentAt'
  | 'newsletterId'
  | 'agentName'
  | 'action'
  | 'subject'
  | 'body'
  | 'startDate'
  | 'endDate'
  | 'uuid';

const kept = (column: string): SQL => sql`${newsletterLog.importedValues}->>${sql.raw(`'${column}'`)}`;
/** A newsletter that is gone is still known by the number it had. */
const newsletterId: SQL = sql`coalesce(${newsletterLog.newsletterId}, (${kept('newsletter_id')})::bigint)`;

const COLUMNS: ListColumns<LogColumn> = {
  sentAt: {
    kind: 'number',
    value: sql`floor(extract(epoch from ${newsletterLog.sentAt}))`,
    sort: sql`${newsletterLog.sentAt}`,
  },
  newsletterId: { kind: 'number', value: newsletterId },
  agentName: { kind: 'text', value: sql`${newsletterLog.agentName}` },
  action: { kind: 'text', value: sql`${newsletterLog.action}` },
  subject: { kind: 'text', value: sql`${newsletterLog.subject}` },
  body: { kind: 'text', value: sql`${newsletterLog.body}` },
  startDate: { kind: 'text', value: sql`coalesce(${kept('start_date')}, ${newsletterLog.startDate}::text)` },
  endDate: { kind: 'text', value: sql`coalesce(${kept('end_date')}, ${newsletterLog.endDate}::text)` },
  uuid: { kind: 'text', value: sql`${newsletterLog.uuid}` },
};

/** An issue that was sent. */
export interface LogRow {
  readonly id: number;
  readonly sentAt: Date;
  readonly newsletterId: number | null;
  readonly agentId: number | null;
  readonly agentName: string | null;
  readonly action: string;
  readonly isSuccess: boolean;
  readonly subject: string | null;
  readonly body: string | null;
  /** `YYYY-MM-DD`. */
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly uuid: string | null;
  /** What the row of an import says beyond the columns. */
  readonly importedValues: unknown;
}

export async function logPage(db: Db, query: ListQuery<LogColumn>): Promise<ListPage<LogRow>> {
  const where = containing(COLUMNS, query);
  const total = await db.$count(newsletterLog);
  const found = where === undefined ? total : await db.$count(newsletterLog, where);
  const { offset, limit } = query.slice(found);
  const rows = await db
    .select({
      id: newsletterLog.id,
      sentAt: newsletterLog.sentAt,
      newsletterId: sql<number | null>`${newsletterId}`.mapWith(Number),
      agentId: newsletterLog.agentId,
      agentName: newsletterLog.agentName,
      action: newsletterLog.action,
      isSuccess: newsletterLog.isSuccess,
      subject: newsletterLog.subject,
      body: newsletterLog.body,
      startDate: newsletterLog.startDate,
      endDate: newsletterLog.endDate,
      uuid: newsletterLog.uuid,
      importedValues: newsletterLog.importedValues,
    })
    .from(newsletterLog)
    .where(where)
    .orderBy(...inOrder(COLUMNS, query, sql`${newsletterLog.id} asc`))
    .offset(offset)
    .limit(limit);
  return { total, found, rows };
}

export async function emptyLog(db: Db): Promise<void> {
  await db.delete(newsletterLog);
}
