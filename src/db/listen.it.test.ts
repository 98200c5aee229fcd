import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { silentLog } from '#log';
import { type Listening, listen, notify } from './listen.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

const clock = systemClock();
let t: TestDatabase;
let listening: Listening | undefined;
beforeAll(async () => {
  t = await createTestDatabase();
});
afterEach(async () => {
  await listening?.stop();
  listening = undefined;
});
afterAll(() => t.drop());

async function collect(): Promise<{ got: string[]; reconnects: () => number }> {
  const got: string[] = [];
  let reconnects = 0;
  listening = await listen(t.connection, 'Live events', (payload) => got.push(payload), {
    clock,
    log: silentLog,
    onReconnected: () => reconnects++,
  });
  return { got, reconnects: () => reconnects };
}

const endListener = (): Promise<unknown> =>
  t.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'spyglass listen Live events'
    and datname = current_database()`);

test('messages arrive when their transaction commits, and never from one that was undone', async () => {
  const { got, reconnects } = await collect();
  await t.db.transaction(async (tx) => {
    await notify(tx, 'Live events', { id: 1 });
    await clock.sleep(50);
    expect(got).toEqual([]);
  });
  await t.db
    .transaction(async (tx) => {
      await notify(tx, 'Live events', { id: 2 });
      throw new Error('undone');
    })
    .catch(() => undefined);
  await notify(t.db, 'Live events', { id: 3 });
  await expect.poll(() => got).toEqual(['{"id":1}', '{"id":3}']);
  expect(reconnects()).toBe(0);
});

test('a lost connection is made again, and the reader is told to look', async () => {
  const { got, reconnects } = await collect();
  await endListener();
  await expect.poll(reconnects).toBe(1);
  await notify(t.db, 'Live events', { id: 4 });
  await expect.poll(() => got).toEqual(['{"id":4}']);
});

test('an unreachable database does not stop the caller; stopping works at any time', async () => {
  const away = await listen({ ...t.connection, host: '/nonexistent' }, 'c', () => undefined, {
    clock,
    log: silentLog,
    onReconnected: () => undefined,
  });
  await away.stop();
});

test.each([
  [7_997, true],
  [7_998, false],
])('a payload of %i characters and two quotes: sent %s', async (length, sent) => {
  const sending = notify(t.db, 'c', 'x'.repeat(length));
  await (sent ? expect(sending).resolves.toBeUndefined() : expect(sending).rejects.toThrow(RangeError));
});

test('the limit counts bytes, not characters', async () => {
  await expect(notify(t.db, 'c', 'é'.repeat(4_000))).rejects.toThrow('8002 bytes');
});
