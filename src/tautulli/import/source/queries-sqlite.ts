import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { quoteName, type RawRow, type SqlValue } from './load.ts';
import type { RowCursor } from './salvage.ts';

/** The rowid, then the selected columns. Integers are bigints. */
export type SqlRow = readonly SqlValue[];

/** Result codes that mean that pages of the file are damaged: IOERR, CORRUPT, TOOBIG, NOTADB. */
const DAMAGE_CODES: ReadonlySet<number> = new Set([10, 11, 18, 26]);

/** What `node:sqlite` throws has SQLite's result code; the low byte is the kind. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

/** Whether reading can go on behind what failed: damaged pages, or a value larger than a string can be. */
export function isDamage(error: unknown): boolean {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG') return true;
  const code = sqliteCode(error);
  return code !== null && DAMAGE_CODES.has(code);
}

/**
 * Opens our copy for reading. Nothing in the file can make SQLite run functions or write; a malformed entry in the
 * schema and a file that is shorter than its header says do not keep the rest from being read.
 */
export function openReadOnly(path: string): DatabaseSync {
  // Not defensive, because only then writable_schema makes SQLite tolerate a damaged schema; the file is read-only anyway.
  const database = new DatabaseSync(path, { readOnly: true, defensive: false, enableForeignKeyConstraints: false });
  database.exec(`
    PRAGMA writable_schema = ON;
    PRAGMA query_only = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA cache_size = -16384;
  `);
  return database;
}

/** Writes the rows of a `-wal` beside our copy into the copy, rolls an interrupted transaction back, and leaves one file. */
export function foldWal(path: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;');
  } finally {
    database.close();
  }
}

const strings = (statement: StatementSync, column: string): string[] =>
  statement.all().flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : []));

/** The ordinary tables of the file, without SQLite's own and virtual ones. */
export const tableNames = (database: DatabaseSync): string[] =>
  strings(
    database.prepare(
      `SELECT name FROM sqlite_master
       WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL %'
       ORDER BY name`,
    ),
    'name',
  );

export const columnNames = (database: DatabaseSync, table: string): string[] =>
  strings(database.prepare(`PRAGMA table_info(${quoteName(table)})`), 'name');

function oneNumber(database: DatabaseSync, sql: string): number | null {
  const statement = database.prepare(sql);
  statement.setReadBigInts(true);
  const value = statement.get()?.value;
  return value === null || value === undefined ? null : Number(value);
}

/** Counts through an index when there is one, so it may work although the table itself is damaged. Throws when damaged. */
export const countRows = (database: DatabaseSync, table: string): number =>
  oneNumber(database, `SELECT count(*) AS value FROM ${quoteName(table)}`) ?? 0;

/** Throws when the end of the table is damaged. */
export const lastRowid = (database: DatabaseSync, table: string): number | null =>
  oneNumber(database, `SELECT max(rowid) AS value FROM ${quoteName(table)}`);

/**
 * The first and last credible start of a play, in epoch seconds; text that is a number counts, what begins after
 * `until` does not: one play under a wrong clock would otherwise claim the time of all others.
 */
export function playSpan(database: DatabaseSync, until: number): { first: number | null; last: number | null } {
  const span = database
    .prepare(
      `SELECT min(at) AS first, max(at) AS last FROM (
         SELECT CAST(started AS INTEGER) AS at FROM session_history WHERE started NOT GLOB '*[^0-9.]*'
       ) WHERE at BETWEEN 1 AND ?`,
    )
    .get(until);
  const [first, last] = [span?.first, span?.last];
  return { first: typeof first === 'number' ? first : null, last: typeof last === 'number' ? last : null };
}

/** The highest id ever used by table, from `sqlite_sequence`. */
export function readSequences(database: DatabaseSync): Record<string, number> {
  const statement = database.prepare('SELECT name, seq FROM sqlite_sequence');
  statement.setReadBigInts(true);
  const entries = statement
    .all()
    .flatMap(({ name, seq }) => (typeof name === 'string' && typeof seq === 'bigint' ? [[name, Number(seq)]] : []));
  return Object.fromEntries(entries);
}

/** The release that wrote the file last, or null when it does not say. */
export function readVersion(database: DatabaseSync): string | null {
  const value = database.prepare(`SELECT value FROM version_info WHERE key = 'version'`).get()?.value;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** What SQLite finds wrong with a table and its indexes; empty when it is sound. */
export const quickCheck = (database: DatabaseSync, table: string): string[] =>
  strings(database.prepare(`PRAGMA quick_check(${quoteName(table)})`), 'quick_check').filter((line) => line !== 'ok');

/** A table to be read in rowid order; `names` are the selected columns in the order of a row behind its rowid. */
export interface TableReader {
  readonly names: readonly string[];
  readonly cursor: RowCursor<SqlRow>;
}

/** Prepares reading a table. `select` is a SELECT list; null means all columns. Throws when `select` is no SQL. */
export function tableReader(database: DatabaseSync, table: string, select: string | null): TableReader {
  const from = quoteName(table);
  const prepareRows = (): StatementSync => {
    const rows = database.prepare(`SELECT rowid, ${select ?? '*'} FROM ${from} WHERE rowid >= ? ORDER BY rowid`);
    rows.setReadBigInts(true);
    rows.setReturnArrays(true);
    return rows;
  };
  const columns = prepareRows().columns().slice(1);
  const seek = database.prepare(`SELECT rowid AS value FROM ${from} WHERE rowid >= ? ORDER BY rowid LIMIT 1`);
  seek.setReadBigInts(true);
  return {
    names: columns.map(({ name }) => name),
    cursor: {
      // Prepared each time, because a statement that failed fails once more when it is begun again. `rowid > ?` would go
      // through the page that holds the rowid itself, which may be the damaged one.
      after: (rowid) => arraysOf(prepareRows().iterate(rowid + 1n)),
      rowidOf: ([rowid]) => (typeof rowid === 'bigint' ? rowid : 0n),
      seek: (at) => {
        const found = seek.get(at)?.value;
        return typeof found === 'bigint' ? found : null;
      },
      isDamage,
    },
  };
}

/** The types of `node:sqlite` do not know that a statement may return arrays. */
function arraysOf(rows: Iterator<unknown>): Iterator<SqlRow> {
  return {
    next() {
      const step = rows.next();
      if (step.done === true) return { done: true, value: undefined };
      const value: unknown = step.value;
      return { done: false, value: Array.isArray(value) ? value : [] };
    },
  };
}

/** Fetches one row with all columns by its rowid, or null; throws when its page is damaged. */
export function rowFetcher(database: DatabaseSync, table: string): (rowid: number) => RawRow | null {
  const statement = database.prepare(`SELECT * FROM ${quoteName(table)} WHERE rowid = ?`);
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const toRow = rowMaker(statement.columns().map(({ name }) => name));
  return (rowid) => {
    const found: unknown = statement.get(rowid);
    return Array.isArray(found) ? toRow(found, 0) : null;
  };
}

/** Makes objects of arrays; the values begin at `offset`. Integers that a number holds exactly become numbers. */
export function rowMaker(names: readonly string[]): (values: readonly SqlValue[], offset: number) => RawRow {
  const blank: Record<string, SqlValue> = Object.fromEntries(names.map((name) => [name, null]));
  return (values, offset) => {
    const row = { ...blank };
    for (let at = 0; at < names.length; at += 1) {
      const name = names[at];
      const value = values[at + offset];
      if (name !== undefined && value !== undefined) row[name] = typeof value === 'bigint' ? narrow(value) : value;
    }
    return row;
  };
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
