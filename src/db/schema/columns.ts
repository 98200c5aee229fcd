import { sql } from 'drizzle-orm';
import { type AnyPgColumn, bigint, customType, foreignKey, jsonb, primaryKey, timestamp } from 'drizzle-orm/pg-core';

/** A moment with time zone; a Date in the program. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** A moment that defaults to the start of the transaction. */
export const createdAt = (name = 'created_at') => instant(name).notNull().default(sql`now()`);

/** A length of time in milliseconds; 64 bits because a forgotten pause can last for months. */
export const lengthMs = (name: string) => bigint(name, { mode: 'number' });

/** Raw bytes: digests of deduplicated descriptions. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** An IPv4 or IPv6 address; PostgreSQL checks it and compares networks. */
export const ipAddress = customType<{ data: string; driverData: string }>({ dataType: () => 'inet' });

/**
 * What an import found that the typed columns cannot tell apart or hold: source column -> the value as it stood there
 * (a blank that was text, a year that was a date). Null for everything recorded here and for nearly all imported rows.
 */
export const importedValues = () => jsonb('imported_values').$type<Readonly<Record<string, unknown>>>();

/** The values of a closed vocabulary as SQL literals, for check constraints. */
export const literals = (values: readonly string[]) =>
  sql.raw(values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', '));

/** Primary key with our name, `pk_<table>`. */
export const pk = (table: string, column: AnyPgColumn) => primaryKey({ name: `pk_${table}`, columns: [column] });

/** Foreign key with our name, `fk_<table>_<column>`. */
export const fk = (
  table: string,
  column: AnyPgColumn,
  target: AnyPgColumn,
  onDelete: 'cascade' | 'set null' | 'no action' = 'no action',
) => foreignKey({ name: `fk_${table}_${column.name}`, columns: [column], foreignColumns: [target] }).onDelete(onDelete);
