import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { ItemId, PlayId, ServerId, UserId } from '#contract/ids.ts';
import { inTransaction } from '#db/pool.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import type { TableQuery } from './play-filter.ts';
import { type HistoryTable, readHistoryTable } from './read-table.ts';
import { recordPlay } from './record-play.ts';
import { removePlays } from './remove-plays.ts';
import { changingPlays } from './summaries.ts';
import { forgetHistory } from './table-cache.ts';
import { fillHistory } from './table-testing.ts';

const QUERY: TableQuery = {
  filter: {},
  unit: 'group',
  isLiveIncluded: false,
  search: '',
  searchIn: ['friendlyName', 'ipAddress', 'platform', 'product', 'player', 'fullTitle'],
  order: [{ column: 'lastStartedAt', dir: 'desc' }],
  timeZone: 'America/New_York',
};

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillHistory(database, PLAYS);
});
afterAll(() => database.drop());
afterEach(() => vi.restoreAllMocks());

const read = (query: Partial<TableQuery>, offset = 0): Promise<HistoryTable> =>
  readHistoryTable(database.db, { ...QUERY, ...query }, () => ({ offset, limit: 25 }));

const Statement = z.object({ text: z.string() });

/** How the database reads what a request asks for, once the totals are known. */
async function plansOf(query: Partial<TableQuery>, offset: number): Promise<string[]> {
  await read(query, offset);
  const statements: [string, unknown[]][] = [];
  const { pool } = database;
  const original = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  vi.spyOn(pool, 'query').mockImplementation((...args: unknown[]) => {
    const parsed = Statement.safeParse(args[0]);
    if (parsed.success) statements.push([parsed.data.text, (args[1] ?? []) as unknown[]]);
    return original(...args);
  });
  await read(query, offset);
  vi.restoreAllMocks();
  const plans: string[] = [];
  for (const [text, values] of statements) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>({ text: `explain ${text}`, values });
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  return plans;
}

const PLAYS = 50_000;

/**
 * Makes the planner believe in so many rows. It multiplies rows a page with the pages there are, so reading all of a table
 * stays as cheap as it is for few rows: at the real size an index is chosen all the more. A million real rows take minutes
 * to make.
 */
const pretend = (rows: number) =>
  database.pool.query(
    `update pg_class set reltuples = reltuples * $1 where oid in (select unnest(array[indrelid, indexrelid]) from pg_index
      where indrelid in ('plays'::regclass, 'watch_groups'::regclass))`,
    [rows / PLAYS],
  );

describe.each([PLAYS, 1_000_000])('of %i plays', (rows) => {
  beforeAll(async () => {
    await pretend(rows);
  });

  test('the planner knows as many', async () => {
    const { rows: plan } = await database.pool.query<{ 'QUERY PLAN': string }>('explain select from plays');
    expect(Number(/rows=(\d+)/.exec(plan[0]!['QUERY PLAN'])?.[1])).toBeCloseTo(rows, -5);
  });

  test.each<[string, Partial<TableQuery>, number, RegExp]>([
    ['viewings', {}, 0, /Index Scan Backward using ix_watch_groups_last_started_at/],
    ['viewings far away', {}, 20_000, /Index Scan Backward using ix_watch_groups_last_started_at/],
    ['plays', { unit: 'play' }, 0, /Index Scan Backward using ix_plays_started_at/],
    ['plays far away', { unit: 'play' }, 30_000, /Index Scan Backward using ix_plays_started_at/],
    ['viewings of a person', { filter: { plexUserIds: [1001] } }, 0, /using ix_watch_groups_(last_started_at|user_id)/],
    ['viewings of a kind', { filter: { kinds: ['movie'] } }, 0, /Index Scan Backward using ix_plays_started_at/],
    ['viewings by a decision', { filter: { decisions: ['copy'] } }, 0, /using ix_plays_watch_group_id/],
    ['viewings found', { search: 'device 1' }, 0, /using ix_plays_watch_group_id/],
    [
      'viewings by their titles',
      { order: [{ column: 'fullTitle', dir: 'asc' }] },
      5_000,
      /using ix_plays_watch_group_id/,
    ],
  ])('%s are read off an index, and never all', async (_name, query, offset, index) => {
    const plans = await plansOf(query, offset);
    expect(plans.join('\n')).toMatch(index);
    expect(plans.filter((plan) => /Seq Scan on (plays|watch_groups)/.test(plan))).toEqual([]);
  });
});

/** A play of the first person. */
const recordOne = (minutes: number, startedAt: string) =>
  inTransaction(database.db, (tx) =>
    recordPlay(
      tx,
      {
        serverId: 1 as ServerId,
        userId: 1 as UserId,
        itemId: 5 as ItemId,
        itemSnapshotId: 5,
        streamSnapshotId: 1,
        playerId: 1,
        mediaType: 'track',
        isLive: false,
        startedAt: new Date(startedAt),
        stoppedAt: new Date(Date.parse(startedAt) + minutes * 60_000),
        lastSeenAt: new Date(startedAt),
        watchedMs: minutes * 60_000,
        pausedMs: 0,
        viewOffsetMs: minutes * 60_000,
        durationMs: 5_400_000,
        endedReason: 'stopped',
        ipAddress: '203.0.113.77',
        location: 'wan',
        isRelayed: false,
        isSecure: true,
        bandwidthKbps: null,
      },
      DEFAULT_SETTINGS,
    ),
  );

const KEPT: readonly Partial<TableQuery>[] = [
  {},
  { unit: 'play' },
  { filter: { plexUserIds: [1001] } },
  { filter: { ratingKeys: ['105'] } },
  { filter: { kinds: ['track'] }, search: 'device 1' },
  { filter: { decisions: ['direct play'] } },
  { search: 'title e' },
  { search: 'title e', unit: 'play' },
  { search: '203.0.113.7' },
  { order: [{ column: 'player', dir: 'asc' }] },
];

const everything = () => Promise.all(KEPT.map((query) => read(query)));

test('what is kept between requests is true after every play that is recorded or removed', async () => {
  const checked = async (): Promise<HistoryTable[]> => {
    const kept = await everything();
    forgetHistory(database.db);
    expect(await everything()).toEqual(kept);
    return kept;
  };
  const before = await everything();
  const first = await recordOne(10, '2021-01-01T10:00:00Z');
  await recordOne(20, '2021-01-01T12:00:00Z');
  const grown = await checked();
  expect(grown[0]).toMatchObject({ plays: 50_002, found: (before[0]?.found ?? 0) + 1 });
  expect(grown[8]?.found).toBe(1);
  await inTransaction(database.db, (tx) => removePlays(tx, { kind: 'plays', ids: [first.playId, 17 as PlayId] }));
  const shrunk = await checked();
  expect(shrunk[0]?.plays).toBe(50_000);
});

test('a change of recorded plays is noticed, also when a new play hides it', async () => {
  const query: Partial<TableQuery> = { filter: { ratingKeys: ['106'] } };
  const before = await read(query);
  const moved = before.rows[0]!.totals.playIds;
  await inTransaction(database.db, (tx) =>
    changingPlays(tx, moved as readonly PlayId[], () =>
      tx.execute(sql`update plays set item_snapshot_id = 7 where id = any(${sql.param([...moved])}::int[])`),
    ),
  );
  await recordOne(15, '2021-02-01T10:00:00Z');
  expect((await read(query)).found).toBe(before.found - 1);
});
