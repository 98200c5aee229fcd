/** SQL of the revision: what tells states of everything that was recorded apart. */
import { type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Db } from '#db/pool.ts';
import { imports, libraries, plays, serverAccess, servers, sessions, users, userTotals } from '#db/schema/index.ts';

/** The highest id of a table whose rows are only added, or changed together with others that are marked. */
const newest = (table: PgTable): SQL => sql`(select max(id) from ${table})`;

/** Changes with every row of a small table that is added, changed or removed: each version of a row has its own xmin. */
const mark = (table: PgTable, id = 'id'): SQL =>
  sql`(select concat(count(*), ':', bit_xor(hashint8extended(xmin::text::bigint, ${sql.raw(id)}))) from ${table})`;

/** Totals of people are true in every transaction that changes plays; descriptions never change, and count with a play only. */
const RECORDS = sql.join(
  [
    newest(plays),
    mark(userTotals, 'user_id'),
    newest(imports),
    mark(users),
    mark(serverAccess, '(server_id::bigint << 32) + user_id'),
    mark(libraries),
    sql`(select id from ${servers} order by url is null, id limit 1)`,
  ],
  sql`, `,
);

export interface RevisionRow {
  /** Which transactions are visible: where it is the same, so is the whole database. */
  readonly snapshot: string;
  /** Null when the snapshot is the known one. */
  readonly records: string | null;
  readonly streams: string | null;
}

const prepare = (db: Db) => {
  // PostgreSQL looks into the tables only when it gets to the second branch.
  const unlessKnown = (value: SQL) =>
    sql<string | null>`case when snapshot = ${sql.placeholder('known')} then null else ${value} end`;
  return db
    .select({
      snapshot: sql<string>`snapshot`,
      records: unlessKnown(sql`concat_ws(' ', ${RECORDS})`),
      streams: unlessKnown(mark(sessions)),
    })
    .from(sql`(select pg_current_snapshot()::text as snapshot) now`)
    .prepare('history_revision');
};

const prepared = new WeakMap<Db, ReturnType<typeof prepare>>();

/** The revision now; `known` is the snapshot of one that was read before. */
export async function revisionNow(db: Db, known: string): Promise<RevisionRow> {
  const statement = prepared.get(db) ?? prepare(db);
  prepared.set(db, statement);
  const [row] = await statement.execute({ known });
  if (row === undefined) throw new Error('the history has no revision');
  return row;
}
