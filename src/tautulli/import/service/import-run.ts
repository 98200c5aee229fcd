import { rm } from 'node:fs/promises';
import type { ImportView } from '#contract/imports.ts';
import type { HeldLock } from '#db/locks.ts';
import { redact } from '#log';
import { describeError, Problem } from '#problem';
import type { ImportDeps, ImportOptions, ImportProgress, ImportReport, ImportTautulli } from '../types.ts';
import { type RunOptions, viewOf } from './import-view.ts';
import { paced } from './paced.ts';
import { type Ending, finishRun, type ImportRow } from './queries.ts';
import { StoredReport } from './stored-report.ts';

/** Often enough for a bar that moves, seldom enough for a slow line. */
const TELL_EVERY_MS = 250;
/** A database that is away for a moment must not make a finished import look interrupted. */
const WRITE_ATTEMPTS = 5;
const WRITE_AGAIN_MS = 2_000;

/** An import as it is asked for. */
export interface RunRequest {
  /** What people call the source: its file name or path. */
  readonly origin: string;
  /** How it was asked for; kept with the import. */
  readonly options: RunOptions;
  readonly import: Omit<ImportOptions, 'workDir' | 'isDryRun' | 'serverName'>;
}

/** An import that is being done in this process. */
export interface ImportRun {
  readonly id: number;
  view(): ImportView;
  cancel(): void;
  /** Settles after everything was written down and the lock is free again. */
  readonly finished: Promise<ImportReport>;
}

interface RunDeps {
  readonly row: ImportRow;
  readonly request: RunRequest;
  readonly workDir: string;
  readonly importTautulli: ImportTautulli;
  readonly importDeps: ImportDeps;
  readonly lock: Pick<HeldLock, 'onLost' | 'release'>;
  tell(view: ImportView): void;
  /** The next one may begin. */
  over(): void;
}

const CANCELLED = new Problem('refused', 'The import was cancelled; nothing was changed');
/** The end of it was not heard, and the database cannot be asked. */
const UNCLEAR = new Problem(
  'unavailable',
  'The connection to the database was lost before the import could be seen to end',
  {
    hint: 'Look at the list of imports when the database answers: everything of it is there, or nothing',
  },
);
const LOCK_LOST = new Problem('unavailable', 'The connection to the database was lost; nothing was changed', {
  hint: 'Start the import again when the database answers',
});

/** Begins at once; the lock is released at the end whatever happens. */
export function startRun(deps: RunDeps): ImportRun {
  const run = new Run(deps);
  // Whoever asked for it may look at the row instead.
  run.finished.catch(() => undefined);
  return run;
}

class Run implements ImportRun {
  readonly id: number;
  readonly finished: Promise<ImportReport>;
  private readonly deps: RunDeps;
  private readonly stopping = new AbortController();
  private progress: ImportProgress | null = null;

  constructor(deps: RunDeps) {
    this.deps = deps;
    this.id = deps.row.id;
    this.finished = this.toTheEnd();
  }

  view(): ImportView {
    return viewOf(this.deps.row, { progress: this.progress, isCancelling: this.stopping.signal.aborted });
  }

  cancel(): void {
    if (this.stopping.signal.aborted) return;
    this.stopping.abort(CANCELLED);
    this.deps.tell(this.view());
  }

  private async toTheEnd(): Promise<ImportReport> {
    const { lock, workDir, row, importDeps } = this.deps;
    importDeps.log.info({ import: row.id, isDryRun: this.deps.request.options.isDryRun }, 'an import begins');
    lock.onLost(() => this.stopping.abort(LOCK_LOST));
    const result = await this.work().catch((error: unknown) => new Failure(this.reasonOf(error)));
    await rm(workDir, { recursive: true, force: true }).catch((error: unknown) =>
      importDeps.log.warn({ folder: workDir, reason: describeError(error) }, 'the private copy could not be removed'),
    );
    const written = await this.writeDown(this.endingOf(result));
    await lock.release();
    this.deps.over();
    if (written !== null) this.deps.tell(viewOf(written));
    return this.outcome(result, written);
  }

  /** What is committed has happened, whatever this process heard of it. @throws why it has not, or UNCLEAR */
  private outcome(result: ImportReport | Failure, written: ImportRow | null): ImportReport {
    if (!(result instanceof Failure)) return result;
    if (written?.state === 'done') {
      const report = StoredReport.safeParse(written.report).data;
      if (report !== undefined) return report;
    }
    throw written === null && result.reason === LOCK_LOST ? UNCLEAR : result.reason;
  }

  private async work(): Promise<ImportReport> {
    const { row, request, workDir, importDeps, importTautulli } = this.deps;
    const { isDryRun, serverName } = request.options;
    const pace = paced(importDeps.clock, TELL_EVERY_MS, () => this.deps.tell(this.view()));
    try {
      return await importTautulli(
        { ...request.import, isDryRun, serverName, workDir },
        { ...importDeps, importId: row.id },
        (progress) => {
          this.progress = progress;
          pace.nudge();
        },
        this.stopping.signal,
      );
    } finally {
      pace.stop();
    }
  }

  /** An importer that was told to stop may fail in any way it likes; the reason is that it was told to. */
  private reasonOf(error: unknown): unknown {
    const { signal } = this.stopping;
    return signal.aborted ? signal.reason : error;
  }

  private endingOf(result: ImportReport | Failure): Ending {
    const { log } = this.deps.importDeps;
    if (!(result instanceof Failure)) {
      log.info({ import: this.id, outcome: result.outcome, seconds: result.stageSeconds }, 'an import is over');
      return { state: 'done', report: result };
    }
    const problem = redact(describeError(result.reason));
    const stack = result.reason instanceof Error ? redact(result.reason.stack ?? '') : undefined;
    if (result.reason instanceof Problem) log.info({ import: this.id, reason: problem }, 'an import came to nothing');
    else log.error({ import: this.id, reason: problem, stack }, 'an import failed unexpectedly');
    return { state: result.reason === CANCELLED ? 'cancelled' : 'failed', problem };
  }

  private async writeDown(ending: Ending): Promise<ImportRow | null> {
    const { row, importDeps } = this.deps;
    const { db, clock, log } = importDeps;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await finishRun(db, row.id, ending, clock.now());
      } catch (error) {
        log.warn({ import: row.id, reason: describeError(error) }, 'the end of an import could not be written down');
        if (attempt >= WRITE_ATTEMPTS) return null;
        await clock.sleep(WRITE_AGAIN_MS);
      }
    }
  }
}

class Failure {
  readonly reason: unknown;

  constructor(reason: unknown) {
    this.reason = reason;
  }
}
