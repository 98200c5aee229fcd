/** Runs tasks when they are due or asked for; only the process that leads does so. */
import type { Cancel, Clock, EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import { isTaskName, type TaskName } from '#contract/tasks.ts';
import type { Connection } from '#db/connection.ts';
import { type Listening, listen } from '#db/listen.ts';
import type { Db } from '#db/pool.ts';
import type { Log } from '#log';
import { describeError } from '#problem';
import { claimWaiting, endInterrupted, insertRun, latestRuns, type RunRow } from './queries.ts';
import type { Progress, Recorder } from './record.ts';
import { type LastRun, nextRunAt, OWN_TASKS, SCHEDULE } from './schedule.ts';

/** Wakes whoever runs tasks; the rows decide. */
export const TASKS_CHANNEL = 'spyglass_tasks';

/** What a task does. Rejects when it fails. */
export type TaskAction = (progress: Progress, signal: AbortSignal) => Promise<void>;

export interface RunnerDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly connection: Connection;
  readonly recorder: Recorder;
  readonly actions: Readonly<Record<TaskName, TaskAction>>;
  readonly settings: () => Promise<Settings>;
  /** From 0 to 1: what is overdue does not begin in all installations at the same moment after a start. */
  readonly random: () => number;
}

export interface TaskRunner {
  /** `db` is fenced to the term of the leader. */
  start(db: Db): Promise<void>;
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 10_000;
const FIRST_LOOK_MS = 5_000;
const JITTER_MS = 25_000;

export const createTaskRunner = (deps: RunnerDeps): TaskRunner => new Runner(deps);

/** The latest run as far as it decides when the next one is. */
export const lastRunOf = (row: RunRow | undefined): LastRun | null =>
  row === undefined
    ? null
    : {
        startedAt: row.startedAt.getTime(),
        finishedAt: row.finishedAt?.getTime() ?? null,
        hasFailed: row.state === 'failed',
      };

class Runner implements TaskRunner {
  private readonly deps: RunnerDeps;
  private readonly running = new Map<TaskName, Promise<void>>();
  private stopping = new AbortController();
  private looking: Promise<void> = Promise.resolve();
  private listening: Listening | null = null;
  private cancel: Cancel | null = null;
  private dueFrom: EpochMs = 0;

  constructor(deps: RunnerDeps) {
    this.deps = deps;
  }

  async start(db: Db): Promise<void> {
    const { clock, log, connection, random } = this.deps;
    this.stopping = new AbortController();
    this.dueFrom = clock.monotonic() + FIRST_LOOK_MS + random() * JITTER_MS;
    await endInterrupted(db, {
      state: 'failed',
      finishedAt: new Date(clock.now()),
      problem: 'Spyglass was stopped while it ran',
    });
    const look = (): void => this.look(db);
    this.listening = await listen(connection, TASKS_CHANNEL, look, { clock, log, onReconnected: look });
    this.cancel = clock.every(LOOK_EVERY_MS, look);
    look();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.cancel?.();
    await this.listening?.stop();
    await this.looking;
    await Promise.all(this.running.values());
  }

  /** One look after the other; what it begins runs beside it. */
  private look(db: Db): void {
    this.looking = this.looking
      .then(() => this.begin(db))
      .catch((error: unknown) =>
        this.deps.log.debug({ reason: describeError(error) }, 'what is due cannot be known now'),
      );
  }

  private async begin(db: Db): Promise<void> {
    const { clock } = this.deps;
    if (this.stopping.signal.aborted) return;
    for (const { id, job } of await claimWaiting(db, new Date(clock.now()))) if (isTaskName(job)) this.run(job, id);
    if (clock.monotonic() < this.dueFrom) return;
    for (const job of await this.due(db))
      this.run(job, await insertRun(db, { job, state: 'running', startedAt: new Date(clock.now()) }));
  }

  private async due(db: Db): Promise<readonly TaskName[]> {
    const [settings, rows] = await Promise.all([this.deps.settings(), latestRuns(db, OWN_TASKS, 1)]);
    const now = this.deps.clock.now();
    return OWN_TASKS.filter((job) => {
      const last = lastRunOf(rows.find((row) => row.job === job));
      const at = nextRunAt(SCHEDULE[job].everyMs(settings), last, now);
      return at !== null && at <= now && !this.running.has(job);
    });
  }

  /** One that runs already is waited for: what it is asked to do now may be more than what it does. */
  private run(job: TaskName, id: number): void {
    const { recorder, actions } = this.deps;
    const before = this.running.get(job) ?? Promise.resolve();
    const run = before
      .then(() => recorder.under(id, (progress) => actions[job](progress, this.stopping.signal)))
      .finally(() => {
        if (this.running.get(job) === run) this.running.delete(job);
      });
    this.running.set(job, run);
  }
}
