import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '#log';
import { checkVersion, prepareDatabase } from './migrate.ts';
import { type Migration, readMigrations } from './migrations.ts';
import { createPool } from './pool.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let t: TestDatabase;
beforeEach(async () => {
  t = await createTestDatabase({ from: 'nothing' });
});
afterEach(() => t.drop());

const step = (id: number, ...statements: string[]): Migration => ({
  id,
  name: `000${id}_step`,
  hash: `h${id}`,
  statements,
});
const first = step(0, 'create table one (id int)', 'insert into one values (1)');
const second = step(1, 'create table two (id int)');
const broken = step(2, 'create table three (id int)', 'insert into nowhere values (1)');
const prepare = (migrations: Migration[], autoMigrate = false, pool = t.pool) =>
  prepareDatabase(pool, { autoMigrate, log: silentLog, migrations });
const tables = async (): Promise<string[]> =>
  (
    await t.pool.query<{ t: string }>(`select tablename as t from pg_tables where schemaname = 'public' order by 1`)
  ).rows.map(({ t: name }) => name);

test('an empty database is initialised, and is current afterwards', async () => {
  expect(await checkVersion(t.pool)).toEqual({ kind: 'empty', pending: readMigrations().length });
  await prepareDatabase(t.pool, { autoMigrate: false, log: silentLog });
  expect(await checkVersion(t.pool)).toEqual({ kind: 'current' });
  expect(await tables()).toContain('plays');
  const { rows } = await t.pool.query('select id, name, app_version, applied_at from spyglass_migrations limit 1');
  expect(rows[0]).toEqual({
    id: 0,
    name: '0000_baseline',
    app_version: expect.stringMatching(/^\d+\./),
    applied_at: expect.any(Date),
  });
});

test('an older database is refused with what to do, untouched', async () => {
  await prepare([first]);
  await expect(prepare([first, second])).rejects.toMatchObject({
    code: 'refused',
    message: 'The database is one version behind this Spyglass',
    hint: expect.stringContaining('npm run -s spyglass -- migrate'),
  });
  expect(await tables()).toEqual(['one', 'spyglass_migrations']);
});

test('an older database is updated when that is allowed, once', async () => {
  await prepare([first]);
  expect(await prepare([first, second], true)).toEqual({ kind: 'older', pending: 1 });
  expect(await prepare([first, second], true)).toEqual({ kind: 'current' });
  expect((await t.pool.query('select id from one')).rows).toEqual([{ id: 1 }]);
});

test('a newer database is refused', async () => {
  await prepare([first, second]);
  await expect(prepare([first], true)).rejects.toMatchObject({
    code: 'refused',
    message: 'The database was already used by a newer Spyglass',
  });
});

test('a migration that changed after it was applied is refused', async () => {
  await prepare([first]);
  await expect(prepare([{ ...first, hash: 'edited' }], true)).rejects.toMatchObject({
    code: 'refused',
    message: 'The database was made with a different migration "0000_step"',
  });
});

test.each([
  ['a table', 'create table photos (id int)'],
  ['a table in another schema', 'create schema gallery; create table gallery.photos (id int)'],
  ['a view', 'create view photos as select 1'],
])('somebody else’s database (%s) is refused, untouched', async (_name, statement) => {
  await t.pool.query(statement);
  await expect(prepare([first], true)).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('not Spyglass'),
  });
  expect(await tables()).not.toContain('spyglass_migrations');
});

test('two processes at once: each migration is applied once', async () => {
  const other = createPool(t.connection, { log: silentLog, applicationName: 'other' });
  const slow = step(0, 'create table one (id int)', 'select pg_sleep(0.3)');
  const found = await Promise.all([prepare([slow, second]), prepare([slow, second], false, other)]);
  expect(found.map(({ kind }) => kind).sort()).toEqual(['current', 'empty']);
  await other.end();
});

test('a failing migration undoes itself only, names itself, and can be repaired', async () => {
  await expect(prepare([first, second, broken])).rejects.toMatchObject({
    message: expect.stringMatching(/^The migration "0002_step" failed: .*nowhere/),
  });
  expect(await tables()).toEqual(['one', 'spyglass_migrations', 'two']);
  await prepare([first, second, step(2, 'create table three (id int)')], true);
  expect(await tables()).toEqual(['one', 'spyglass_migrations', 'three', 'two']);
});

test('the settings of a migration do not reach the next user of the pool', async () => {
  await prepare([first]);
  expect((await t.pool.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '1min' }]);
});
