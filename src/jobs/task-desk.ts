/** Tasks as administrators see them, and how one is asked for. */

import { z } from 'zod';
import type { Clock, EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import {
  TASK_NAMES,
  type TaskList,
  type TaskName,
  TaskProgress,
  type TaskRun,
  type TaskView,
} from '#contract/tasks.ts';
import { notify } from '#db/listen.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { Problem } from '#problem';
import { latestRuns, type RunRow, requestRun } from './queries.ts';
import { lastRunOf, TASKS_CHANNEL } from './runner.ts';
import { nextRunAt, SCHEDULE } from './schedule.ts';

const SHOWN_RUNS = 8;

export interface TaskDesk<By> {
  list(): Promise<TaskList>;
  /**
   * Asks whoever leads to run a task now; answered before it begins.
   * @throws Problem `conflict` when it runs or is about to.
   */
  run(by: By, name: TaskName): Promise<TaskView>;
}

export interface TaskDeskDeps<By> {
  /** @throws Problem `unavailable` until the database is open. */
  db(): Db;
  settings(): Promise<Settings>;
  readonly clock: Clock;
  /** Notes in the same transaction who asked. */
  note(tx: Tx, by: By, name: TaskName): Promise<void>;
}

/** Needs a database only when it is asked. */
export function createTaskDesk<By>({ db, settings, clock, note }: TaskDeskDeps<By>): TaskDesk<By> {
  const views = async (names: readonly TaskName[]): Promise<readonly TaskView[]> => {
    const [now, rows] = await Promise.all([settings(), latestRuns(db(), names, SHOWN_RUNS)]);
    return names.map((name) =>
      viewOf(
        name,
        now,
        rows.filter((row) => row.job === name),
        clock.now(),
      ),
    );
  };
  return {
    list: async () => ({ at: new Date(clock.now()).toISOString(), tasks: await views(TASK_NAMES) }),
    async run(by, name) {
      await inTransaction(db(), async (tx) => {
        const id = await requestRun(tx, name, new Date(clock.now()));
        if (id === null)
          throw new Problem('conflict', 'This task is running already', { hint: 'Wait until it has ended' });
        await note(tx, by, name);
        await notify(tx, TASKS_CHANNEL, id);
      });
      const [view] = await views([name]);
      if (view === undefined) throw new Error('a task has no view');
      return view;
    },
  };
}

/** A task with its latest runs, the latest first. */
export function viewOf(name: TaskName, settings: Settings, runs: readonly RunRow[], now: EpochMs): TaskView {
  const scheduled = SCHEDULE[name];
  const everyMs = scheduled.everyMs(settings);
  const nextAt = nextRunAt(everyMs, lastRunOf(runs.find(({ state }) => state === 'done' || state === 'failed')), now);
  return {
    name,
    everyMs,
    setting: scheduled.setting,
    isRunning: runs.some(({ state }) => state === 'running'),
    isWaiting: runs.some(({ state }) => state === 'waiting'),
    nextRunAt: nextAt === null ? null : new Date(nextAt === 0 ? now : nextAt).toISOString(),
    runs: runs.map(runView),
  };
}

const Subject = z.object({ subject: z.string() });

const runView = (row: RunRow): TaskRun => ({
  id: row.id,
  state: row.state,
  startedAt: row.startedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  subject: Subject.safeParse(row.progress).data?.subject ?? null,
  progress: TaskProgress.safeParse(row.progress).data ?? null,
  problem: row.problem,
});
