/** Work that is done again and again for a server, each at its own time; one after another (monitoring notes 12). */
import type { Clock, EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { Log } from '#log';
import { describeError } from '#problem';

/** What a job is called where it is recorded. */
export type ServerTask = 'people' | 'libraries' | 'token' | 'plex-release';

/** Runs something for a server, called by its name, and may keep a record of it. */
export type Observe = <T>(task: ServerTask, server: string, run: () => Promise<T>) => Promise<T>;

export interface Job {
  readonly task: ServerTask;
  /** For the log, e.g. `the list of people`. */
  readonly name: string;
  /** Milliseconds between two runs; null while it is switched off. */
  intervalMs(settings: Settings): number | null;
  /** Only done while the server can be heard. */
  readonly needsServer: boolean;
  /** When it was done last; null: it is due now. */
  lastAt: EpochMs | null;
  /** Whether it succeeded; one that did not is tried again soon. Never needs to throw for what may happen. */
  run(signal: AbortSignal): Promise<boolean>;
}

export interface JobsDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly server: { readonly name: string };
  readonly settings: () => Promise<Settings>;
  readonly isHeard: () => boolean;
  readonly observe?: Observe | undefined;
}

export interface Jobs {
  /** To be called about once a second. */
  tick(): void;
  /** Does one now, or waits for the run that is under way; whether it succeeded. */
  now(job: Job): Promise<boolean>;
  stop(): Promise<void>;
}

const TRY_AGAIN_MS = 5 * 60_000;
const LOOK_EVERY_MS = 5_000;
const unobserved: Observe = (_task, _server, run) => run();

/** Whether a job is due. A clock that was set back delays it by no more than its interval. */
export const isDue = (lastAt: EpochMs | null, intervalMs: number, now: EpochMs): boolean =>
  lastAt === null || now - lastAt >= intervalMs || lastAt > now;

/** In their order, when several are due. */
export const createJobs = (deps: JobsDeps, jobs: readonly Job[]): Jobs => new Runner(deps, jobs);

class Runner implements Jobs {
  private readonly deps: JobsDeps;
  private readonly jobs: readonly Job[];
  private readonly stopping = new AbortController();
  private readonly under = new Map<Job, Promise<boolean>>();
  private readonly notBefore = new Map<Job, number>();
  private looking: Promise<void> | null = null;
  private lookAgainAt = 0;

  constructor(deps: JobsDeps, jobs: readonly Job[]) {
    this.deps = deps;
    this.jobs = jobs;
  }

  tick(): void {
    const now = this.deps.clock.monotonic();
    if (this.looking !== null || now < this.lookAgainAt || this.stopping.signal.aborted) return;
    this.lookAgainAt = now + LOOK_EVERY_MS;
    this.looking = this.look()
      .catch((error: unknown) =>
        this.deps.log.debug({ reason: describeError(error) }, 'what is due cannot be known now'),
      )
      .finally(() => {
        this.looking = null;
      });
  }

  now(job: Job): Promise<boolean> {
    const running = this.under.get(job) ?? this.runOnce(job).finally(() => this.under.delete(job));
    this.under.set(job, running);
    return running;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.looking;
    await Promise.allSettled(this.under.values());
  }

  private async look(): Promise<void> {
    const { clock, isHeard, settings } = this.deps;
    const now = await settings();
    for (const job of this.jobs) {
      const intervalMs = job.intervalMs(now);
      const isWaiting = clock.monotonic() < (this.notBefore.get(job) ?? Number.NEGATIVE_INFINITY);
      if (intervalMs === null || isWaiting || (job.needsServer && !isHeard())) continue;
      if (isDue(job.lastAt, intervalMs, clock.now()) && !this.stopping.signal.aborted) await this.now(job);
    }
  }

  private async runOnce(job: Job): Promise<boolean> {
    const { clock, log, server, observe = unobserved } = this.deps;
    if (this.stopping.signal.aborted) return false;
    const startedAt = clock.now();
    const run = (): Promise<boolean> => job.run(this.stopping.signal);
    const isDone = await observe(job.task, server.name, run).catch((error: unknown) => {
      log.warn({ server: server.name, job: job.name, reason: describeError(error) }, 'this could not be done');
      return false;
    });
    if (isDone) job.lastAt = startedAt;
    else this.notBefore.set(job, clock.monotonic() + TRY_AGAIN_MS);
    return isDone;
  }
}
