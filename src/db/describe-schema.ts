import { getTableColumns, is, SQL } from 'drizzle-orm';
import {
  type Check,
  type ForeignKey,
  getTableConfig,
  type Index,
  IndexedColumn,
  type PgColumn,
  PgDialect,
  PgTable,
  type UniqueConstraint,
} from 'drizzle-orm/pg-core';
import * as schema from './schema/index.ts';

export interface ColumnShape {
  readonly name: string;
  /** The model's property. */
  readonly property: string;
  /** As `create table` takes it. */
  readonly type: string;
  readonly isNullable: boolean;
  /** SQL; null for none. */
  readonly default: string | null;
  readonly isIdentity: boolean;
}

export interface KeyShape {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface ForeignKeyShape extends KeyShape {
  readonly table: string;
  readonly targets: readonly string[];
  readonly onDelete: string;
  readonly onUpdate: string;
}

/** A column of an index, or an expression over columns. */
export interface IndexPart {
  readonly sql: string;
  readonly isDescending: boolean;
  readonly areNullsFirst: boolean;
}

export interface IndexShape {
  readonly name: string;
  readonly method: string;
  readonly isUnique: boolean;
  readonly parts: readonly IndexPart[];
  /** Storage settings, as they stand in `with (...)`. */
  readonly settings: string;
  /** The predicate of a partial index, as SQL. */
  readonly where: string | null;
}

export interface CheckShape {
  readonly name: string;
  readonly sql: string;
}

export interface TableShape {
  readonly name: string;
  readonly columns: readonly ColumnShape[];
  readonly primaryKey: KeyShape | null;
  readonly uniques: readonly KeyShape[];
  readonly foreignKeys: readonly ForeignKeyShape[];
  readonly indexes: readonly IndexShape[];
  readonly checks: readonly CheckShape[];
}

const dialect = new PgDialect();

/** All tables of the models as plain data, in the order of their names; names of columns stand in double quotes in SQL. */
export const describeTables = (): readonly TableShape[] =>
  Object.values(schema)
    .filter((model) => is(model, PgTable))
    .map(describeTable)
    .sort((a, b) => compare(a.name, b.name));

/** One model. Throws for what the house does not use and this description would therefore pass over in silence. */
export function describeTable(model: PgTable): TableShape {
  const config = getTableConfig(model);
  const columns = Object.entries(getTableColumns(model)).map(([property, column]) => describeColumn(property, column));
  if (config.primaryKeys.length > 1) throw new Error(`${config.name} has two primary keys`);
  if (config.policies.length > 0 || config.enableRLS) throw new Error(`${config.name} has policies`);
  const [primaryKey] = config.primaryKeys;
  return {
    name: config.name,
    columns,
    primaryKey: primaryKey === undefined ? null : { name: primaryKey.getName(), columns: namesOf(primaryKey.columns) },
    uniques: config.uniqueConstraints.map(describeUnique).sort(byName),
    foreignKeys: config.foreignKeys.map(describeForeignKey).sort(byName),
    indexes: config.indexes.map(describeIndex).sort(byName),
    checks: config.checks.map(describeCheck).sort(byName),
  };
}

function describeColumn(property: string, column: PgColumn): ColumnShape {
  const where = `The column ${column.name}`;
  if (column.primary || column.isUnique) throw new Error(`${where} has a key without a name of ours`);
  if (column.generated !== undefined) throw new Error(`${where} is computed`);
  if (column.generatedIdentity?.type === 'always') throw new Error(`${where} does not take the ids of imports`);
  return {
    name: column.name,
    property,
    type: column.getSQLType(),
    isNullable: !column.notNull,
    default: defaultOf(column),
    isIdentity: column.generatedIdentity !== undefined,
  };
}

function defaultOf(column: PgColumn): string | null {
  const value: unknown = column.default;
  if (value === undefined) return null;
  if (is(value, SQL)) return sqlOf(value);
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`The default of ${column.name} is neither SQL nor a plain value`);
}

function describeUnique(constraint: UniqueConstraint): KeyShape {
  if (constraint.nullsNotDistinct) throw new Error(`${constraint.getName()} takes nulls for equal`);
  return { name: nameOf(constraint.getName()), columns: namesOf(constraint.columns) };
}

function describeForeignKey(foreignKey: ForeignKey): ForeignKeyShape {
  const { columns, foreignTable, foreignColumns } = foreignKey.reference();
  return {
    name: foreignKey.getName(),
    columns: namesOf(columns),
    table: getTableConfig(foreignTable).name,
    targets: namesOf(foreignColumns),
    onDelete: foreignKey.onDelete ?? 'no action',
    onUpdate: foreignKey.onUpdate ?? 'no action',
  };
}

function describeIndex({ config }: Index): IndexShape {
  return {
    name: nameOf(config.name),
    method: config.method ?? 'btree',
    isUnique: config.unique,
    parts: config.columns.map(describePart),
    settings: Object.entries(config.with ?? {})
      .map(([name, value]) => `${name}=${String(value)}`)
      .join(', '),
    where: config.where === undefined ? null : sqlOf(config.where),
  };
}

function describePart(part: Index['config']['columns'][number]): IndexPart {
  if (is(part, SQL)) return { sql: sqlOf(part), isDescending: false, areNullsFirst: false };
  if (!is(part, IndexedColumn)) throw new Error('An index has a part that is neither a column nor SQL');
  const { order, nulls, opClass } = part.indexConfig;
  if (opClass !== undefined) throw new Error(`The index over ${part.name} has an operator class`);
  return { sql: `"${nameOf(part.name)}"`, isDescending: order === 'desc', areNullsFirst: nulls === 'first' };
}

const describeCheck = (check: Check): CheckShape => ({ name: check.name, sql: sqlOf(check.value) });

function sqlOf(expression: SQL): string {
  const { sql, params } = dialect.sqlToQuery(expression);
  if (params.length > 0) throw new Error(`The schema contains a value that is not written out: ${sql}`);
  return sql;
}

function nameOf(name: string | undefined): string {
  if (name === undefined) throw new Error('The schema contains something without a name');
  return name;
}

const namesOf = (columns: readonly { readonly name: string }[]): readonly string[] => columns.map(({ name }) => name);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byName = (a: { readonly name: string }, b: { readonly name: string }): number => compare(a.name, b.name);
