/** The staging area: unlogged tables in a schema of their own that nobody else sees and that goes when the import ends. */
import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/pool.ts';
import type { StageTable } from './source/load.ts';

export const STAGING = 'spyglass_import';

const name = (table: string) => sql`${sql.identifier(STAGING)}.${sql.identifier(table)}`;

/** A staging table as SQL. */
export const staged = name;

/** Makes an empty staging area, whatever an interrupted import left behind. */
export async function createStaging(db: Db, stages: readonly StageTable[]): Promise<void> {
  await dropStaging(db);
  await db.execute(sql`create schema ${sql.identifier(STAGING)}`);
  for (const stage of stages) {
    const columns = Object.entries(stage.columns).map(
      ([column, type]) => sql`${sql.identifier(column)} ${sql.raw(type)}`,
    );
    await db.execute(sql`create unlogged table ${name(stage.name)} (${sql.join(columns, sql`, `)})`);
  }
}

export async function dropStaging(db: Db | Tx): Promise<void> {
  await db.execute(sql`drop schema if exists ${sql.identifier(STAGING)} cascade`);
}

/** A large file takes longer than any ordinary query may. */
export async function liftTimeLimits(tx: Tx): Promise<void> {
  await tx.execute(sql`set local statement_timeout = 0`);
  await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
}

/** What the joins of the transform need: keys and statistics. */
export async function indexStaging(db: Db | Tx): Promise<void> {
  for (const table of ['plays', 'item_of_play', 'stream_of_play']) {
    await db.execute(sql`create index on ${name(table)} (id)`);
    await db.execute(sql`analyze ${name(table)}`);
  }
  for (const table of ['items', 'streams', 'players']) await db.execute(sql`analyze ${name(table)}`);
}
