/** SQL of the runs of tasks. */
import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { WorkState } from '#contract/enums.ts';
import type { TaskName } from '#contract/tasks.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { jobRuns } from '#db/schema/index.ts';

export type RunRow = typeof jobRuns.$inferSelect;

/** Kept with a run. */
export interface RunFacts {
  readonly subject?: string | null;
  readonly done?: number;
  readonly total?: number;
  readonly at?: string | null;
}

export async function insertRun(
  db: Db | Tx,
  run: { readonly job: TaskName; readonly state: WorkState; readonly startedAt: Date; readonly progress?: RunFacts },
): Promise<number> {
  const [row] = await db.insert(jobRuns).values(run).returning({ id: jobRuns.id });
  if (row === undefined) throw new Error('inserting a run left no row');
  return row.id;
}

/**
 * Notes that a task was asked for; null when it waits or runs already. Of two who ask at the same time one waits for the other.
 */
export async function requestRun(tx: Tx, job: TaskName, startedAt: Date): Promise<number | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`task ${job}`}, 0))`);
  const underWay = and(eq(jobRuns.job, job), inArray(jobRuns.state, ['waiting', 'running']));
  if ((await tx.$count(jobRuns, underWay)) > 0) return null;
  return insertRun(tx, { job, state: 'waiting', startedAt });
}

/** Begins the runs that were asked for, each once. */
export async function claimWaiting(db: Db, startedAt: Date): Promise<{ readonly id: number; readonly job: string }[]> {
  return inTransaction(db, (tx) =>
    tx
      .update(jobRuns)
      .set({ state: 'running', startedAt })
      .where(eq(jobRuns.state, 'waiting'))
      .returning({ id: jobRuns.id, job: jobRuns.job }),
  );
}

export async function noteProgress(db: Db, id: number, progress: RunFacts): Promise<void> {
  await db.update(jobRuns).set({ progress }).where(eq(jobRuns.id, id));
}

export interface Ending {
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly finishedAt: Date;
  readonly problem: string | null;
}

export async function endRun(db: Db, id: number, ending: Ending): Promise<void> {
  await db.update(jobRuns).set(ending).where(eq(jobRuns.id, id));
}

/** What ran when its process ended will not go on. */
export async function endInterrupted(db: Db, ending: Ending): Promise<void> {
  await inTransaction(db, (tx) => tx.update(jobRuns).set(ending).where(eq(jobRuns.state, 'running')));
}

/** The latest runs of every task, the latest first. */
export async function latestRuns(db: Db, jobs: readonly TaskName[], perJob: number): Promise<RunRow[]> {
  const runsOf = (job: TaskName) =>
    db
      .select()
      .from(jobRuns)
      .where(eq(jobRuns.job, job))
      .orderBy(desc(jobRuns.startedAt), desc(jobRuns.id))
      .limit(perJob);
  return (await Promise.all(jobs.map(runsOf))).flat();
}

/** Removes runs that ended before, but for the latest of each task; answers how many. */
export async function removeOldRuns(db: Db, before: Date, keep: number): Promise<number> {
  const ranks = db
    .select({
      id: jobRuns.id,
      rank: sql<number>`row_number() over (partition by ${jobRuns.job} order by ${jobRuns.startedAt} desc, ${jobRuns.id} desc)`.as(
        'rank',
      ),
    })
    .from(jobRuns)
    .as('ranks');
  const old = db.select({ id: ranks.id }).from(ranks).where(sql`${ranks.rank} > ${keep}`);
  const result = await db.delete(jobRuns).where(and(lt(jobRuns.finishedAt, before), inArray(jobRuns.id, old)));
  return result.rowCount ?? 0;
}
