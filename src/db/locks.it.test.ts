import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { silentLog } from '#log';
import { LOCK_KEYS, tryHoldLock, withAdvisoryLock } from './locks.ts';
import { createPool } from './pool.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

const clock = systemClock();
let t: TestDatabase;
beforeAll(async () => {
  t = await createTestDatabase();
});
afterAll(() => t.drop());

const endHolder = (): Promise<unknown> =>
  t.pool.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = $1
     and database = (select oid from pg_database where datname = current_database())`,
    [LOCK_KEYS.leader],
  );

test('the numbers of the locks are all different', () => {
  const numbers = Object.values(LOCK_KEYS);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('one at a time: the second waits for the first', async () => {
  const order: string[] = [];
  const started = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const [a, b] = await Promise.all([t.pool.connect(), t.pool.connect()]);
  const first = withAdvisoryLock(a, 'migrate', async () => {
    started.resolve();
    await go.promise;
    order.push('first');
  });
  await started.promise;
  const second = withAdvisoryLock(b, 'migrate', async () => void order.push('second'));
  await clock.sleep(50);
  expect(order).toEqual([]);
  go.resolve();
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'second']);
  a.release();
  b.release();
});

test('a failure frees the lock and is passed on', async () => {
  const client = await t.pool.connect();
  const failing = withAdvisoryLock(client, 'migrate', () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  const held = await tryHoldLock(t.pool, 'migrate', clock);
  expect(held).not.toBeNull();
  await held?.release();
  client.release();
});

test('only one holds a lock; after its release the next one can', async () => {
  const held = await tryHoldLock(t.pool, 'leader', clock);
  expect(held?.isHeld()).toBe(true);
  expect(await tryHoldLock(t.pool, 'leader', clock)).toBeNull();
  let lost = 0;
  held?.onLost(() => lost++);
  await held?.release();
  expect(lost).toBe(0);
  expect(held?.isHeld()).toBe(false);
  const next = await tryHoldLock(t.pool, 'leader', clock);
  expect(next).not.toBeNull();
  await next?.release();
});

test('a holder learns that it lost the lock, also when it asks late', async () => {
  const held = await tryHoldLock(t.pool, 'leader', clock);
  let lost = 0;
  held?.onLost(() => lost++);
  await endHolder();
  await expect.poll(() => lost).toBe(1);
  expect(held?.isHeld()).toBe(false);
  held?.onLost(() => lost++);
  expect(lost).toBe(2);
  await held?.release();
});

test('a connection that stopped answering counts as lost', async () => {
  const ticks: (() => void)[] = [];
  const delays: (() => void)[] = [];
  const manual = {
    ...clock,
    every: (_ms: number, run: () => void) => {
      ticks.push(run);
      return () => undefined;
    },
    after: (_ms: number, run: () => void) => {
      delays.push(run);
      return () => undefined;
    },
  };
  const held = await tryHoldLock(t.pool, 'leader', manual);
  ticks[0]?.();
  delays[0]?.();
  expect(held?.isHeld()).toBe(false);
  await held?.release();
});

test('an unreachable database is an error, not "somebody else holds it"', async () => {
  const pool = createPool({ ...t.connection, host: '/nonexistent' }, { log: silentLog, applicationName: 'down' });
  await expect(tryHoldLock(pool, 'leader', clock)).rejects.toThrow();
  await pool.end();
});
