import { mkdir } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ImportId } from '#contract/ids.ts';
import type { CurrentImport, ImportReportView, ImportSource, ImportView, StartImportBody } from '#contract/imports.ts';
import type { Db } from '#db/pool.ts';
import type { Log } from '#log';
import { describeError, Problem } from '#problem';
import { existingData, serverByName } from '../queries-server.ts';
import { countOf, describeExisting, dryRunOf } from './confirmation.ts';
import type { ImportService, StartedImport } from './import-service.ts';
import { RunOptions, viewOf } from './import-view.ts';
import { countPlays, runById } from './queries.ts';
import { resolveSource } from './source-path.ts';
import type { Uploads } from './uploads.ts';

export interface ImportDeskDeps {
  readonly service: ImportService;
  readonly uploads: Uploads;
  readonly db: Db;
  readonly log: Log;
  /** The only folder of the server that files may be imported from by path. */
  readonly importDir: string;
}

/** What the web side may ask of imports: only files that were sent here or laid out, and nothing replaced unasked. */
export interface ImportDesk {
  readonly uploads: Uploads;
  /** Makes the import folder and tidies up; to be called once, before anything is asked. */
  begin(): Promise<void>;
  /**
   * Starts an import and resolves when it has begun.
   * @throws Problem `conflict` when one is running, or when data would be replaced and `confirm` is missing, belongs to
   * something else or is out of date; nothing was begun then. `not_found` and `forbidden` for a source that is none.
   */
  start(body: StartImportBody): Promise<ImportView>;
  current(): Promise<CurrentImport>;
  byId(id: number): Promise<ImportView>;
  cancel(id: number): Promise<ImportView>;
  /** Cancels what runs, breaks off what is arriving. */
  close(): Promise<void>;
}

export const createImportDesk = (deps: ImportDeskDeps): ImportDesk => new Desk(deps);

class Desk implements ImportDesk {
  readonly uploads: Uploads;
  private readonly deps: ImportDeskDeps;

  constructor(deps: ImportDeskDeps) {
    this.deps = deps;
    this.uploads = deps.uploads;
  }

  async begin(): Promise<void> {
    await mkdir(this.deps.importDir, { recursive: true, mode: 0o755 });
    await this.deps.service.begin();
    await this.uploads.sweep();
  }

  async start(body: StartImportBody): Promise<ImportView> {
    const { path, origin } = await this.locate(body.source);
    const config = body.config === null ? null : await this.locate(body.config);
    const overwrite = await this.mayReplace(body);
    const { allowNewer } = body;
    const started = await this.deps.service.start({
      origin,
      options: askedFor(body),
      import: { path, configPath: config?.path ?? null, overwrite, allowNewer },
    });
    this.throwAwayAfter(started, body);
    return started.view;
  }

  current(): Promise<CurrentImport> {
    return this.deps.service.current();
  }

  byId(id: number): Promise<ImportView> {
    return this.deps.service.byId(id);
  }

  cancel(id: number): Promise<ImportView> {
    return this.deps.service.cancel(id);
  }

  async close(): Promise<void> {
    await Promise.all([this.deps.service.close(), this.uploads.close()]);
  }

  private async locate(source: ImportSource): Promise<{ path: string; origin: string }> {
    if ('uploadId' in source) {
      const { path, name } = await this.uploads.file(source.uploadId);
      return { path, origin: name };
    }
    const path = await resolveSource(this.deps.importDir, source.path);
    return { path, origin: source.path };
  }

  /** Whether the person has agreed to what is replaced: to exactly this source, these counts, and nothing since. */
  private async mayReplace(body: StartImportBody): Promise<boolean> {
    if (body.dryRun) return false;
    if (body.confirm !== null) return this.checkConfirmation(body, body.confirm);
    const plays = await countPlays(this.deps.db, body.server);
    if (plays === 0) return false;
    const whose = body.server === null ? '' : ` of ${body.server}`;
    throw new Problem('conflict', `This could replace ${countOf(plays, 'play', 'plays')}${whose}`, {
      hint: 'Make a dry run first and confirm what it names',
    });
  }

  private async checkConfirmation(body: StartImportBody, token: string): Promise<boolean> {
    const id = dryRunOf(token);
    const row = id === null ? null : await runById(this.deps.db, id as ImportId);
    const view = row === null ? null : viewOf(row);
    const asked = RunOptions.safeParse(row?.options).data;
    if (view === null || view.report === null || asked === undefined || view.confirmation?.token !== token) {
      throw refused('The confirmation does not belong to a dry run');
    }
    if (!isDeepStrictEqual(asked, { ...askedFor(body), isDryRun: true })) {
      throw refused('The confirmation belongs to the import of something else');
    }
    const now = await this.replacedPlays(view.report);
    if (now !== view.confirmation.plays) {
      const then = describeExisting(view.report.existing);
      throw refused(`Since the dry run, which found ${then}, this has become ${countOf(now, 'play', 'plays')}`);
    }
    return now > 0;
  }

  /** How many plays the import of this dry run would replace now. */
  private async replacedPlays({ server, source }: ImportReportView): Promise<number> {
    const { db } = this.deps;
    const target = server.isNew ? null : await serverByName(db, server.name);
    const lastPlayAt = source.lastPlayAt === null ? null : new Date(source.lastPlayAt);
    return (await existingData(db, target, lastPlayAt)).plays;
  }

  /** What was imported needs not lie here any longer; what failed stays, to be tried again. */
  private throwAwayAfter({ finished }: StartedImport, { source, config }: StartImportBody): void {
    const ids = [source, config].flatMap((one) => (one !== null && 'uploadId' in one ? [one.uploadId] : []));
    finished
      .then(async ({ outcome }) => {
        if (outcome === 'imported') await Promise.all(ids.map((id) => this.uploads.remove(id)));
      })
      .catch((error: unknown) => this.deps.log.debug({ reason: describeError(error) }, 'an uploaded file stays'));
  }
}

const refused = (message: string): Problem =>
  new Problem('conflict', message, { hint: 'Make a dry run first and confirm what it names' });

const askedFor = ({ source, config, server, dryRun }: StartImportBody) => ({
  source,
  config,
  serverName: server,
  isDryRun: dryRun,
});
