import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '#clock';
import { describeError, Problem } from '#problem';
import type { DatabaseHeader } from './database-header.ts';
import type { Inspection, InspectOptions, TableFacts } from './inspection.ts';
import {
  columnNames,
  countRows,
  isDamage,
  playSpan,
  quickCheck,
  readSequences,
  readVersion,
  tableNames,
} from './queries-sqlite.ts';
import { recognise } from './recognise.ts';
import { BEFORE_VERSION_INFO, judgeVersion } from './tautulli-version.ts';

/** So that a large file is inspected in well under 30 seconds on a slow machine (migration notes 8.4). */
const CHECK_BUDGET_MS = 12_000;
const MOST_DAMAGE_LINES = 100;
/** Rows that must have been checked before the time they took says anything about larger tables. */
const ENOUGH_TO_PREDICT = 20_000;

/** The opened source: the connection belongs to the worker, the rest was learned from the file. */
export interface OpenedDatabase {
  readonly database: DatabaseSync;
  readonly header: DatabaseHeader;
  readonly sizeBytes: number;
}

/** The value, or `otherwise` when the pages that hold it are damaged or the table does not exist. */
function unlessDamaged<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch (error) {
    if (isDamage(error)) return otherwise;
    throw error;
  }
}

/** The tables with their columns. A damaged list of tables is a Problem (`invalid`), because then nothing can be found. */
export function readTableColumns(database: DatabaseSync): ReadonlyMap<string, readonly string[]> {
  try {
    return new Map(tableNames(database).map((name) => [name, columnNames(database, name)]));
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw new Problem('invalid', `The list of tables of the database is damaged (${describeError(error)})`, {
      hint: 'Use a backup of the database',
      cause: error,
    });
  }
}

/** Collects the facts of a file and whether it is one we can import; what keeps it from that is thrown as a Problem. */
export function inspectDatabase(opened: OpenedDatabase, options: InspectOptions, clock: Clock): Inspection {
  const { database, header, sizeBytes } = opened;
  const columns = readTableColumns(database);
  recognise(columns);
  const version = columns.has('version_info') ? unlessDamaged(() => readVersion(database), null) : null;
  const warnings = judgeVersion(version, options.allowNewer === true);
  const tables = [...columns].map(
    ([name, names]): TableFacts => ({
      name,
      columns: names,
      rows: unlessDamaged(() => countRows(database, name), null),
    }),
  );
  const rowsOf = (name: string): number | null => {
    const found = tables.find((table) => table.name === name);
    return found === undefined ? 0 : found.rows;
  };
  const span = unlessDamaged(() => playSpan(database, Math.floor(clock.now() / 1000)), { first: null, last: null });
  const checked = checkTables(database, tables, options.checkBudgetMs ?? CHECK_BUDGET_MS, clock);
  return {
    version,
    versionText: version ?? BEFORE_VERSION_INFO,
    warnings,
    damage: [...cutOff(header, sizeBytes), ...checked.damage].slice(0, MOST_DAMAGE_LINES),
    unchecked: checked.unchecked,
    tables,
    plays: rowsOf('session_history'),
    users: rowsOf('users'),
    libraries: rowsOf('library_sections'),
    firstPlayAt: span.first,
    lastPlayAt: span.last,
    sequences: sequencesOf(database),
    sizeBytes,
    pageSizeBytes: header.pageSize,
  };
}

/** Empty when no table counts its ids, which is when SQLite has no table for it. */
export function sequencesOf(database: DatabaseSync): Record<string, number> {
  try {
    return readSequences(database);
  } catch {
    return {};
  }
}

const cutOff = (header: DatabaseHeader, sizeBytes: number): readonly string[] =>
  header.expectedBytes !== null && sizeBytes < header.expectedBytes
    ? [`the file is cut off: it has ${sizeBytes} of ${header.expectedBytes} bytes`]
    : [];

interface Checked {
  readonly damage: readonly string[];
  readonly unchecked: readonly string[];
}

/**
 * Checks one table after the other, smallest first. SQLite's check cannot be stopped, so a table is begun only when
 * the time that earlier rows took says that it ends within the budget.
 */
function checkTables(database: DatabaseSync, tables: readonly TableFacts[], budgetMs: number, clock: Clock): Checked {
  const cells = ({ rows, columns }: TableFacts): number => (rows ?? 1) * columns.length;
  const damage: string[] = [];
  const unchecked: string[] = [];
  const startedAt = clock.monotonic();
  let rowsDone = 0;
  for (const table of tables.toSorted((a, b) => cells(a) - cells(b))) {
    const elapsed = clock.monotonic() - startedAt;
    const predicted = rowsDone < ENOUGH_TO_PREDICT ? 0 : (elapsed / rowsDone) * (table.rows ?? 1);
    if (elapsed + predicted > budgetMs) {
      unchecked.push(table.name);
      continue;
    }
    damage.push(...checkTable(database, table.name));
    rowsDone += table.rows ?? 1;
  }
  return { damage, unchecked };
}

function checkTable(database: DatabaseSync, table: string): readonly string[] {
  try {
    return quickCheck(database, table).flatMap((lines) => lines.split('\n').map((line) => `${table}: ${line}`));
  } catch (error) {
    return [`${table}: ${describeError(error)}`];
  }
}
