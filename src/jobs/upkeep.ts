/** What this room does itself: statistics of the database for its planner, and its own records. */
import type { Clock } from '#clock';
import type { Db } from '#db/pool.ts';
import { removeOldRuns } from './queries.ts';
import { refreshStatistics, tablesToKeep } from './queries-upkeep.ts';
import type { TaskAction } from './runner.ts';

const DAY_MS = 86_400_000;
const KEEP_RUNS_MS = 30 * DAY_MS;
const KEEP_RUNS = 50;

/** Refreshes the statistics table by table, and stops between two tables when it is told to. */
export const analyseTables =
  (db: Db): TaskAction =>
  async (progress, signal) => {
    const tables = await tablesToKeep(db);
    for (const [done, table] of tables.entries()) {
      if (signal.aborted) return;
      progress(done, tables.length, table.name);
      await refreshStatistics(db, table);
    }
    progress(tables.length, tables.length);
  };

/** Removes runs of more than thirty days ago; the latest fifty of each task stay. */
export const tidyRuns =
  (db: Db, clock: Clock): TaskAction =>
  async () => {
    await removeOldRuns(db, new Date(clock.now() - KEEP_RUNS_MS), KEEP_RUNS);
  };
