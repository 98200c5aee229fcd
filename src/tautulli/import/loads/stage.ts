/** Staging tables made from our models: the same column names and types, so that the transform only has to join. */
import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { CopyValue, StageTable, StageType } from '../source/load.ts';

type StageTypes = Readonly<Record<string, StageType>>;

const TYPES: StageTypes = {
  'timestamp (3) with time zone': 'timestamptz',
  smallint: 'smallint',
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  text: 'text',
  'text[]': 'text[]',
  numeric: 'numeric',
  real: 'double precision',
  jsonb: 'jsonb',
  bytea: 'bytea',
  inet: 'inet',
  date: 'date',
};

/** The database name and staging type of each of a model's properties. */
export function stageColumns(model: PgTable, properties: readonly string[]): StageTypes {
  const columns = getTableColumns(model);
  return Object.fromEntries(
    properties.map((property) => {
      const column = columns[property];
      const type = column === undefined ? undefined : TYPES[column.getSQLType()];
      if (column === undefined || type === undefined) throw new Error(`no staging type for ${property}`);
      return [column.name, type];
    }),
  );
}

export const stage = (name: string, ...columns: readonly StageTypes[]): StageTable => ({
  name,
  columns: Object.assign({}, ...columns) as StageTypes,
});

/** A value of ours as COPY takes it: moments as epoch seconds. */
export function copyValue(value: unknown): CopyValue {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value === undefined) return null;
  return value as CopyValue;
}

export const jsonOrNull = (value: unknown): CopyValue =>
  value === null || value === undefined ? null : { json: value };
