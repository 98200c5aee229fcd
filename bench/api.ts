/**
 * How fast the compatible API answers, beside what the replaced program took:
 * `npm run bench:api -- [--runs 20] [--clients 8] [--seconds 20] [--pages] TAUTULLI.db [...]`. Each file is imported into a
 * database of its own. Instead of a file it takes the data folder of a Spyglass that is not running, or the `postgres://`
 * address of a database that was imported before, whose memory is not counted. `--pages` prints every page of the history.
 * The figures belong to databases that `gen_tautulli_db.py` made, with the clock at its NOW. "After a change" is the time
 * of an answer that could not be kept because something had changed; kept answers are what the other columns are about.
 */
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSecretBox } from '#config/secret-box.ts';
import { openDatabase } from '#db/open.ts';
import { silentLog } from '#log';
import { importTautulli } from '#tautulli/import/import-tautulli.ts';
import { freePort, startServer } from '#test/support/server-process.ts';
import { type Asked, countPlays, type Measured, measure, mixedLoad, requestsFor, type Target } from './api-load.ts';
import { growthVerdict, mixedLine, pagesTable, type Result, tableOf, verdicts } from './api-report.ts';
import { historyPages } from './api-tables.ts';
import { clock, withDataDir } from './lib.ts';

const SECRET_KEY = 'bench-bench-bench-bench';
const API_KEY = 'bench-key-bench-key-bench-key-00';
/** The moment and the zone the generated databases were made for. */
const NOW = '1773196200';
const ZONE = 'America/New_York';
const START_LIMIT_MS = 120_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '20' },
    clients: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '20' },
    pages: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const load = { clients: Number(values.clients), seconds: Number(values.seconds) };
const CHANGE_EVERY_MS = 10_000;
if (positionals.length === 0) throw new Error('Give the paths of Tautulli databases');

const isImported = (source: string): boolean => /^postgres(ql)?:\/\//.test(source);
/** The file or the database, without what leads to it. */
const nameOf = (source: string): string => basename(source.replace(/\?.*$/, ''));

async function importFile(file: string, dataDir: string): Promise<void> {
  const database = await openDatabase({ config: { dataDir, autoMigrate: true }, clock, log: silentLog });
  const options = { configPath: null, serverName: 'Bench', isDryRun: false, overwrite: false, allowNewer: false };
  try {
    await importTautulli(
      { ...options, path: file, workDir: join(dataDir, 'import') },
      { db: database.db, clock, log: silentLog, secretBox: createSecretBox(SECRET_KEY), settings: null },
      () => undefined,
      new AbortController().signal,
    );
  } finally {
    await database.close();
  }
}

async function measureAll<R extends Asked>(
  target: Target,
  requests: readonly R[],
  times: number,
): Promise<Measured<R>[]> {
  const measured: Measured<R>[] = [];
  for (const request of requests) measured.push(await measure(target, request, times));
  return measured;
}

const ACTIVITY: Asked = { name: 'activity', cmd: 'get_activity', params: {} };

async function measureServer(name: string, target: Target): Promise<Result> {
  const plays = await countPlays(target);
  const { plays: size, requests } = await requestsFor(plays);
  console.log(`\n### ${name}: ${plays} plays, ${runs} runs each, figures before at ${size} plays\n`);
  // First of all, so that "first" is the first time for each of them.
  const pages = await measureAll(target, historyPages(plays), Math.ceil(runs / 4));
  const measured = await measureAll(target, requests, runs);
  const { medianMs: activityMs } = await measure(target, ACTIVITY, runs);
  const quiet = await mixedLoad(target, requests, { ...load, changeEveryMs: null });
  const changing = await mixedLoad(target, requests, { ...load, changeEveryMs: CHANGE_EVERY_MS });
  return { name, plays, requests: measured, pages, activityMs, clients: load.clients, quiet, changing };
}

function print(result: Result): void {
  for (const line of tableOf(result)) console.log(line);
  if (values.pages) for (const line of ['', ...pagesTable(result)]) console.log(line);
  console.log('');
  console.log(mixedLine('nothing changes', result.clients, result.quiet));
  console.log(mixedLine('something changes every ten seconds', result.clients, result.changing));
  console.log('');
  for (const line of verdicts(result)) console.log(`- ${line}`);
}

const isFolder = (source: string): boolean => !isImported(source) && statSync(source).isDirectory();

async function run(source: string, dataDir: string): Promise<Result> {
  if (!isImported(source) && !isFolder(source)) await importFile(source, dataDir);
  const product = await startServer(
    {
      SPYGLASS_DATA_DIR: isFolder(source) ? source : dataDir,
      SPYGLASS_SECRET_KEY: SECRET_KEY,
      SPYGLASS_API_KEY: API_KEY,
      SPYGLASS_AUTO_MIGRATE: '1',
      SPYGLASS_NOW: NOW,
      TZ: ZONE,
      SPYGLASS_LOG_LEVEL: 'warn',
      ...(isImported(source) ? { DATABASE_URL: source } : {}),
    },
    { port: await freePort(), limitMs: START_LIMIT_MS },
  );
  try {
    const result = await measureServer(nameOf(source), { url: product.url, key: API_KEY, pid: product.pid });
    print(result);
    return result;
  } finally {
    await product.kill('SIGTERM');
  }
}

const results: Result[] = [];
for (const source of positionals) results.push(await withDataDir((dataDir) => run(source, dataDir)));
for (const line of growthVerdict(results)) console.log(`\n- ${line}`);
