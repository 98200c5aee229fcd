/** Databases of Tautulli for tests of the import, and what the import made of them. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { systemClock } from '#clock';
import { createSecretBox } from '#config/secret-box.ts';
import type { TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { importTautulli } from './import-tautulli.ts';
import type { SqlValue } from './source/load.ts';
import type { ImportDeps, ImportOptions, ImportProgress, ImportReport } from './types.ts';

const FIXTURES = fileURLToPath(new URL('../../../test/fixtures/tautulli/', import.meta.url));

/** The settings that belong to the sample. */
export const SAMPLE_CONFIG = join(FIXTURES, 'sample.config.ini');
export const SAMPLE_SERVER = { name: 'Oracle-Server', identifier: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334' };

/** Unpacks the sample (4000 plays with every peculiarity) to a path of the test's. */
export function unpackSample(path: string): string {
  writeFileSync(path, gunzipSync(readFileSync(join(FIXTURES, 'sample.db.gz'))));
  return path;
}

/** The sample with its first plays only, which is enough where it is imported again and again. */
export function unpackSmall(path: string): string {
  const plays = ['session_history', 'session_history_metadata', 'session_history_media_info'];
  changeOld(unpackSample(path), plays.map((table) => `DELETE FROM ${table} WHERE id > 300;`).join(' '));
  return path;
}

export const testBox = createSecretBox('a key for tests only');

export interface RunOptions extends Partial<ImportOptions> {
  readonly deps?: Partial<ImportDeps>;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

/** Imports as the command does, without the service around it. */
export function runImport(
  { db }: Pick<TestDatabase, 'db'>,
  path: string,
  { deps = {}, onProgress = () => undefined, signal = new AbortController().signal, ...options }: RunOptions = {},
): Promise<ImportReport> {
  return importTautulli(
    {
      ...{ path, configPath: null, serverName: null, isDryRun: false, overwrite: false, allowNewer: false },
      workDir: join(path, '..', 'work'),
      ...options,
    },
    { db, clock: systemClock(), log: silentLog, secretBox: testBox, settings: null, ...deps },
    onProgress,
    signal,
  );
}

export type OldRow = Record<string, SqlValue>;

/** Reads an old database as it is. */
export function readOld(path: string, sql: string): OldRow[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const statement = database.prepare(sql);
    statement.setReadBigInts(false);
    return statement.all().map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

/** Changes an old database. */
export function changeOld(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}

export const countOld = (path: string, table: string): number =>
  Number(readOld(path, `select count(*) as n from "${table}"`)[0]?.n);

/** A digest of each table's rows, whatever their order. */
export async function checksums({ pool }: Pick<TestDatabase, 'pool'>): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: found } = await pool.query<{ line: string }>(`select t::text as line from "${name}" t`);
    const hash = createHash('sha256');
    for (const { line } of found.toSorted((a, b) => (a.line < b.line ? -1 : 1))) hash.update(`${line}\n`);
    sums[name] = `${found.length} ${hash.digest('hex').slice(0, 16)}`;
  }
  return sums;
}

/** The rows of a query, as objects. */
export async function ask<Row extends object = Record<string, unknown>>(
  { pool }: Pick<TestDatabase, 'pool'>,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return (await pool.query<Row>(sql, [...values])).rows;
}

/** What the report says of a table. */
export function tableOf(report: ImportReport, table: string): ImportReport['tables'][number] {
  const found = report.tables.find((one) => one.table === table);
  if (found === undefined) throw new Error(`the report does not mention ${table}`);
  return found;
}

/** Tables whose rows do not add up, or of which rows were skipped without a word. */
export const unaccounted = (report: ImportReport): string[] =>
  report.tables.flatMap(({ table, rowsRead, imported, merged, skipped }) => {
    const lines: string[] = [];
    if (rowsRead !== imported + merged + skipped || Math.min(imported, merged, skipped) < 0)
      lines.push(`${table}: ${rowsRead} read, ${imported} imported, ${merged} merged, ${skipped} skipped`);
    const said = report.issues
      .filter((issue) => issue.table === table && issue.effect === 'skipped')
      .reduce((sum, issue) => sum + issue.count, 0);
    if (said !== skipped) lines.push(`${table}: ${skipped} skipped, issues name ${said}`);
    return lines;
  });
