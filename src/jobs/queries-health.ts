/** SQL of how the database stands. */
import { sql } from 'drizzle-orm';
import { LOCK_KEYS, LOCK_NAMESPACE } from '#db/locks.ts';
import type { Db } from '#db/pool.ts';
import { notificationOutbox, users } from '#db/schema/index.ts';

const DAY_SECONDS = 86_400;

export interface DatabaseFacts {
  /** As PostgreSQL names it, such as 17.6. */
  readonly version: string;
  readonly sizeBytes: number;
  /** Whether some process leads now. */
  readonly isLed: boolean;
}

export async function databaseFacts(db: Db): Promise<DatabaseFacts> {
  const { rows } = await db.execute<{ version: string; size: number; led: boolean }>(sql`
    select current_setting('server_version') as version,
      pg_database_size(current_database()) as size,
      exists (
        select from pg_locks
        where locktype = 'advisory' and granted
          and database = (select oid from pg_database where datname = current_database())
          and classid = ${LOCK_NAMESPACE} and objid = ${LOCK_KEYS.leader}) as led`);
  const [row] = rows;
  if (row === undefined) throw new Error('the database said nothing about itself');
  return { version: row.version, sizeBytes: Number(row.size), isLed: row.led };
}

export interface OutboxFacts {
  /** What is due and not sent yet. */
  readonly overdue: number;
  /** How long the first of them has been due. */
  readonly oldestMs: number;
  /** What was given up within a day. */
  readonly failed: number;
}

export async function outboxFacts(db: Db): Promise<OutboxFacts> {
  const { state, notBefore, finishedAt } = notificationOutbox;
  const [row] = await db
    .select({
      overdue:
        sql<number>`count(*) filter (where ${state} in ('waiting', 'sending') and ${notBefore} <= now())`.mapWith(
          Number,
        ),
      oldestMs: sql<number>`coalesce(extract(epoch from now() - min(${notBefore}) filter (
        where ${state} in ('waiting', 'sending') and ${notBefore} <= now())) * 1000, 0)`.mapWith(Number),
      failed: sql<number>`count(*) filter (where ${state} = 'failed'
        and ${finishedAt} > now() - make_interval(secs => ${DAY_SECONDS}))`.mapWith(Number),
    })
    .from(notificationOutbox);
  return row ?? { overdue: 0, oldestMs: 0, failed: 0 };
}

/** All names people are known by. */
export async function namesOfPeople(db: Db): Promise<readonly string[]> {
  const { username, friendlyName, title } = users;
  const rows = await db.select({ username, friendlyName, title }).from(users);
  return rows.flatMap((row) => [row.username, row.friendlyName, row.title]).filter((name) => name !== null);
}
