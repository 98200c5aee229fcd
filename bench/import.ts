/**
 * How long old databases take to move in, each into a fresh database: `npm run bench:import` makes some of 10,000, 100,000
 * and 1,000,000 plays itself; `npm run bench:import -- 50000 tautulli.db` takes other sizes and files that exist.
 */
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sql } from 'drizzle-orm';
import { createSecretBox } from '#config/secret-box.ts';
import { openDatabase } from '#db/open.ts';
import { silentLog } from '#log';
import { importTautulli } from '#tautulli/import/import-tautulli.ts';
import { clock, withDataDir } from './lib.ts';
import { makeOldDatabase } from './old-database.ts';

const MIB = 1024 * 1024;
const asked = process.argv.slice(2);
const sources = asked.length > 0 ? asked : ['10000', '100000', '1000000'];

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

for (const source of sources) {
  await withDataDir(async (dataDir) => {
    if (!/^\d+$/.test(source)) return measure(source, dataDir);
    const made = join(dataDir, 'made.db');
    await makeOldDatabase(made, Number(source));
    return measure(made, dataDir);
  });
}
