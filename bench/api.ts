/**
 * How fast the compatible API answers, beside what the replaced program took:
 * `npm run bench:api -- [--runs 20] [--clients 8] [--seconds 20] TAUTULLI.db [...]`. Each file is imported into a database
 * of its own. A `postgres://` address instead of a file is a database that was imported before; the memory of its
 * server is not counted then. The figures belong to databases that `gen_tautulli_db.py` made, with the clock at its NOW.
 */
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSecretBox } from '#config/secret-box.ts';
import { openDatabase } from '#db/open.ts';
import { silentLog } from '#log';
import { importTautulli } from '#tautulli/import/import-tautulli.ts';
import { freePort, startServer } from '#test/support/server-process.ts';
import { countPlays, type Measured, type Mixed, measure, mixedLoad, requestsFor, type Target } from './api-load.ts';
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
  },
});
const runs = Number(values.runs);
const load = { clients: Number(values.clients), seconds: Number(values.seconds) };
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

const fixed = (value: number): string => value.toFixed(value < 100 ? 1 : 0);

function printTable(measured: readonly Measured[]): void {
  console.log('| Request | Before, median ms | Median ms | p95 ms | Times faster |');
  console.log('| --- | ---: | ---: | ---: | ---: |');
  for (const { request, medianMs, p95Ms, status } of measured) {
    const faster = status === 200 ? fixed(request.medianMs / medianMs) : `status ${status}`;
    console.log(`| ${request.name} | ${request.medianMs} | ${fixed(medianMs)} | ${fixed(p95Ms)} | ${faster} |`);
  }
}

function printMixed({ requestsPerSecond, medianMs, p95Ms, failures, serverMb, databaseMb }: Mixed): void {
  console.log('');
  console.log(
    [
      `${load.clients} clients for ${load.seconds} s: ${requestsPerSecond.toFixed(1)} requests/s`,
      `median ${fixed(medianMs)} ms`,
      `p95 ${fixed(p95Ms)} ms`,
      `${failures} failed`,
      `resident ${serverMb.toFixed(0)} MB`,
      databaseMb === 0 ? 'database elsewhere' : `database ${databaseMb.toFixed(0)} MB`,
    ].join(' · '),
  );
}

async function measureServer(name: string, target: Target): Promise<void> {
  const plays = await countPlays(target);
  const { plays: size, requests } = await requestsFor(plays);
  console.log(`\n### ${name}: ${plays} plays, ${runs} runs each, figures before at ${size} plays\n`);
  const measured: Measured[] = [];
  for (const request of requests) measured.push(await measure(target, request, runs));
  printTable(measured);
  printMixed(await mixedLoad(target, requests, load));
}

async function run(source: string, dataDir: string): Promise<void> {
  if (!isImported(source)) await importFile(source, dataDir);
  const product = await startServer(
    {
      SPYGLASS_DATA_DIR: dataDir,
      SPYGLASS_SECRET_KEY: SECRET_KEY,
      SPYGLASS_API_KEY: API_KEY,
      SPYGLASS_NOW: NOW,
      TZ: ZONE,
      SPYGLASS_LOG_LEVEL: 'warn',
      ...(isImported(source) ? { DATABASE_URL: source } : {}),
    },
    { port: await freePort(), limitMs: START_LIMIT_MS },
  );
  try {
    await measureServer(nameOf(source), { url: product.url, key: API_KEY, pid: product.pid });
  } finally {
    await product.kill('SIGTERM');
  }
}

for (const source of positionals) await withDataDir((dataDir) => run(source, dataDir));
