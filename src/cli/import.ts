import { constants } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createSecretBox, loadKeyFile } from '#config/secret-box.ts';
import { createSettingsStore } from '#config/settings-store.ts';
import { type Database, openDatabase } from '#db/open.ts';
import { describeError, Problem } from '#problem';
import type { ImportReport, ImportTautulli } from '#tautulli/import/types.ts';
import type { CommandContext } from './context.ts';
import type { ImportArguments } from './import-arguments.ts';
import { documentOf, endingOf, exitCodeOf, type ImportEnding, sentenceOf } from './import-ending.ts';
import { type ImportIo, terminal } from './import-io.ts';
import { importTautulli, openImports } from './open-imports.ts';
import { openPinned } from './open-pinned.ts';
import { reportText } from './report-text.ts';
import { runImport } from './run-import.ts';
import { untilSignal } from './signals.ts';

/** What a test replaces. */
export interface ImportSurroundings {
  readonly io: ImportIo;
  readonly importer: ImportTautulli;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}

/** `spyglass import tautulli`: imports, says what became of every row, and answers the exit code. */
export async function importCommand(
  context: CommandContext,
  given: ImportArguments,
  json: boolean,
  surroundings: ImportSurroundings = realSurroundings(context),
): Promise<number> {
  const { io, signal } = surroundings;
  const asked = absolute(given);
  const ending = await tryImport(context, asked, json, surroundings).then(
    (report): ImportEnding => ({ result: 'ok', report }),
    (error: unknown) => endingOf(error, signal.aborted),
  );
  if (json) io.print(`${JSON.stringify(documentOf(ending))}\n`);
  else if (ending.result === 'ok') io.print(reportText(ending.report));
  else io.say(`spyglass: ${sentenceOf(ending)}\n`);
  return (await keepReport(asked.reportFile, ending, io))
    ? exitCodeOf(ending)
    : exitCodeOf({ result: 'failed', error: null });
}

function realSurroundings({ clock }: CommandContext): ImportSurroundings {
  const stopping = new AbortController();
  void untilSignal(clock).then(() => stopping.abort());
  return { io: terminal(), importer: importTautulli, signal: stopping.signal };
}

/** Whatever folder the command is given from, the row of the import names the file for good. */
const absolute = (given: ImportArguments): ImportArguments => ({
  ...given,
  path: resolve(given.path),
  configPath: given.configPath === null ? null : resolve(given.configPath),
  reportFile: given.reportFile === null ? null : resolve(given.reportFile),
});

async function tryImport(
  context: CommandContext,
  asked: ImportArguments,
  json: boolean,
  { io, importer, signal }: ImportSurroundings,
): Promise<ImportReport> {
  await checkFiles(asked);
  const { config, clock, log } = context;
  const pinned = await openPinned(context);
  const database = await openOrExplain(context).finally(() => pinned.close());
  try {
    const box = createSecretBox(config.secretKey ?? loadKeyFile(config.dataDir));
    const settings = createSettingsStore({ db: database.db, secretBox: box, pinned, clock, log });
    const service = openImports(context, database, box, settings, importer);
    return await runImport({ service, io: json ? null : io, clock, signal }, asked);
  } finally {
    await database.close();
  }
}

/** What can be known before the database is opened, which takes a while. @throws Problem `not_found`, `invalid` */
async function checkFiles({ path, configPath, reportFile }: ImportArguments): Promise<void> {
  await readable(path);
  if (configPath !== null) await readable(configPath);
  if (reportFile === null) return;
  const folder = dirname(reportFile);
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw new Problem('invalid', `The report cannot be written to ${folder}: ${describeError(cause)}`, { cause });
  });
}

async function readable(path: string): Promise<void> {
  await access(path, constants.R_OK).catch((cause: unknown) => {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new Problem(
      'not_found',
      isMissing ? `There is no ${path}` : `${path} cannot be read: ${describeError(cause)}`,
      {
        hint: 'Check the path and its permissions; in a container it must be mounted',
        cause,
      },
    );
  });
}

/** The built-in database belongs to one program at a time, and usually the server is running. */
async function openOrExplain({ config, clock, log }: CommandContext): Promise<Database> {
  try {
    return await openDatabase({ config, clock, log });
  } catch (cause) {
    if (config.databaseUrl !== undefined || !(cause instanceof Problem) || cause.code !== 'conflict') throw cause;
    throw new Problem('conflict', `${cause.message}, and its built-in database serves one program at a time`, {
      hint: 'Import on its web page under Settings > Import, or stop it and give this command again',
      cause,
    });
  }
}

/** Writes the report where it was asked for; false when that failed, which is no reason to lose it on the terminal. */
async function keepReport(file: string | null, ending: ImportEnding, io: ImportIo): Promise<boolean> {
  if (file === null) return true;
  try {
    await writeFile(file, `${JSON.stringify(documentOf(ending), null, 2)}\n`);
    return true;
  } catch (error) {
    io.say(`spyglass: The report could not be written: ${describeError(error)}\n`);
    return false;
  }
}
