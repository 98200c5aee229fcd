/** SQL that keeps the database in good order. */
import { sql } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';

/** A table and its block range indexes, whose newest blocks are summarised only when somebody asks for it. */
export interface TableToKeep {
  readonly name: string;
  readonly brinIndexes: readonly string[];
}

/** The tables of the program, the largest last. */
export async function tablesToKeep(db: Db): Promise<readonly TableToKeep[]> {
  const { rows } = await db.execute<{ name: string; indexes: string[] }>(sql`
    select c.relname as name, coalesce(array_agg(i.indexrelid::regclass::text) filter (where a.amname = 'brin'), '{}') as indexes
    from pg_class c
    left join pg_index i on i.indrelid = c.oid
    left join pg_class ic on ic.oid = i.indexrelid
    left join pg_am a on a.oid = ic.relam
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
    group by c.oid, c.relname
    order by pg_relation_size(c.oid)`);
  return rows.map(({ name, indexes }) => ({ name, brinIndexes: indexes }));
}

/** Lets the planner know what is in a table now. */
export async function refreshStatistics(db: Db, { name, brinIndexes }: TableToKeep): Promise<void> {
  await db.execute(sql`analyze ${sql.identifier(name)}`);
  for (const index of brinIndexes) await db.execute(sql`select brin_summarize_new_values(${index}::regclass)`);
}
