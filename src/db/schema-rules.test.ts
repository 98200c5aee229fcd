import { expect, test } from 'vitest';
import { describeTables, type IndexPart, type TableShape } from './describe-schema.ts';

const TABLES = describeTables();

/** PostgreSQL cuts longer names off. */
const LONGEST_NAME = 63;

/** Name of the column, or of those in an expression: `lower("users"."username")` is called after `username`. */
const columnsOf = (table: TableShape, { sql }: IndexPart): string[] =>
  [...sql.matchAll(/"(\w+)"(?!\.)/g)].map(([, name = '']) => name).filter((name) => name !== table.name);

test.each(TABLES.map((table) => [table.name, table] as const))(
  '%s: names say kind, table and columns',
  (name, table) => {
    const called = (kind: string, columns: readonly string[]): string => [kind, name, ...columns].join('_');
    expect(table.primaryKey?.name).toBe(`pk_${name}`);
    for (const one of table.uniques) expect(one.name).toBe(called('uq', one.columns));
    for (const one of table.foreignKeys) expect(one.name).toBe(called('fk', one.columns));
    for (const { name: index, isUnique, parts } of table.indexes) {
      const columns = parts.flatMap((part) => columnsOf(table, part));
      expect(index).toBe(called(isUnique ? 'uq' : 'ix', columns));
    }
    for (const check of table.checks) expect(check.name).toMatch(new RegExp(`^ck_${name}_[a-z_]+$`));
  },
);

test('names are plain, unique and not cut off', () => {
  const tables = TABLES.map(({ name }) => name);
  const rest = TABLES.flatMap(({ primaryKey, uniques, foreignKeys, indexes, checks }) =>
    [...(primaryKey === null ? [] : [primaryKey]), ...uniques, ...foreignKeys, ...indexes, ...checks].map(
      ({ name }) => name,
    ),
  );
  const names = [...tables, ...rest];
  expect(new Set(names).size).toBe(names.length);
  const all = [...names, ...TABLES.flatMap(({ columns }) => columns.map(({ name }) => name))];
  expect(all.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name) || name.length > LONGEST_NAME)).toEqual([]);
});

/** Foreign keys whose columns begin no index, by the reason why reading the table is good enough. */
const WITHOUT_INDEX: Readonly<Record<string, readonly string[]>> = {
  'the table has a handful of rows': [
    'fk_api_keys_account_id',
    'fk_api_keys_server_id',
    'fk_devices_import_id',
    'fk_exports_import_id',
    'fk_exports_server_id',
    'fk_imports_server_id',
    'fk_newsletters_import_id',
    'fk_notification_outbox_notifier_id',
    'fk_notification_outbox_server_id',
    'fk_notifiers_import_id',
    'fk_sessions_import_id',
    'fk_sessions_item_id',
    'fk_sessions_item_snapshot_id',
    'fk_sessions_player_id',
    'fk_sessions_stream_snapshot_id',
    'fk_sessions_user_id',
  ],
  'only removing a whole server asks for it, and most rows belong to the one server there is': [
    'fk_image_hashes_server_id',
    'fk_notification_log_server_id',
    'fk_plays_server_id',
    'fk_watch_groups_server_id',
  ],
  'only taking back a whole import asks for it': [
    'fk_newsletter_log_import_id',
    'fk_notification_log_import_id',
    'fk_plays_import_id',
    'fk_recently_added_import_id',
    'fk_sign_ins_import_id',
  ],
  'descriptions are never deleted, and every recorded play would pay for the index': [
    'fk_play_stream_changes_stream_snapshot_id',
    'fk_plays_player_id',
    'fk_plays_stream_snapshot_id',
  ],
  'only removing an account asks for it': ['fk_audit_log_account_id'],
};

/** What PostgreSQL can look up with: keys and indexes over all rows, by their first columns. */
const lookupsOf = (table: TableShape): readonly (readonly string[])[] => [
  ...(table.primaryKey === null ? [] : [table.primaryKey.columns]),
  ...table.uniques.map(({ columns }) => columns),
  ...table.indexes
    .filter(({ where }) => where === null)
    .map(({ parts }) => parts.flatMap((one) => columnsOf(table, one))),
];

test('every foreign key has an index, or a reason why not', () => {
  const without = TABLES.flatMap((table) =>
    table.foreignKeys.filter(
      ({ columns }) =>
        !lookupsOf(table).some((found) => columns.every((name) => found.slice(0, columns.length).includes(name))),
    ),
  );
  expect(without.map(({ name }) => name).sort()).toEqual(Object.values(WITHOUT_INDEX).flat().sort());
});

test('every foreign key points at a key', () => {
  const isKey = ({ table: target, targets }: TableShape['foreignKeys'][number]): boolean => {
    const table = TABLES.find(({ name }) => name === target);
    return [table?.primaryKey, ...(table?.uniques ?? [])].some((key) => key?.columns.join() === targets.join());
  };
  expect(TABLES.flatMap(({ foreignKeys }) => foreignKeys.filter((key) => !isKey(key)))).toEqual([]);
});

test('foreign keys go round in no circle, so tables can be filled and emptied one after another', () => {
  const open = new Map(TABLES.map(({ name, foreignKeys }) => [name, foreignKeys.map(({ table }) => table)]));
  for (let before = -1; before !== open.size; ) {
    before = open.size;
    for (const [name, targets] of open) if (!targets.some((target) => open.has(target))) open.delete(name);
  }
  expect([...open.keys()]).toEqual([]);
});
