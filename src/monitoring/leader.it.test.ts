import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { LOCK_KEYS } from '#db/locks.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import { leadership } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { createLeader, type Leader, NotLeading } from './leader.ts';

const clock = systemClock();
let database: TestDatabase;
let leaders: Leader[];

beforeEach(async () => {
  database = await createTestDatabase();
  leaders = [];
});
afterEach(async () => {
  for (const leader of leaders) await leader.stop(0);
  await database.drop();
});

/** A candidate whose only duty notes what happens to it. */
function candidate(startDuty: () => Promise<void> = async () => undefined) {
  const { db, pool } = database;
  const leader = createLeader({ db, pool, clock, log: silentLog });
  const notes: string[] = [];
  const fenced: Db[] = [];
  leader.addDuty({
    name: 'noting',
    async start(own) {
      await startDuty();
      notes.push('start');
      fenced.push(own);
    },
    async stop(patienceMs) {
      notes.push(`stop ${patienceMs}`);
    },
  });
  leaders.push(leader);
  return { leader, notes, fenced };
}

const term = async () => (await database.db.select().from(leadership))[0];

/** Ends the connection that holds the lock, as a cut line does. */
const cutLock = () =>
  database.pool.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and objid = $1
     and database = (select oid from pg_database where datname = current_database())`,
    [LOCK_KEYS.leader],
  );

const hold = (db: Db): Promise<string> => inTransaction(db, async () => 'written');

test('the first leads, the second takes over when it stops', async () => {
  const [a, b] = [candidate(), candidate()];
  await a.leader.start();
  await b.leader.start();
  expect([a.leader.isLeading(), b.leader.isLeading()]).toEqual([true, false]);
  expect([a.notes, b.notes]).toEqual([['start'], []]);
  await a.leader.stop(1_234);
  expect(a.notes).toEqual(['start', 'stop 1234']);
  await expect.poll(() => b.notes, { timeout: 5_000 }).toEqual(['start']);
  expect(await term()).toMatchObject({ epoch: 2 });
});

describe('a leader whose connection is cut', () => {
  test('goes on when nobody else came forward', async () => {
    const a = candidate();
    await a.leader.start();
    const before = await term();
    await cutLock();
    expect(await hold(a.fenced[0]!)).toBe('written');
    await expect.poll(async () => (await cutLock()).rowCount, { timeout: 5_000 }).toBe(1);
    expect(a.leader.isLeading()).toBe(true);
    expect(a.notes).toEqual(['start']);
    expect(await term()).toEqual(before);
  });

  test('stops at once when another one leads, and writes nothing more', async () => {
    const a = candidate();
    await a.leader.start();
    // Somebody else was quicker.
    await database.db.update(leadership).set({ epoch: 7, holder: 'another' });
    await expect(hold(a.fenced[0]!)).rejects.toThrow(NotLeading);
    await cutLock();
    await expect.poll(() => a.notes, { timeout: 5_000 }).toEqual(['start', 'stop 0', 'start']);
    expect(await term()).toMatchObject({ epoch: 8 });
    await expect(hold(a.fenced[0]!)).rejects.toThrow(NotLeading);
    expect(await hold(a.fenced[1]!)).toBe('written');
  });
});

test('nobody begins to lead while a transaction of the leader is open', async () => {
  const a = candidate();
  await a.leader.start();
  const [entered, leave] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const writing = inTransaction(a.fenced[0]!, async () => {
    entered.resolve();
    await leave.promise;
  });
  await entered.promise;
  let isClaimed = false;
  const claim = database.db
    .update(leadership)
    .set({ epoch: 9, holder: 'another' })
    .then(() => {
      isClaimed = true;
    });
  await clock.sleep(100);
  expect(isClaimed).toBe(false);
  leave.resolve();
  await Promise.all([writing, claim]);
  expect(isClaimed).toBe(true);
});

test('a transaction that hangs holds up nobody for long', { timeout: 20_000 }, async () => {
  const a = candidate();
  await a.leader.start();
  const entered = Promise.withResolvers<void>();
  const wake = Promise.withResolvers<void>();
  const hanging = inTransaction(a.fenced[0]!, async (tx) => {
    entered.resolve();
    await wake.promise;
    await tx.select().from(leadership);
  });
  hanging.catch(() => undefined);
  await entered.promise;
  const begun = clock.monotonic();
  await database.db.update(leadership).set({ epoch: 9, holder: 'another' });
  expect(clock.monotonic() - begun).toBeLessThan(6_000);
  wake.resolve();
  await expect(hanging).rejects.toThrow();
});

test('a duty that cannot start fails the start; nothing is left half begun', async () => {
  let failures = 0;
  const a = candidate(async () => {
    failures += 1;
    throw new Error('not today');
  });
  await expect(a.leader.start()).rejects.toThrow('not today');
  expect(a.leader.isLeading()).toBe(false);
  expect(a.notes).toEqual(['stop 0']);
  expect(failures).toBe(1);
});
