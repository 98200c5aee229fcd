/** Filling a large table at once: secondary indexes and foreign keys are built afterwards, in the same transaction. */
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from './pool.ts';

const Definitions = z.array(z.object({ drop: z.string(), create: z.string() }));

/**
 * Takes away the secondary indexes and the foreign keys of `tables` and answers a function that puts them back as they
 * were, foreign keys checked. The tables are locked until the transaction ends; a rollback undoes all of it.
 */
export async function suspendIndexes(tx: Tx, tables: readonly string[]): Promise<() => Promise<void>> {
  const named = sql.join(
    tables.map((table) => sql`${table}::regclass`),
    sql`, `,
  );
  const keys = Definitions.parse(
    (
      await tx.execute(sql`select
        format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
        format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as create
      from pg_constraint where contype = 'f' and (conrelid in (${named}) or confrelid in (${named})) order by conname`)
    ).rows,
  );
  const indexes = Definitions.parse(
    (
      await tx.execute(sql`select format('drop index %s', i.indexrelid::regclass) as drop, pg_get_indexdef(i.indexrelid) as create
      from pg_index i where i.indrelid in (${named}) and not i.indisunique
        and not exists (select from pg_constraint c where c.conindid = i.indexrelid) order by 1`)
    ).rows,
  );
  for (const { drop } of [...keys, ...indexes]) await tx.execute(sql.raw(drop));
  return async () => {
    for (const { create } of [...indexes, ...keys]) await tx.execute(sql.raw(create));
  };
}
