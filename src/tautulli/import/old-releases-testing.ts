/** Databases as each release of Tautulli left them. */
import { DatabaseSync } from 'node:sqlite';
import history from '#test/fixtures/tautulli/releases.json' with { type: 'json' };
import type { OldRow } from './import-testing.ts';

type Columns = Readonly<Record<string, readonly string[]>>;
interface Release {
  readonly version: string;
  readonly tables?: Columns;
  readonly columns?: Columns;
  readonly columnsRemoved?: Columns;
  readonly tablesRemoved?: readonly string[];
}

const RELEASES: readonly Release[] = history.releases as readonly Release[];
const INTEGERS: Columns = history.integers;

/** The releases that changed the schema, oldest first. */
export const VERSIONS: readonly string[] = RELEASES.map(({ version }) => version);
export const LATEST = 'v2.17.2';

/** The tables and columns of a release. */
function schemaOf(version: string): Map<string, string[]> {
  const until = version === LATEST ? RELEASES.length : RELEASES.findIndex((one) => one.version === version) + 1;
  if (until === 0) throw new Error(`nobody knows ${version}`);
  const schema = new Map<string, string[]>();
  for (const { tables = {}, columns = {}, columnsRemoved = {}, tablesRemoved = [] } of RELEASES.slice(0, until)) {
    for (const [table, names] of Object.entries(tables)) schema.set(table, [...names]);
    for (const table of tablesRemoved) schema.delete(table);
    for (const [table, names] of Object.entries(columns)) schema.get(table)?.push(...names);
    for (const [table, names] of Object.entries(columnsRemoved))
      schema.set(
        table,
        (schema.get(table) ?? []).filter((name) => !names.includes(name)),
      );
  }
  return schema;
}

/** These share the id of their play. */
const CHILDREN = ['session_history_metadata', 'session_history_media_info'];

function definition(table: string, names: readonly string[], isTyped: boolean): string {
  const integers = new Set(INTEGERS[table]);
  const columns = names.map((name) => {
    const key = CHILDREN.includes(table) ? 'INTEGER PRIMARY KEY' : 'INTEGER PRIMARY KEY AUTOINCREMENT';
    const type = isTyped ? (integers.has(name) ? 'INTEGER' : 'TEXT') : '';
    return `"${name}" ${name === 'id' ? key : type}`;
  });
  return `CREATE TABLE "${table}" (${columns.join(', ')});`;
}

export interface OldDatabase extends Disposable {
  readonly database: DatabaseSync;
  /** Adds a row; what this release has no table or column for is left out. */
  add(table: string, row: OldRow): void;
}

/** Makes an empty database of a release; without types, it keeps values as they are added. Closed by disposing. */
export function makeOld(path: string, version: string, { isTyped = true } = {}): OldDatabase {
  const schema = schemaOf(version);
  const database = new DatabaseSync(path);
  database.exec(`BEGIN; ${[...schema].map(([table, names]) => definition(table, names, isTyped)).join(' ')} COMMIT;`);
  const add = (table: string, row: OldRow): void => {
    const known = Object.entries(row).filter(([name]) => schema.get(table)?.includes(name));
    if (known.length === 0) return;
    const names = known.map(([name]) => `"${name}"`).join(', ');
    database
      .prepare(`INSERT INTO "${table}" (${names}) VALUES (${known.map(() => '?').join(', ')})`)
      .run(...known.map(([, value]) => value));
  };
  add('version_info', { key: 'version', value: version });
  return { database, add, [Symbol.dispose]: () => database.close() };
}
