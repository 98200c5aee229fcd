import type { Pool, PoolClient } from 'pg';
import type { ColumnShape, IndexShape, TableShape } from './describe-schema.ts';

/** Ours, but not a model: it has to be there before there are models. */
const LIST = 'spyglass_migrations';

/**
 * Each query gives lines about one schema, in PostgreSQL's own words; `$1` is the schema. Row types of tables, indexes
 * of constraints and the like are told by what they belong to.
 */
const LINES: readonly string[] = [
  `select concat_ws(' ', case c.relkind when 'r' then 'table' when 'S' then 'sequence' else 'other ' || c.relkind::text end,
     c.relname, nullif(c.relpersistence, 'p'), c.reloptions::text, case when c.relrowsecurity then 'row security' end,
     (select concat_ws(' ', format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle)
      from pg_sequence s where s.seqrelid = c.oid))
   from pg_class c where c.relnamespace = to_regnamespace($1) and c.relkind not in ('i', 'I') and c.relname <> '${LIST}'`,
  `select concat_ws(' ', c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod),
     case when a.attnotnull then 'not null' end, 'default ' || pg_get_expr(d.adbin, d.adrelid),
     case a.attidentity when 'd' then 'identity' when 'a' then 'identity always' end,
     case when a.attgenerated <> '' then 'generated' end,
     (select 'collate ' || l.collname from pg_collation l where l.oid = a.attcollation and l.collname <> 'default'))
   from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where c.relnamespace = to_regnamespace($1) and c.relkind <> 'S' and c.relkind not in ('i', 'I') and c.relname <> '${LIST}'
     and a.attnum > 0 and not a.attisdropped`,
  // From PostgreSQL 18 on a column that takes no null has a constraint as well; the column says it already.
  `select concat_ws(' ', r.conrelid::regclass, r.conname, pg_get_constraintdef(r.oid),
     case when not r.convalidated then 'unproven' end)
   from pg_constraint r where r.connamespace = to_regnamespace($1) and r.contype <> 'n'
     and r.conrelid::regclass::text <> '${LIST}'`,
  `select concat_ws(' ', replace(pg_get_indexdef(i.indexrelid), ' ON ' || $1::text || '.', ' ON '),
     case when not (i.indisvalid and i.indisready and i.indislive) then 'invalid' end)
   from pg_index i join pg_class c on c.oid = i.indrelid
   where c.relnamespace = to_regnamespace($1) and c.relname <> '${LIST}'`,
  `select 'trigger ' || t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
   where c.relnamespace = to_regnamespace($1) and not t.tgisinternal`,
  `select 'rule ' || r.rulename from pg_rules r where r.schemaname = $1`,
  `select 'policy ' || p.policyname from pg_policies p where p.schemaname = $1`,
  `select 'function ' || p.proname from pg_proc p where p.pronamespace = to_regnamespace($1)`,
  `select 'type ' || t.typname from pg_type t where t.typnamespace = to_regnamespace($1) and t.typrelid = 0
     and not exists (select from pg_type e join pg_class c on c.oid = e.typrelid where e.oid = t.typelem)`,
];

/** Everything that a schema contains but the list of migrations, one line each, sorted. */
export async function catalogueOf(client: PoolClient, schema: string): Promise<readonly string[]> {
  // Names are written out where they would not be found, so each schema is read as if it were the only one.
  await client.query(`set search_path to ${schema}`);
  const lines: string[] = [];
  for (const text of LINES) {
    const { rows } = await client.query<[string]>({ text, values: [schema], rowMode: 'array' });
    lines.push(...rows.map(([line]) => line));
  }
  await client.query('reset search_path');
  return lines.sort();
}

/** What a database has outside of a schema of its own: other schemas and extensions. */
export async function surroundingsOf(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ line: string }>(`
    select 'schema ' || nspname as line from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
    union all select 'extension ' || extname from pg_extension order by 1`);
  return rows.map(({ line }) => line);
}

/** Creates the models in a new schema, without any migration. */
export async function createModels(client: PoolClient, schema: string, tables: readonly TableShape[]): Promise<void> {
  const statements = [
    `create schema ${schema}`,
    `set search_path to ${schema}`,
    ...tables.map(createTable),
    ...tables.flatMap(addForeignKeys),
    ...tables.flatMap((table) => table.indexes.map((index) => createIndex(table, index))),
    'reset search_path',
  ];
  await client.query(statements.join(';\n'));
}

const names = (columns: readonly string[]): string => columns.map((name) => `"${name}"`).join(', ');

function createTable({ name, columns, primaryKey, uniques, checks }: TableShape): string {
  const lines = [
    ...columns.map(columnLine),
    ...(primaryKey === null ? [] : [`constraint ${primaryKey.name} primary key (${names(primaryKey.columns)})`]),
    ...uniques.map((unique) => `constraint ${unique.name} unique (${names(unique.columns)})`),
    ...checks.map((check) => `constraint ${check.name} check (${check.sql})`),
  ];
  return `create table "${name}" (${lines.join(',\n  ')})`;
}

const columnLine = (column: ColumnShape): string =>
  [
    `"${column.name}" ${column.type}`,
    column.isNullable ? '' : 'not null',
    column.default === null ? '' : `default ${column.default}`,
    column.isIdentity ? 'generated by default as identity' : '',
  ].join(' ');

const addForeignKeys = ({ name, foreignKeys }: TableShape): string[] =>
  foreignKeys.map(
    (key) => `alter table "${name}" add constraint ${key.name} foreign key (${names(key.columns)})
      references "${key.table}" (${names(key.targets)}) on delete ${key.onDelete} on update ${key.onUpdate}`,
  );

function createIndex(table: TableShape, index: IndexShape): string {
  const parts = index.parts.map(({ sql, isDescending, areNullsFirst }) => {
    // Only trees are in an order.
    const order =
      index.method === 'btree' ? `${isDescending ? 'desc' : 'asc'} nulls ${areNullsFirst ? 'first' : 'last'}` : '';
    return `${sql.startsWith('"') ? sql : `(${sql})`} ${order}`;
  });
  const where = index.where === null ? '' : ` where ${index.where}`;
  const settings = index.settings === '' ? '' : ` with (${index.settings})`;
  const kind = index.isUnique ? 'unique index' : 'index';
  return `create ${kind} ${index.name} on "${table.name}" using ${index.method} (${parts.join(', ')})${settings}${where}`;
}
