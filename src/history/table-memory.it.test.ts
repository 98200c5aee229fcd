/** Rows made in memory are those the database makes, in the same order. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { runImport, SAMPLE_CONFIG, unpackSample } from '#tautulli/import/import-testing.ts';
import { type Understood, understand } from './plan-table.ts';
import { type PlayFilter, TABLE_COLUMNS, type TableColumn, type TableQuery } from './play-filter.ts';
import { amountsIn } from './queries-table.ts';
import { tableAmounts } from './table-amounts.ts';
import { forgetHistory, tableCache } from './table-cache.ts';
import { readKeys } from './table-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'spyglass-table-'));
let database: TestDatabase;

/** What recording brings and what only imports bring. */
const ODDITIES = `
  update plays set started_at = started_at + id % 7 * interval '1 ms', stopped_at = stopped_at + id % 11 * interval '1 ms';
  update plays set duration_ms = null where id % 19 = 3;
  update plays set duration_ms = 0 where id % 23 = 3;
  update plays set view_offset_ms = null where id % 29 = 3;
  update plays set ip_address = null where id % 31 = 3;
  update plays set imported_values = '{"ip_address": ""}', ip_address = null where id % 401 = 3;
  update plays set imported_values = '{"ip_address": null}' where id % 403 = 3;
  update plays set imported_values = '{"ip_address": "Not An Address"}' where id % 407 = 3;
  update plays set anomalies = '{no_stop}', stopped_at = started_at where id % 37 = 3;
  update plays set anomalies = '{no_stop}', started_at = 'epoch', stopped_at = 'epoch' where id % 411 = 3;
  update plays set paused_ms = id % 3000 where id % 5 = 3;
  update watch_groups g set best_play_id = n.best, started_at = n.first, last_started_at = n.last, stopped_at = n.stopped,
      watched_ms = n.watched, paused_ms = n.paused
    from (select watch_group_id, (array_agg(id order by percent desc nulls last, case when percent is null then -id else id end))[1] as best,
        min(started_at) as first, max(started_at) as last, max(stopped_at) as stopped, sum(watched_ms) as watched, sum(paused_ms) as paused
      from (select *, coalesce(view_offset_ms, 0.1::float8) / nullif(coalesce(duration_ms, 1::float8), 0) * 100 as percent from plays) p
      group by 1) n where n.watch_group_id = g.id;
  insert into sessions (server_id, session_key, user_id, item_id, item_snapshot_id, stream_snapshot_id, player_id, media_type,
      is_live, state, started_at, last_seen_at, view_offset_ms, view_offset_at, watched_ms, paused_ms, buffer_count, location,
      is_relayed, is_transcode_throttled, ip_address, duration_ms)
    select p.server_id, row_number() over (), p.user_id, i.item_id, i.id, p.stream_snapshot_id, p.player_id, i.media_type, p.is_live,
      'playing', p.started_at, p.stopped_at, coalesce(p.view_offset_ms, 0), p.stopped_at, p.watched_ms, p.paused_ms, 0, 'lan', false,
      false, p.ip_address, p.duration_ms
    from (select * from plays where id % 500 = 7 and stopped_at > started_at and paused_ms >= 0 and watched_ms >= 0 limit 5) p
      join item_snapshots i on i.id = p.item_snapshot_id`;

beforeAll(async () => {
  database = await createTestDatabase();
  await runImport(database, unpackSample(join(folder, 'tautulli.db')), { configPath: SAMPLE_CONFIG });
  await database.pool.query(ODDITIES);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const QUERY: TableQuery = {
  filter: {},
  unit: 'group',
  isLiveIncluded: true,
  search: '',
  searchIn: ['friendlyName', 'ipAddress', 'platform', 'product', 'player', 'fullTitle'],
  order: [{ column: 'lastStartedAt', dir: 'desc' }],
  timeZone: 'America/New_York',
};

const STRETCHES = [
  { offset: 0, limit: 40 },
  { offset: 1_234, limit: 25 },
];

/** What a query comes to. */
async function answer(understood: Understood) {
  const { db, query, plan } = understood;
  const over = await tableAmounts(understood);
  const running = query.isLiveIncluded ? (await amountsIn(db, plan, 'live')).rows : 0;
  const keys = [];
  for (const stretch of STRETCHES) keys.push(await readKeys(understood, { over: over.rows, running }, stretch));
  return { over, running, keys };
}

/** The answer from memory and that of the database; nothing is kept from one to the other. */
async function both(changes: Partial<TableQuery>) {
  const query = { ...QUERY, ...changes };
  const ask = async (inMemory: boolean) => {
    forgetHistory(database.db);
    const understood = await understand(database.db, query);
    const table = await understood.memory();
    return {
      isTold: table !== null,
      answer: await answer({
        ...understood,
        isInMemory: inMemory && table !== null,
        memory: async () => (inMemory ? table : null),
      }),
    };
  };
  const memory = await ask(true);
  return { isTold: memory.isTold, memory: memory.answer, database: (await ask(false)).answer };
}

/** What plays in columns do not say. */
const UNTOLD: ReadonlySet<TableColumn> = new Set([
  'userName',
  'location',
  'isSecure',
  'isRelayed',
  'playIds',
  'state',
  'sessionKey',
]);

describe.each(['group', 'play'] as const)('rows of a %s', (unit) => {
  test.each(TABLE_COLUMNS)('in the order of %s', async (column) => {
    for (const dir of ['asc', 'desc'] as const) {
      const { isTold, memory, database: expected } = await both({ unit, order: [{ column, dir }] });
      expect(isTold).toBe(!UNTOLD.has(column));
      expect(memory).toEqual(expected);
    }
  });

  test('in the order of several columns', async () => {
    const order = [
      { column: 'platform', dir: 'asc' },
      { column: 'mediaType', dir: 'desc' },
      { column: 'percent', dir: 'desc' },
    ] as const;
    const { isTold, memory, database: expected } = await both({ unit, order });
    expect([isTold, memory]).toEqual([true, expected]);
  });

  const FILTERS: readonly PlayFilter[] = [
    { kinds: ['episode'] },
    { kinds: ['episode', 'live'] },
    { decisions: ['transcode'] },
    { decisions: ['copy', 'direct play', 'no word'] },
    { decisions: [''] },
    { sectionIds: [1, 3] },
    { sectionIds: [] },
    { firstDay: '2025-09-01' },
    { firstDay: '2025-06-01', lastDay: '2025-10-31' },
    { days: ['2025-12-24', '2026-01-01'], kinds: ['episode', 'movie', 'track'] },
    { plexUserIds: [1_045_001, 1_045_002], decisions: ['transcode'] },
    { guidStarts: ['plex://'] },
  ];

  test.each(FILTERS)('with the filter %o', async (filter) => {
    for (const column of ['lastStartedAt', 'fullTitle'] as const) {
      const { isTold, memory, database: expected } = await both({ unit, filter, order: [{ column, dir: 'desc' }] });
      expect([isTold, memory]).toEqual([true, expected]);
    }
  });

  test.each(['the', 'a', 'plex', '192', '1', 'not an', 'zzzz', 'r%k', '_'])('found by %s', async (search) => {
    for (const filter of [{}, { kinds: ['episode'] }]) {
      const { isTold, memory, database: expected } = await both({ unit, search, filter });
      expect([isTold, memory]).toEqual([true, expected]);
    }
  });
});

test('what an index finds is left to the database', async () => {
  const isTold = async (filter: PlayFilter) => (await both({ filter })).isTold;
  const { rows } = await database.pool.query<{ key: string }>(
    'select rating_key as key from item_snapshots where rating_key is not null limit 1',
  );
  expect([
    await isTold({ ratingKeys: [rows[0]!.key] }),
    await isTold({ groupIds: [1] }),
    await isTold({ userNames: ['x'] }),
  ]).toEqual([false, false, false]);
});

test('moments that columns do not hold are left to the database', async () => {
  await database.pool.query(`update plays set stopped_at = '2100-01-01' where id = 9; delete from play_blocks`);
  forgetHistory(database.db);
  const understood = await understand(database.db, { ...QUERY, order: [{ column: 'stoppedAt', dir: 'desc' }] });
  expect(await understood.memory()).toBeNull();
  expect(tableCache(database.db).amounts.get('')).toBeUndefined();
});
