import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '#log';
import { catalogueOf } from './catalogue-testing.ts';
import { prepareDatabase } from './migrate.ts';
import { type Migration, readMigrations } from './migrations.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

/** A database of the first version with recorded plays, brought up to date. */
let t: TestDatabase;

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 20, minute)).toISOString();

async function insert(table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  await t.pool.query(`insert into ${table} (${columns}) values (${places})`, Object.values(row));
}

const what = { server_id: 1, user_id: 1, item_id: 1, media_type: 'movie' };

const group = (id: number, latest: number): Promise<void> =>
  insert('watch_groups', {
    id,
    ...what,
    latest_play_id: latest,
    play_count: 2,
    started_at: at(0),
    stopped_at: at(50),
    watched_ms: 1,
    paused_ms: 0,
    percent_complete: 90,
  });

const play = (id: number, watchGroup: number, minute: number, percent: number): Promise<void> =>
  insert('plays', {
    id,
    watch_group_id: watchGroup,
    ...what,
    item_snapshot_id: 1,
    stream_snapshot_id: 1,
    player_id: 1,
    is_live: false,
    started_at: at(minute),
    stopped_at: at(minute + 5),
    last_seen_at: at(minute + 4),
    watched_ms: 300_000,
    paused_ms: 0,
    view_offset_ms: 1,
    percent_complete: percent,
    ended_reason: 'lost',
    location: 'lan',
    is_relayed: false,
    ip_address: '10.0.0.7',
  });

async function describeOne(): Promise<void> {
  await insert('servers', { id: 1, name: 'Attic', url: 'http://attic:32400', token_sealed: 'sealed' });
  await insert('users', { id: 1, username: 'ann' });
  await insert('items', { id: 1, server_id: 1, identity: 'plex://movie/1', media_type: 'movie' });
  const lists = { genres: ['Drama'], directors: [], writers: [], actors: [], labels: [] };
  await insert('item_snapshots', {
    id: 1,
    item_id: 1,
    hash: Buffer.from('a'),
    base_hash: Buffer.from('b'),
    media_type: 'movie',
    is_live: false,
    title: 'One',
    full_title: 'One',
    rating: 7.8,
    is_markers_known: false,
    ...lists,
  });
  const hardware = {
    is_hw_requested: false,
    is_hw_decoding: false,
    is_hw_encoding: false,
    is_hw_full_pipeline: false,
  };
  await insert('stream_snapshots', {
    id: 1,
    hash: Buffer.from('a'),
    decision: 'copy',
    is_source_known: true,
    ...hardware,
    has_subtitles: false,
    is_optimized_version: false,
  });
  await insert('players', { id: 1, hash: Buffer.from('a'), title: 'Sofa' });
}

const migrate = (migrations: readonly Migration[]) =>
  prepareDatabase(t.pool, { autoMigrate: true, log: silentLog, migrations });

beforeAll(async () => {
  t = await createTestDatabase({ from: 'nothing' });
  await migrate(readMigrations().slice(0, 1));
  await describeOne();
  // The groups' old numbers are each other's new ones, and the third one's is taken.
  await group(1, 4);
  await group(2, 3);
  await group(3, 6);
  await play(1, 2, 0, 90);
  await play(2, 1, 10, 40);
  await play(3, 2, 20, 20);
  await play(4, 1, 30, 40);
  await play(5, 3, 50, 10);
  // Recorded late: the newest number began first.
  await play(6, 3, 40, 60);
  expect(await migrate(readMigrations())).toEqual({ kind: 'older', pending: readMigrations().length - 1 });
});

afterAll(() => t?.drop());

test('groups are called after their first play and know their furthest play and newest start', async () => {
  const { rows } = await t.pool.query(
    'select id, latest_play_id, best_play_id, last_started_at, play_count, percent_complete from watch_groups order by id',
  );
  const kept = { play_count: 2, percent_complete: 90 };
  expect(rows).toEqual([
    { id: 1, latest_play_id: 3, best_play_id: 1, last_started_at: new Date(at(20)), ...kept },
    { id: 2, latest_play_id: 4, best_play_id: 2, last_started_at: new Date(at(30)), ...kept },
    { id: 5, latest_play_id: 6, best_play_id: 6, last_started_at: new Date(at(50)), ...kept },
  ]);
});

test('every play is in the group it was in, with what was known of it', async () => {
  const { rows } = await t.pool.query('select id, watch_group_id from plays order by id');
  expect(rows.map(({ id, watch_group_id }) => [id, watch_group_id])).toEqual([
    [1, 1],
    [2, 2],
    [3, 1],
    [4, 2],
    [5, 5],
    [6, 5],
  ]);
  const first = await t.pool.query('select * from plays where id = 1');
  expect(first.rows[0]).toMatchObject({
    started_at: new Date(at(0)),
    stopped_at: new Date(at(5)),
    last_seen_at: new Date(at(4)),
    watched_ms: 300_000,
    ended_reason: 'lost',
    location: 'lan',
    ip_address: '10.0.0.7',
    import_id: null,
    anomalies: null,
    imported_values: null,
  });
});

test('descriptions keep what they said, ratings their digits', async () => {
  const { rows } = await t.pool.query('select title, genres, rating, is_placeholder from item_snapshots');
  expect(rows).toEqual([{ title: 'One', genres: ['Drama'], rating: '7.8', is_placeholder: false }]);
});

test('the result has the same schema as a new database', async () => {
  const fresh = await createTestDatabase();
  const both = [await t.pool.connect(), await fresh.pool.connect()];
  const catalogues = await Promise.all(both.map((client) => catalogueOf(client, 'public')));
  for (const client of both) client.release();
  await fresh.drop();
  expect(catalogues[0]).toEqual(catalogues[1]);
});
