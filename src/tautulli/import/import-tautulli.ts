import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { sealKeyOf } from '#config/secret-box.ts';
import { inTransaction } from '#db/pool.ts';
import { buildReport } from './build-report.ts';
import { type ChosenServer, chooseServer } from './choose-server.ts';
import { databaseProblem } from './database-problem.ts';
import { resolveReferences } from './queries-plays.ts';
import { existingData } from './queries-server.ts';
import { dropStaging, indexStaging, liftTimeLimits } from './queries-staging.ts';
import { refreshStatistics, unchangedImport } from './queries-switch.ts';
import { countOrphans, countUndescribed } from './queries-verify.ts';
import { type ReadConfig, readConfig } from './read-config.ts';
import { WouldReplace } from './service/would-replace.ts';
import { onFile } from './source/file-problem.ts';
import type { Inspection } from './source/inspection.ts';
import { openSource, type Source } from './source/open-source.ts';
import type { TableStatistics } from './source/protocol.ts';
import { type SourceFile, takeSource } from './source/take-source.ts';
import { openStaging, SOURCE_TABLES } from './stage-rows.ts';
import { switchOver } from './switch-over.ts';
import type { ImportDeps, ImportOptions, ImportProgress, ImportReport, ImportStage, ImportTautulli } from './types.ts';

/** The tables that say whose file it is; read before anything else. */
const FIRST_TABLES = ['users', 'library_sections'];

interface Run {
  readonly options: ImportOptions;
  readonly deps: ImportDeps;
  readonly signal: AbortSignal;
  readonly stages: StageClock;
}

/** Tells progress and keeps how long each stage took. */
interface StageClock {
  begin(stage: ImportStage): void;
  tell(what: string | null, rowsDone: number, rowsTotal: number | null): void;
  current(): ImportStage;
  seconds(): Record<string, number>;
}

export const importTautulli: ImportTautulli = async (options, deps, onProgress, signal) => {
  const stages = createStageClock(deps, onProgress);
  const run = { options, deps, signal, stages };
  stages.begin('copy');
  await onFile(options.workDir, () => mkdir(options.workDir, { recursive: true }));
  const { log } = deps;
  const file = await takeSource(options.path, {
    workDir: options.workDir,
    log,
    signal,
    onProgress: (done, total) => stages.tell('copy', done, total),
  });
  try {
    const source = await openSource(file, { log, signal, sealKey: sealKeyOf(deps.secretBox) });
    try {
      return await importSource(run, file, source);
    } catch (error) {
      throw databaseProblem(error, stages.current());
    } finally {
      await source.close();
    }
  } finally {
    await file.remove();
  }
};

async function importSource(run: Run, file: SourceFile, source: Source): Promise<ImportReport> {
  const { options, deps, stages } = run;
  stages.begin('inspect');
  const inspection = await source.inspect({ allowNewer: options.allowNewer });
  const configPath = options.configPath ?? file.configIni;
  const config = configPath === null ? null : await readConfig(configPath);
  stages.begin('load');
  const staging = await openStaging(deps.db, source);
  try {
    const total = inspection.tables.reduce((sum, table) => sum + (table.rows ?? 0), 0);
    const told = createRowCounter(stages, total);
    const first = await staging.load(FIRST_TABLES, told);
    const chosen = await chooseServer(deps.db, deps.secretBox, options.serverName, config?.mapped.server ?? null);
    const fingerprint = fingerprintOf(file, config);
    const known = await alreadyImported(run, chosen, fingerprint);
    if (known !== null) return known;
    await refuseReplacement(run, chosen, inspection);
    const rest = await staging.load(
      SOURCE_TABLES.filter((table) => !FIRST_TABLES.includes(table)),
      told,
    );
    return await transform(run, { file, inspection, config, chosen, fingerprint, statistics: [...first, ...rest] });
  } finally {
    staging.release();
    await dropStaging(deps.db).catch((error: unknown) => deps.log.warn({ err: error }, 'the staging area stays'));
  }
}

const fingerprintOf = (file: SourceFile, config: ReadConfig | null): string =>
  createHash('sha256')
    .update(file.fingerprint)
    .update(config?.fingerprint ?? '')
    .digest('hex');

const lastPlay = ({ lastPlayAt }: Inspection): Date | null =>
  lastPlayAt === null ? null : new Date(lastPlayAt * 1000);

/** The report of the import that brought the same content, when all it brought is still there. */
async function alreadyImported(run: Run, chosen: ChosenServer, fingerprint: string): Promise<ImportReport | null> {
  const { db } = run.deps;
  if (chosen.existing === null || run.options.isDryRun) return null;
  const known = await unchangedImport(db, chosen.existing.id, fingerprint);
  if (known === null || known.plays !== known.report.tables.find(({ table }) => table === 'session_history')?.imported)
    return null;
  return { ...known.report, outcome: 'unchanged', stageSeconds: run.stages.seconds() };
}

async function refuseReplacement(run: Run, { existing }: ChosenServer, inspection: Inspection): Promise<void> {
  const { options, deps } = run;
  if (options.isDryRun || options.overwrite) return;
  const data = await existingData(deps.db, existing, lastPlay(inspection));
  if (data.plays === 0) return;
  throw new WouldReplace(data);
}

interface Staged {
  readonly file: SourceFile;
  readonly inspection: Inspection;
  readonly config: ReadConfig | null;
  readonly chosen: ChosenServer;
  readonly fingerprint: string;
  readonly statistics: readonly TableStatistics[];
}

async function transform(run: Run, staged: Staged): Promise<ImportReport> {
  const { options, deps, stages, signal } = run;
  const { db } = deps;
  stages.begin('transform');
  const prepared = await inTransaction(db, async (tx) => {
    await liftTimeLimits(tx);
    await indexStaging(tx);
    const repairedReferences = await resolveReferences(tx);
    return { repairedReferences, orphans: await countOrphans(tx), undescribed: await countUndescribed(tx) };
  });
  const existing = await existingData(db, staged.chosen.existing, lastPlay(staged.inspection));
  const report = await switchOver(db, deps, {
    chosen: staged.chosen,
    importRow: {
      origin: staged.file.origin,
      fingerprint: staged.fingerprint,
      options: { serverName: options.serverName, overwrite: options.overwrite },
    },
    existingImport: deps.importId ?? null,
    lastPlayAt: lastPlay(staged.inspection),
    stagedPlays: staged.statistics.find(({ table }) => table === 'session_history')?.emitted.plays ?? 0,
    sequences: staged.inspection.sequences,
    config: staged.config?.mapped ?? null,
    isDryRun: options.isDryRun,
    signal,
    step(what) {
      if (what === 'comparing') stages.begin('verify');
      if (what === 'commit') stages.begin('switch');
      stages.tell(what, 0, null);
    },
    report: (result) =>
      buildReport({
        ...staged,
        isDryRun: options.isDryRun,
        result,
        existing,
        ...prepared,
        locked: deps.settings?.locked() ?? new Set(),
        stageSeconds: stages.seconds(),
      }),
  });
  // Everything is there already: a failure here must not read as if nothing had happened.
  if (!options.isDryRun)
    await refreshStatistics(db).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'the statistics could not be refreshed'),
    );
  return { ...report, stageSeconds: stages.seconds() };
}

/** Rows of tables are counted one table after the other. */
function createRowCounter(stages: StageClock, total: number) {
  let before = 0;
  let current = { table: '', rows: 0 };
  return ({ table, rows }: { readonly table: string; readonly rows: number }): void => {
    if (table !== current.table) before += current.rows;
    current = { table, rows };
    stages.tell(table, before + rows, total);
  };
}

function createStageClock({ clock }: ImportDeps, onProgress: (progress: ImportProgress) => void): StageClock {
  const order: readonly ImportStage[] = ['copy', 'inspect', 'load', 'transform', 'verify', 'switch'];
  const seconds: Record<string, number> = {};
  let stage: ImportStage = 'copy';
  let since = clock.monotonic();
  const close = (): void => {
    const now = clock.monotonic();
    seconds[stage] = Math.round(((seconds[stage] ?? 0) + (now - since) / 1000) * 100) / 100;
    since = now;
  };
  const tell = (what: string | null, rowsDone: number, rowsTotal: number | null): void =>
    onProgress({ stage, what, done: order.indexOf(stage), total: order.length, rowsDone, rowsTotal });
  return {
    begin(next) {
      close();
      stage = next;
      tell(null, 0, null);
    },
    tell,
    current: () => stage,
    seconds() {
      close();
      return { ...seconds };
    },
  };
}
