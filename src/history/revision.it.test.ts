import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { PlayId } from '#contract/ids.ts';
import { createDb, createPool, inTransaction, type Tx } from '#db/pool.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { removePlays } from './remove-plays.ts';
import { historyRevision, type Revision } from './revision.ts';
import { changingPlays, rebuildSummaries } from './summaries.ts';
import { fillHistory } from './table-testing.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillHistory(database, 100);
  await database.pool.query(`insert into sessions (server_id, session_key, user_id, item_id, item_snapshot_id, stream_snapshot_id,
      player_id, media_type, is_live, state, started_at, last_seen_at, view_offset_ms, view_offset_at, watched_ms, paused_ms,
      buffer_count, location, is_relayed, is_transcode_throttled)
    values (1, '7', 1, 1, 1, 1, 1, 'movie', false, 'playing', now(), now(), 0, now(), 0, 0, 0, 'lan', false, false)`);
});
afterAll(() => database.drop());

const revision = (): Promise<Revision> => historyRevision(database.db);

/** Which parts a change makes another. */
async function changed(change: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  const before = await revision();
  await inTransaction(database.db, change);
  const after = await revision();
  expect(await revision()).toEqual(after);
  return (['records', 'streams'] as const).filter((part) => before[part] !== after[part]);
}

const statement = (text: string) => (tx: Tx) => tx.execute(sql.raw(text));

test.each<[string, (tx: Tx) => Promise<unknown>, string[]]>([
  ['somebody is called differently', statement(`update users set friendly_name = 'X' where id = 3`), ['records']],
  ['somebody was renewed as they were', statement('update users set username = username where id = 3'), ['records']],
  ['somebody may see more', statement(`insert into server_access (server_id, user_id) values (1, 2)`), ['records']],
  ['somebody may see less', statement('delete from server_access where user_id = 2'), ['records']],
  ['a library is gone', statement('update libraries set is_deleted = true where id = 2'), ['records']],
  [
    'plays of the past were changed',
    (tx) => changingPlays(tx, [9 as PlayId], () => tx.execute(sql`update plays set library_id = 1 where id = 9`)),
    ['records'],
  ],
  ['a play is removed', (tx) => removePlays(tx, { kind: 'plays', ids: [13 as PlayId] }), ['records']],
  ['everything was counted anew', (tx) => rebuildSummaries(tx), ['records']],
  ['a stream moves', statement('update sessions set view_offset_ms = 5'), ['streams']],
  ['a stream ends', statement('delete from sessions'), ['streams']],
  ['a setting is changed', statement(`insert into settings (key, value) values ('x', '1')`), []],
  ['nothing was changed in the end', statement('update users set username = username where false'), []],
])('%s', async (_name, change, parts) => {
  expect(await changed(change)).toEqual(parts);
});

test('what another process changes is noticed, and only once it is committed', async () => {
  const pool = createPool(database.connection, { log: silentLog, applicationName: 'other' });
  try {
    const before = await revision();
    await inTransaction(createDb(pool), async (tx) => {
      await tx.execute(sql`update users set username = 'Y' where id = 4`);
      expect(await revision()).toEqual(before);
    });
    expect((await revision()).records).not.toBe(before.records);
  } finally {
    await pool.end();
  }
});

/** How the database answers the question that one `revision` asks. */
async function planOfRevision(): Promise<string> {
  const spy = vi.spyOn(database.pool, 'query');
  await revision();
  const [asked] = spy.mock.calls as unknown as [[{ text: string }, string[]]];
  spy.mockRestore();
  const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>({
    text: `explain (analyze, costs off) ${asked[0].text}`,
    values: asked[1],
  });
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

test('while nothing is written no table is looked at', async () => {
  // Whoever writes to another database of the same server is a reason to look, and tests run side by side.
  await vi.waitFor(async () => {
    const scans = (await planOfRevision()).match(/^.* Scan .*$/gm) ?? [];
    expect(scans.length).toBeGreaterThan(5);
    expect(scans.filter((scan) => !/never executed|Subquery|Function/.test(scan))).toEqual([]);
  });
});
