/**
 * How long an old database takes to move in: `npm run bench:import -- FILE.db [FILE.db ...]`. Each file goes into a fresh
 * database of its own. `oracle/gen_tautulli_db.py` of the shared test data makes files of any size.
 */
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sql } from 'drizzle-orm';
import { createSecretBox } from '#config/secret-box.ts';
import { openDatabase } from '#db/open.ts';
import { silentLog } from '#log';
import { importTautulli } from '#tautulli/import/import-tautulli.ts';
import { clock, withDataDir } from './lib.ts';

const MIB = 1024 * 1024;
const files = process.argv.slice(2);
if (files.length === 0) throw new Error('Give the paths of Tautulli databases');

/** The highest resident memory of this process while `work` runs, in MiB. */
async function withPeakMemory<T>(work: () => Promise<T>): Promise<{ result: T; peakMib: number }> {
  let peak = 0;
  const cancel = clock.every(50, () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  });
  try {
    return { result: await work(), peakMib: peak / MIB };
  } finally {
    cancel();
  }
}

async function measure(file: string, dataDir: string): Promise<void> {
  const database = await openDatabase({ config: { dataDir, autoMigrate: true }, clock, log: silentLog });
  const { db } = database;
  try {
    const size = async (): Promise<number> => {
      const { rows } = await db.execute<{ bytes: number }>(
        sql`select pg_database_size(current_database())::bigint as bytes`,
      );
      return Number(rows[0]?.bytes);
    };
    const before = await size();
    const from = clock.monotonic();
    const { result: report, peakMib } = await withPeakMemory(() =>
      importTautulli(
        {
          path: file,
          configPath: null,
          serverName: 'Bench',
          isDryRun: false,
          overwrite: false,
          allowNewer: false,
          workDir: join(dataDir, 'import'),
        },
        { db, clock, log: silentLog, secretBox: createSecretBox('bench-bench-bench-bench'), settings: null },
        () => undefined,
        new AbortController().signal,
      ),
    );
    const seconds = (clock.monotonic() - from) / 1000;
    const grown = (await size()) - before;
    const rows = report.tables.reduce((sum, table) => sum + table.rowsRead, 0);
    const plays = report.tables.find(({ table }) => table === 'session_history')?.imported ?? 0;
    const bytes = statSync(file).size;
    console.log(
      [
        basename(file),
        `${plays} plays`,
        `${seconds.toFixed(1)} s`,
        `${Math.round(rows / seconds)} rows/s`,
        `${Math.round(plays / seconds)} plays/s`,
        `${Math.round(grown / plays)} bytes/play`,
        `${(grown / MIB).toFixed(0)} MiB of ${(bytes / MIB).toFixed(0)} MiB (1/${(bytes / grown).toFixed(1)})`,
        `peak ${peakMib.toFixed(0)} MiB`,
        JSON.stringify(report.stageSeconds),
      ].join(' · '),
    );
  } finally {
    await database.close();
  }
}

for (const file of files) await withDataDir((dataDir) => measure(file, dataDir));
