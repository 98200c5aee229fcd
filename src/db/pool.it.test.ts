import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '#log';
import { Problem } from '#problem';
import { createDb, createPool, inTransaction, isDatabaseDown } from './pool.ts';
import { settings } from './schema/index.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await createTestDatabase();
});
afterAll(() => t.drop());

test('counts and bigint columns are numbers, through the driver and through the models', async () => {
  const rows = await t.pool.query('select count(*) as n, 9007199254740991::bigint as big, now() as at from settings');
  expect(rows.rows[0]).toMatchObject({ n: 0, big: Number.MAX_SAFE_INTEGER, at: expect.any(Date) });
  const [row] = await t.db.select({ n: sql<number>`count(*)` }).from(settings);
  expect(row?.n).toBe(0);
});

test('an integer that a number cannot hold exactly is an error, not a rounded value', async () => {
  await expect(t.pool.query('select 9007199254740993::bigint')).rejects.toThrow('no safe integer');
});

test('sessions run in UTC with the time limits set', async () => {
  const { rows } = await t.pool.query(
    `select current_setting('timezone') tz, current_setting('statement_timeout') st, current_setting('lock_timeout') lt,
     current_setting('idle_in_transaction_session_timeout') it`,
  );
  expect(rows[0]).toEqual({ tz: 'UTC', st: '1min', lt: '30s', it: '1min' });
});

test('two transactions that deadlock both succeed in the end', async () => {
  await t.pool.query('create table pair (id int primary key, n int not null)');
  await t.pool.query('insert into pair values (1, 0), (2, 0)');
  const met = Promise.withResolvers<void>();
  let arrived = 0;
  let runs = 0;
  const cross = (first: number, second: number) =>
    inTransaction(t.db, async (tx) => {
      runs++;
      await tx.execute(sql`update pair set n = n + 1 where id = ${first}`);
      if (++arrived >= 2) met.resolve();
      await met.promise;
      await tx.execute(sql`update pair set n = n + 1 where id = ${second}`);
    });
  await Promise.all([cross(1, 2), cross(2, 1)]);
  expect(runs).toBe(3);
  expect((await t.pool.query('select n from pair order by id')).rows).toEqual([{ n: 2 }, { n: 2 }]);
});

test('a failure that is no conflict runs once and keeps nothing', async () => {
  let runs = 0;
  const failing = inTransaction(t.db, async (tx) => {
    runs++;
    await tx.execute(sql`create table never (id int)`);
    throw new Problem('invalid', 'no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(runs).toBe(1);
  expect((await t.pool.query(`select to_regclass('never') as t`)).rows[0].t).toBeNull();
});

test('a conflict that never ends is given up after five attempts', async () => {
  let runs = 0;
  const failing = inTransaction(t.db, async (tx) => {
    runs++;
    await tx.execute(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
  });
  await expect(failing).rejects.toThrow();
  expect(runs).toBe(5);
});

test('losing a connection that is in use rejects its query as "database down"; the pool goes on', async () => {
  const client = await t.pool.connect();
  const pid = (await client.query('select pg_backend_pid() as pid')).rows[0].pid;
  const sleeping = client.query('select pg_sleep(20)').then(
    () => undefined,
    (error: unknown) => error,
  );
  await t.pool.query('select pg_terminate_backend($1)', [pid]);
  expect(isDatabaseDown(await sleeping)).toBe(true);
  client.release();
  // The pool may hand out the dying connection once more before the driver notices its end.
  await expect.poll(() => t.pool.query('select 1 as one').then(({ rows }) => rows[0].one)).toBe(1);
});

test('losing an idle connection does not end the program', async () => {
  const pool = createPool(t.connection, { log: silentLog, applicationName: 'idle' });
  const pid = (await pool.query('select pg_backend_pid() as pid')).rows[0].pid;
  await t.pool.query('select pg_terminate_backend($1)', [pid]);
  await expect.poll(() => pool.totalCount).toBe(0);
  expect((await pool.query('select 1 as one')).rows[0].one).toBe(1);
  await pool.end();
});

test.each([
  ['nobody listens', { host: '127.0.0.1', port: 1 }],
  ['the socket is gone', { host: '/nonexistent', port: 5432 }],
])('isDatabaseDown: %s', async (_name, where) => {
  const pool = createPool({ ...t.connection, ...where }, { log: silentLog, applicationName: 'down' });
  const error = await pool.query('select 1').then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(isDatabaseDown(error)).toBe(true);
  await pool.end();
});

test('isDatabaseDown: a mistake in a query is not', async () => {
  const error = await t.db.execute(sql`select nothing`).catch((e: unknown) => e);
  expect(isDatabaseDown(error)).toBe(false);
});

test('a connection that breaks as a transaction begins is given back: the pool never runs empty', async () => {
  const pool = createPool(t.connection, { log: silentLog, applicationName: 'broken begin', max: 2 });
  const db = createDb(pool);
  let broken = 6;
  pool.on('acquire', (client) => {
    if (broken-- > 0)
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  });
  try {
    const outcomes = [];
    for (let n = 0; n < 6; n += 1) {
      outcomes.push(
        await inTransaction(db, () => Promise.resolve('committed')).catch((error: unknown) => isDatabaseDown(error)),
      );
    }
    expect(outcomes).toEqual([true, true, true, true, true, true]);
    expect(await inTransaction(db, (tx) => tx.$count(settings))).toBeTypeOf('number');
  } finally {
    await pool.end();
  }
});
