import { mkdir, rm } from 'node:fs/promises';
import type { Cancel } from '#clock';
import type { ImportId } from '#contract/ids.ts';
import type { CurrentImport, ImportView } from '#contract/imports.ts';
import type { HeldLock } from '#db/locks.ts';
import { describeError, Problem } from '#problem';
import type { ImportDeps, ImportReport, ImportTautulli } from '../types.ts';
import { type ImportRun, type RunRequest, startRun } from './import-run.ts';
import { viewOf } from './import-view.ts';
import { failInterrupted, type ImportRow, insertRun, latestRun, runById, runningRun } from './queries.ts';

const INTERRUPTED = 'It was interrupted: the program ended before the import did';

export interface ImportServiceDeps {
  readonly importTautulli: ImportTautulli;
  /** What the importer works with. */
  readonly importDeps: ImportDeps;
  /** Takes the lock of the installation, or answers null when another process imports. */
  holdLock(): Promise<Pick<HeldLock, 'onLost' | 'release'> | null>;
  /** Private copies lie here while they are needed. */
  readonly workDir: string;
}

/** An import that has begun. */
export interface StartedImport {
  readonly view: ImportView;
  /** The report, or the failure as it was thrown; Problem `refused` when it was cancelled. May be left alone. */
  readonly finished: Promise<ImportReport>;
}

/** Imports, one at a time for the whole installation. */
export interface ImportService {
  /** Tidies up after a process that ended in the middle; to be called once, before anything is asked. */
  begin(): Promise<void>;
  /** @throws Problem `conflict` when an import is running, here or in another process. */
  start(request: RunRequest): Promise<StartedImport>;
  current(): Promise<CurrentImport>;
  /** @throws Problem `not_found` */
  byId(id: number): Promise<ImportView>;
  /** Tells a running import to stop; resolves before it has. @throws Problem `not_found`, `conflict` when it does not run here. */
  cancel(id: number): Promise<ImportView>;
  /** Calls back with the latest state, a few times a second while an import runs and once when it is over. */
  onChange(listener: (view: ImportView) => void): Cancel;
  /** Cancels what runs and waits for its end. */
  close(): Promise<void>;
}

/** One a process. */
export const createImportService = (deps: ImportServiceDeps): ImportService => new Service(deps);

class Service implements ImportService {
  private readonly deps: ImportServiceDeps;
  private readonly listeners = new Set<(view: ImportView) => void>();
  private run: ImportRun | null = null;
  private isStarting = false;

  constructor(deps: ImportServiceDeps) {
    this.deps = deps;
  }

  async begin(): Promise<void> {
    const lock = await this.deps.holdLock();
    if (lock === null) return;
    try {
      await this.tidyUp();
    } finally {
      await lock.release();
    }
  }

  async start(request: RunRequest): Promise<StartedImport> {
    if (this.run !== null || this.isStarting) throw busy('An import is already running');
    this.isStarting = true;
    try {
      const lock = await this.deps.holdLock();
      if (lock === null) throw busy('Another Spyglass process is importing just now');
      const run = await this.launch(request, lock).catch(async (error: unknown) => {
        await lock.release();
        throw error;
      });
      return { view: run.view(), finished: run.finished };
    } finally {
      this.isStarting = false;
    }
  }

  async current(): Promise<CurrentImport> {
    const { db } = this.deps.importDeps;
    const here = this.run?.view() ?? null;
    const [running, latest] = await Promise.all([here === null ? runningRun(db) : null, latestRun(db)]);
    return { running: here ?? viewOrNull(running), latest: viewOrNull(latest) };
  }

  async byId(id: number): Promise<ImportView> {
    if (this.run?.id === id) return this.run.view();
    const row = await runById(this.deps.importDeps.db, id as ImportId);
    if (row === null) throw new Problem('not_found', 'There is no such import');
    return viewOf(row);
  }

  async cancel(id: number): Promise<ImportView> {
    if (this.run?.id === id) {
      this.run.cancel();
      return this.run.view();
    }
    const view = await this.byId(id);
    throw new Problem('conflict', view.state === 'running' ? 'Another process runs this import' : 'It is over already');
  }

  onChange(listener: (view: ImportView) => void): Cancel {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.run?.cancel();
    await this.run?.finished.catch(() => undefined);
  }

  private async launch(request: RunRequest, lock: Pick<HeldLock, 'onLost' | 'release'>): Promise<ImportRun> {
    const { importDeps, importTautulli, workDir } = this.deps;
    await this.tidyUp();
    const { origin, options } = request;
    await mkdir(workDir, { recursive: true, mode: 0o700 });
    const row = await insertRun(importDeps.db, { origin, options });
    const tell = (view: ImportView): void => this.tell(view);
    const over = (): void => {
      this.run = null;
    };
    this.run = startRun({ row, request, workDir, importTautulli, importDeps, lock, tell, over });
    return this.run;
  }

  /** Only while the lock is held: then whatever is left is nobody's. */
  private async tidyUp(): Promise<void> {
    const { db, clock, log } = this.deps.importDeps;
    const interrupted = await failInterrupted(db, INTERRUPTED, clock.now());
    if (interrupted > 0) log.warn({ imports: interrupted }, 'an import was interrupted');
    await rm(this.deps.workDir, { recursive: true, force: true });
  }

  private tell(view: ImportView): void {
    for (const listener of this.listeners) {
      try {
        listener(view);
      } catch (error) {
        this.deps.importDeps.log.warn({ reason: describeError(error) }, 'the progress of an import was not passed on');
      }
    }
  }
}

const busy = (message: string): Problem =>
  new Problem('conflict', message, { hint: 'Wait until it is over, or cancel it' });

const viewOrNull = (row: ImportRow | null): ImportView | null => (row === null ? null : viewOf(row));
