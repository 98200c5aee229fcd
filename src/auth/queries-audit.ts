/** SQL of the record of changes. */
import { count, desc, sql } from 'drizzle-orm';
import type { AuditQuery } from '#contract/audit.ts';
import { containing, inOrder, type ListColumns, type ListQuery } from '#db/list-sql.ts';
import type { Db, Tx } from '#db/pool.ts';
import { auditLog } from '#db/schema/index.ts';

export type NewAudit = typeof auditLog.$inferInsert;

export async function insertAudit(tx: Db | Tx, row: NewAudit): Promise<void> {
  await tx.insert(auditLog).values(row);
}

const address = sql<string | null>`host(${auditLog.ipAddress})`;

type Column = 'at' | 'actor' | 'action' | 'subject' | 'address';

const COLUMNS: ListColumns<Column> = {
  at: { kind: 'number', value: sql`${auditLog.at}`, sort: sql`${auditLog.at}` },
  actor: { kind: 'text', value: sql`${auditLog.actor}` },
  action: { kind: 'text', value: sql`${auditLog.action}` },
  subject: { kind: 'text', value: sql`${auditLog.subject}` },
  address: { kind: 'text', value: address },
};

/** The rows of a page, and how many there are. */
export async function auditPage(db: Db, { search, order, offset, limit }: AuditQuery) {
  const query: ListQuery<Column> = {
    search,
    searchIn: ['actor', 'action', 'subject', 'address'],
    order: [{ column: 'at', dir: order }],
    slice: () => ({ offset, limit }),
  };
  const where = containing(COLUMNS, query);
  const last = order === 'asc' ? sql`${auditLog.id} asc` : desc(auditLog.id);
  const [total, [found], rows] = await Promise.all([
    db.$count(auditLog),
    db.select({ n: count() }).from(auditLog).where(where),
    db
      .select({
        id: auditLog.id,
        at: auditLog.at,
        actor: auditLog.actor,
        accountId: auditLog.accountId,
        action: auditLog.action,
        subject: auditLog.subject,
        details: auditLog.details,
        ipAddress: address,
      })
      .from(auditLog)
      .where(where)
      .orderBy(...inOrder(COLUMNS, query, last))
      .offset(offset)
      .limit(limit),
  ]);
  return { total, found: found?.n ?? 0, rows };
}
