import { and, count, desc, eq, ne, sql } from 'drizzle-orm';
import type { ImportId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { imports, plays, servers } from '#db/schema/index.ts';
import type { ImportReport } from '../types.ts';

export type ImportRow = typeof imports.$inferSelect;

/** Until the importer has read the file, its content is not known. */
const NOT_KNOWN_YET = '';

/** Writes down that an import begins. */
export async function insertRun(db: Db, run: { origin: string; options: ImportRow['options'] }): Promise<ImportRow> {
  const values = { ...run, fingerprint: NOT_KNOWN_YET, state: 'running' as const };
  const [row] = await db.insert(imports).values(values).returning();
  if (row === undefined) throw new Error('the import was not written down');
  return row;
}

/** How an import ended. */
export type Ending =
  | { readonly state: 'done'; readonly report: ImportReport }
  | { readonly state: 'failed' | 'cancelled'; readonly problem: string };

/**
 * Writes down how an import ended, `at` in epoch milliseconds, and answers its row. What is taken for a failure may have
 * been committed all the same, when the answer was lost: then the row says so, and it stays as it is.
 */
export async function finishRun(db: Db, id: ImportId, ending: Ending, at: number): Promise<ImportRow | null> {
  const { state } = ending;
  const result = state === 'done' ? { report: ending.report } : { problem: ending.problem };
  const isOpen = state === 'done' ? undefined : eq(imports.state, 'running');
  const [row] = await db
    .update(imports)
    .set({ state, finishedAt: new Date(at), ...result })
    .where(and(eq(imports.id, id), isOpen))
    .returning();
  return row ?? runById(db, id);
}

/** Marks what claims to run as failed. Only for whoever holds the lock: then nothing runs. */
export async function failInterrupted(db: Db, problem: string, at: number): Promise<number> {
  const rows = await db
    .update(imports)
    .set({ state: 'failed', problem, finishedAt: new Date(at) })
    .where(eq(imports.state, 'running'))
    .returning({ id: imports.id });
  return rows.length;
}

export async function runById(db: Db, id: ImportId): Promise<ImportRow | null> {
  const [row] = await db.select().from(imports).where(eq(imports.id, id));
  return row ?? null;
}

/** The import that runs, here or elsewhere. */
export async function runningRun(db: Db): Promise<ImportRow | null> {
  const [row] = await db.select().from(imports).where(eq(imports.state, 'running')).orderBy(desc(imports.id)).limit(1);
  return row ?? null;
}

/** The import that ended last. */
export async function latestRun(db: Db): Promise<ImportRow | null> {
  const [row] = await db.select().from(imports).where(ne(imports.state, 'running')).orderBy(desc(imports.id)).limit(1);
  return row ?? null;
}

/** Plays recorded on the servers of this name, or on all when it is null. */
export async function countPlays(db: Db, serverName: string | null): Promise<number> {
  const ofName = serverName === null ? undefined : eq(sql`lower(${servers.name})`, serverName.toLowerCase());
  const [row] = await db
    .select({ plays: count() })
    .from(plays)
    .innerJoin(servers, eq(servers.id, plays.serverId))
    .where(and(ofName));
  return row?.plays ?? 0;
}
