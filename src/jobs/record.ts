/** Keeps a record of what runs, whoever runs it: it is read by people and decides when the next run is. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '#clock';
import type { TaskName } from '#contract/tasks.ts';
import type { Db } from '#db/pool.ts';
import { type Log, redact } from '#log';
import { describeError } from '#problem';
import { endRun, insertRun, noteProgress, type RunFacts } from './queries.ts';

const PROGRESS_EVERY_MS = 1_000;

/** How far a run has come. */
export type Progress = (done: number, total: number, at?: string) => void;

export interface RecordDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Recorder {
  /**
   * Runs something and records that it did, for one thing when `subject` names it. What cannot be recorded runs all the same.
   * Within another recorded run nothing is recorded: that one stands for all.
   */
  observe<T>(job: TaskName, subject: string | null, run: () => Promise<T>): Promise<T>;
  /** Runs what `id` is the record of. Never rejects: how it went stands in the record. */
  under(id: number, run: (progress: Progress) => Promise<void>): Promise<void>;
}

/** A failure as the record and the log may show it. */
const wordsOf = (error: unknown): string => redact(describeError(error));

export function createRecorder({ db, clock, log }: RecordDeps): Recorder {
  const inside = new AsyncLocalStorage<true>();
  const now = (): Date => new Date(clock.now());
  const quietly = async (write: () => Promise<unknown>): Promise<void> => {
    try {
      await write();
    } catch (error) {
      log.debug({ reason: wordsOf(error) }, 'a run could not be recorded');
    }
  };
  const end = (id: number, problem: string | null): Promise<void> =>
    quietly(() => endRun(db, id, { state: problem === null ? 'done' : 'failed', finishedAt: now(), problem }));
  return {
    async observe(job, subject, run) {
      if (inside.getStore() === true) return run();
      let id: number | null = null;
      await quietly(async () => {
        id = await insertRun(db, { job, state: 'running', startedAt: now(), progress: { subject } });
      });
      try {
        const result = await inside.run(true, run);
        if (id !== null) await end(id, result === false ? 'It did not succeed; the log may say why' : null);
        return result;
      } catch (error) {
        if (id !== null) await end(id, wordsOf(error));
        throw error;
      }
    },
    async under(id, run) {
      try {
        await inside.run(true, () =>
          run(progressOf({ clock, write: (facts) => void quietly(() => noteProgress(db, id, facts)) })),
        );
        await end(id, null);
      } catch (error) {
        log.warn({ reason: wordsOf(error) }, 'a task failed');
        await end(id, wordsOf(error));
      }
    },
  };
}

/** Tells how far something has come, once a second at most, and when it is through. */
function progressOf({ clock, write }: { readonly clock: Clock; readonly write: (facts: RunFacts) => void }): Progress {
  let lastAt = Number.NEGATIVE_INFINITY;
  return (done, total, at) => {
    const now = clock.monotonic();
    if (now - lastAt < PROGRESS_EVERY_MS && done < total) return;
    lastAt = now;
    write({ done, total, at: at ?? null });
  };
}
