import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '#clock';
import { describeError } from '#problem';
import { readTableColumns, sequencesOf } from './inspect-database.ts';
import { type IssueLedger, makeIssueLedger } from './issue-ledger.ts';
import type { Load, LoadContext, RawRow } from './load.ts';
import type { ReadProgress, TableStatistics } from './protocol.ts';
import { countRows, isDamage, lastRowid, rowFetcher, rowMaker, tableReader } from './queries-sqlite.ts';
import { readRows } from './salvage.ts';
import { makeStageWriter } from './stage-writer.ts';

const PROGRESS_EVERY_MS = 250;
/** Rows between two looks at the clock. */
const ROWS_PER_LOOK = 64;

/** Where reading goes: chunks of COPY text and word of how far it is. Both may block; `send` may throw to stop. */
export interface ReadTarget {
  send(stage: string, bytes: Uint8Array): void;
  progress(progress: ReadProgress): void;
}

interface Reader {
  readonly database: DatabaseSync;
  readonly target: ReadTarget;
  readonly clock: Clock;
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly seal: LoadContext['seal'];
}

/** Runs the loads in their order over the whole file. Damaged pages are issues; what a load throws is thrown. */
export function readTables(
  database: DatabaseSync,
  loads: readonly Load[],
  target: ReadTarget,
  clock: Clock,
  seal: LoadContext['seal'],
): readonly TableStatistics[] {
  const reader: Reader = { database, target, clock, seal, tables: readTableColumns(database) };
  return loads.map((load) => readLoad(reader, load));
}

function readLoad(reader: Reader, load: Load): TableStatistics {
  const { target, tables } = reader;
  const ledger = makeIssueLedger();
  const at: Position = { rowid: null, rowsRead: 0, idsLost: 0 };
  const writer = makeStageWriter(load.stages, target.send, (kind, detail) =>
    ledger.note(kind, detail === undefined ? { id: at.rowid } : { id: at.rowid, detail }),
  );
  const run = load.begin({
    emit: writer.emit,
    issue: ledger.note,
    columns: new Set(tables.get(load.table)),
    seal: reader.seal,
    fetchRow: makeFetchRow(reader, load, ledger),
    tables: Object.fromEntries(tables),
  });
  const isThere = tables.has(load.table);
  if (isThere) readTable(reader, load, run, ledger, at);
  at.rowid = null;
  run.end?.();
  writer.flush();
  return {
    table: load.table,
    rowsRead: at.rowsRead,
    rowsUnreadable: at.idsLost === 0 ? 0 : rowsLost(reader.database, load.table, at),
    emitted: writer.emitted(),
    issues: ledger.result(),
  };
}

/** Where reading a table is; the id goes into the examples of issues. */
interface Position {
  rowid: number | string | null;
  rowsRead: number;
  idsLost: number;
}

function readTable(
  reader: Reader,
  load: Load,
  run: { row(row: RawRow): void },
  ledger: IssueLedger,
  at: Position,
): void {
  const { database } = reader;
  const columns = new Set(reader.tables.get(load.table));
  const { names, cursor } = tableReader(database, load.table, load.select?.(columns) ?? null);
  const toRow = rowMaker(names);
  const report = makeReport(reader, load.table, at);
  report(true);
  readRows(cursor, {
    row(values) {
      at.rowid = shownId(cursor.rowidOf(values));
      at.rowsRead += 1;
      run.row(toRow(values, 1));
      if (at.rowsRead % ROWS_PER_LOOK === 0) report(false);
    },
    damaged(from, to, error) {
      const range = to === null ? `${from} and all behind it` : from === to ? `${from}` : `${from} to ${to}`;
      ledger.note('unreadable_rows', { id: shownId(from), detail: `rowid ${range}: ${describeError(error)}` });
      const last = to ?? BigInt(highestId(database, load.table) ?? 0);
      at.idsLost += last < from ? 1 : Number(last - from) + 1;
    },
  });
  report(true);
}

const shownId = (rowid: bigint): number | string => {
  const number = Number(rowid);
  return Number.isSafeInteger(number) ? number : String(rowid);
};

function makeReport({ database, target, clock }: Reader, table: string, at: Position): (isDue: boolean) => void {
  const total = unlessDamaged(() => countRows(database, table)) ?? highestId(database, table) ?? 0;
  let reportedAt = clock.monotonic();
  return (isDue) => {
    const now = clock.monotonic();
    if (!isDue && now - reportedAt < PROGRESS_EVERY_MS) return;
    reportedAt = now;
    target.progress({ table, rows: at.rowsRead, totalRows: Math.max(total, at.rowsRead) });
  };
}

/** The highest id the table ever had, as far as the file can still say. */
const highestId = (database: DatabaseSync, table: string): number | null =>
  sequencesOf(database)[table] ?? unlessDamaged(() => lastRowid(database, table));

/** An index may still know how many rows there were; the width of the damaged ranges is the second best answer. */
function rowsLost(database: DatabaseSync, table: string, at: Position): number {
  const counted = unlessDamaged(() => countRows(database, table));
  return counted !== null && counted > at.rowsRead ? counted - at.rowsRead : at.idsLost;
}

function unlessDamaged<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
}

function makeFetchRow(reader: Reader, load: Load, ledger: IssueLedger): LoadContext['fetchRow'] {
  const fetch = reader.tables.has(load.table) ? rowFetcher(reader.database, load.table) : () => null;
  return (rowid) => {
    try {
      return fetch(rowid);
    } catch (error) {
      if (!isDamage(error)) throw error;
      ledger.note('unreadable_description', { id: rowid, detail: `rowid ${rowid}: ${describeError(error)}` });
      return null;
    }
  };
}
