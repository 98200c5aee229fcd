/** Starts exports, keeps their files, hands them out and deletes them. */
import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { LiveServer } from '#catalogue/live-server.ts';
import type { Clock } from '#clock';
import type { ServerId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { Log } from '#log';
import { RESOURCES } from '#plex/export-questions.ts';
import { describeError, Problem } from '#problem';
import { unknownPaths } from './choose-fields.ts';
import { createExportFolders, type FolderOwner, fileNameOf, filesIn } from './export-folder.ts';
import { type ExportRequest, readExportRequest, type SentExport } from './export-request.ts';
import { timeInName } from './file-names.ts';
import { type ExportTarget, findTarget } from './find-target.ts';
import {
  deleteExports,
  endedExports,
  exportById,
  failExports,
  finishExport,
  insertExport,
  type StoredExport,
  updateProgress,
} from './queries-jobs.ts';
import { supportsResource } from './resources.ts';
import { type Progress, runExport } from './run-export.ts';
import { levelsFor, type ResourceLevels } from './save-resource.ts';
import { zipOf } from './zip.ts';

export interface ExporterDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  /** Folder of all exports; made when it is needed. */
  readonly dir: string;
  /** IANA name; moments in files and names of folders are of this zone. */
  readonly timeZone: string;
  /** A server by its number, else the one that is meant where a client knows of one only; null while it cannot be asked. */
  server(id: ServerId | null): Promise<LiveServer | null>;
  /** @throws Problem `invalid` when it was sealed with another key */
  openSecret(sealed: string): string;
}

/** A file to be saved. */
export interface ExportFile {
  readonly name: string;
  readonly isArchive: boolean;
  open(): Readable;
}

export interface Exporter {
  /**
   * Starts an export and answers with its number.
   * @throws Problem `invalid` for what cannot be asked for and `refused` for types without fields, both with the sentence clients know;
   *   `not_found` when there is no such thing, `unavailable` and `upstream` when the server cannot be asked.
   */
  start(sent: SentExport, serverId?: ServerId): Promise<number>;
  /** What an export has written; null while it is written, when it failed, and when its files are gone. */
  file(id: number): Promise<ExportFile | null>;
  /** Whether the files of an export are there. */
  isThere(owner: FolderOwner): Promise<boolean>;
  /** Removes an export with its files; one that is being written is ended first. Nothing happens when there is none. */
  remove(id: number): Promise<void>;
  /** Removes all exports with their files, and nothing else. */
  removeAll(): Promise<void>;
  /** Marks what an earlier run left unfinished. To be called once before the first export. */
  recover(): Promise<void>;
  /** Ends everything that is being written. */
  stop(): Promise<void>;
}

export const createExporter = (deps: ExporterDeps): Exporter => new Exports(deps);

/** Rows of progress are written this often at most, in milliseconds. */
const PROGRESS_MS = 1_000;

interface Job {
  readonly ending: AbortController;
  readonly done: Promise<void>;
}

class Exports implements Exporter {
  private readonly deps: ExporterDeps;
  private readonly folders;
  private readonly jobs = new Map<number, Job>();

  constructor(deps: ExporterDeps) {
    this.deps = deps;
    this.folders = createExportFolders(deps.dir, deps.timeZone);
  }

  async start(sent: SentExport, serverId?: ServerId): Promise<number> {
    const read = readExportRequest(sent);
    if (typeof read === 'string') throw new Problem('invalid', read);
    const server = await this.deps.server(serverId ?? null);
    if (server === null) throw new Problem('unavailable', 'There is no server to export from');
    const target = await findTarget(read, { ...this.deps, server });
    const request = withSupported(read, target.mediaType);
    this.warnOfUnknown(request, target);
    const startedAt = new Date(this.deps.clock.now());
    const id = await insertExport(this.deps.db, rowOf(request, target, server, startedAt));
    const ending = new AbortController();
    this.jobs.set(id, { ending, done: this.work({ id, request, target, startedAt }, ending.signal) });
    return id;
  }

  async file(id: number): Promise<ExportFile | null> {
    const row = await exportById(this.deps.db, id);
    if (row === null || row.state !== 'done') return null;
    const folder = await this.folders.find(row);
    if (folder === null) return null;
    if (isArchived(row)) return this.archive(row, folder);
    const file = await this.folders.file(row);
    return file === null ? null : { name: fileNameOf(row), isArchive: false, open: () => createReadStream(file) };
  }

  async isThere(owner: FolderOwner): Promise<boolean> {
    const { folders } = this;
    return (await (owner.individualFiles ? folders.find(owner) : folders.file(owner))) !== null;
  }

  async remove(id: number): Promise<void> {
    const job = this.jobs.get(id);
    job?.ending.abort(new Error('the export was deleted'));
    await job?.done;
    const row = await exportById(this.deps.db, id);
    if (row === null) return;
    await this.folders.remove(row);
    await deleteExports(this.deps.db, [id]);
  }

  async removeAll(): Promise<void> {
    for (const id of [...this.jobs.keys()]) await this.remove(id);
    for (const row of await endedExports(this.deps.db)) {
      await this.folders.remove(row);
      await deleteExports(this.deps.db, [row.id]);
    }
  }

  async recover(): Promise<void> {
    const ids = await this.folders.unfinished();
    await failExports(this.deps.db, ids, 'Spyglass was stopped while it was written');
    for (const id of ids) await this.folders.abandon(id);
    if (ids.length > 0) this.deps.log.warn({ exports: ids }, 'exports were not finished before Spyglass was stopped');
  }

  async stop(): Promise<void> {
    const jobs = [...this.jobs.values()];
    for (const { ending } of jobs) ending.abort(new Error('Spyglass was stopped while it was written'));
    await Promise.all(jobs.map(({ done }) => done));
  }

  private archive(row: StoredExport, folder: string): Promise<ExportFile> {
    const { timeZone } = this.deps;
    const at = Temporal.Instant.fromEpochMilliseconds(row.startedAt.getTime()).toZonedDateTimeISO(timeZone);
    return filesIn(folder).then((files) => ({
      name: `${row.title ?? basename(folder)}.${timeInName(row.startedAt, timeZone)}.zip`,
      isArchive: true,
      open: () =>
        zipOf(
          folder,
          files.map(({ path }) => path),
          at.toPlainDateTime(),
        ),
    }));
  }

  /** Never fails: what goes wrong is said in the row and in the log. */
  private async work(work: Work, signal: AbortSignal): Promise<void> {
    const { id } = work;
    try {
      await this.write(work, signal);
      this.deps.log.info({ export: id, title: work.target.title }, 'an export was written');
    } catch (error) {
      const reason = describeError(signal.aborted ? signal.reason : error);
      this.deps.log.error({ export: id, title: work.target.title, reason }, 'an export failed');
      await this.failed(id, reason);
    } finally {
      this.jobs.delete(id);
    }
  }

  private async write({ id, request, target, startedAt }: Work, signal: AbortSignal): Promise<void> {
    const { clock, log } = this.deps;
    const folder = await this.folders.working(id);
    let [toldAt, telling] = [clock.monotonic(), Promise.resolve()];
    const progress = (made: Progress): void => {
      if (clock.monotonic() - toldAt < PROGRESS_MS) return;
      toldAt = clock.monotonic();
      telling = telling.then(() => this.tell(id, made));
    };
    const { resources, ...made } = await runExport({ request, target, folder, log, signal, progress });
    await telling;
    const files = await filesIn(folder);
    await this.folders.finish({
      id,
      startedAt,
      title: target.title,
      fileFormat: request.format,
      individualFiles: request.hasIndividualFiles,
    });
    const fileSizeBytes = files.reduce((sum, { size }) => sum + size, 0);
    await finishExport(this.deps.db, id, { ...made, ...levelColumns(resources), fileSizeBytes });
  }

  /** A row that could not be written is written again with the next. */
  private async tell(id: number, made: Progress): Promise<void> {
    await updateProgress(this.deps.db, id, made).catch((error: unknown) =>
      this.deps.log.debug({ export: id, reason: describeError(error) }, 'the progress of an export was not stored'),
    );
  }

  private async failed(id: number, reason: string): Promise<void> {
    try {
      await failExports(this.deps.db, [id], reason);
      await this.folders.abandon(id);
    } catch (error) {
      // The folder stays, so the next start finds it.
      this.deps.log.error({ export: id, reason: describeError(error) }, 'the end of an export was not stored');
    }
  }

  private warnOfUnknown({ selection }: ExportRequest, { mediaType }: ExportTarget): void {
    const fields = unknownPaths(mediaType, selection.custom);
    if (fields.length > 0)
      this.deps.log.warn({ fields, mediaType }, 'an export was asked for fields that do not exist');
  }
}

interface Work {
  readonly id: number;
  readonly request: ExportRequest;
  readonly target: ExportTarget;
  readonly startedAt: Date;
}

/** Kinds of pictures and music that the type does not have are not asked for. */
function withSupported(request: ExportRequest, mediaType: string): ExportRequest {
  const { resourceLevels } = request.selection;
  const levels = levelsFor(resourceLevels, (kind) => supportsResource(mediaType, kind));
  return { ...request, selection: { ...request.selection, resourceLevels: levels } };
}

const levelColumns = ({ thumb, art, logo, squareArt, theme }: ResourceLevels) => ({
  thumbLevel: thumb,
  artLevel: art,
  logoLevel: logo,
  squareArtLevel: squareArt,
  themeLevel: theme,
});

const rowOf = (
  { selection, format, hasIndividualFiles }: ExportRequest,
  { title, mediaType, libraryId, userId, ratingKey }: ExportTarget,
  server: LiveServer,
  startedAt: Date,
) => ({
  serverId: server.id,
  libraryId,
  userId,
  ratingKey: ratingKey === null ? null : String(ratingKey),
  mediaType,
  title,
  fileFormat: format,
  metadataLevel: selection.metadataLevel,
  mediaInfoLevel: selection.mediaInfoLevel,
  ...levelColumns(selection.resourceLevels),
  customFields: [...selection.custom],
  individualFiles: hasIndividualFiles,
  startedAt,
});

const isArchived = (row: StoredExport): boolean =>
  row.individualFiles || RESOURCES.some((kind) => row[`${kind}Level`] > 0);

/** Where the folder of all exports is in a data folder. */
export const exportsDir = (dataDir: string): string => join(dataDir, 'exports');
