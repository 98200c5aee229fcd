/** Staging columns made from our models: the same names and types, so that the transform only has to join. */
import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { itemSnapshots, players, streamSnapshots } from '#db/schema/index.ts';
import type { StageTypes } from './loads/stage.ts';

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
function stageColumns(model: PgTable, properties: readonly string[]): StageTypes {
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

export const itemColumns = (properties: readonly string[]): StageTypes => stageColumns(itemSnapshots, properties);
export const streamColumnsOf = (properties: readonly string[]): StageTypes => stageColumns(streamSnapshots, properties);
export const playerColumns = (properties: readonly string[]): StageTypes => stageColumns(players, properties);
