/** Commands that ask Plex, over a database with plays and the recorded default world. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMediaInfoCache } from '#catalogue/media-info.ts';
import type { PlayId, ServerId } from '#contract/ids.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { recordedWorld, type WorldRoute } from '#plex/world-testing.ts';
import type { Services } from '../command.ts';
import { type Ask, askOver, NOW, somePlays } from './users-testing.ts';

let database: TestDatabase;
let serverId: ServerId;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  serverId = await somePlays(database);
});
afterAll(() => database.drop());

function world(routes: readonly WorldRoute[] = [], changes: Partial<Services> = {}): Ask {
  const { media, plexTv } = recordedWorld(routes);
  const services = {
    plex: async () => ({ id: serverId, media, plexTv }),
    mediaInfo: createMediaInfoCache(),
    movedPlays: new Set<PlayId>(),
    ...changes,
  };
  return askOver(database, services);
}

const DOWN: readonly WorldRoute[] = [
  '/library/metadata/101',
  '/hubs/search',
  '/library/sections',
  '/library/sections/1/all',
  '/identity',
  '/servers',
  '/:/prefs',
].map((path) => ({ path, fault: 'refused' }));

const playsOf = async (ask: Ask, rating_key: number): Promise<unknown> =>
  (await ask('get_item_watch_time_stats', { rating_key, query_days: 0 })).data;
const times = (total_plays: number) => [{ query_days: 0, total_plays, total_time: total_plays * 1800 }];

describe('a server that does not answer', () => {
  test.each<[string, Record<string, string | number>, unknown]>([
    ['get_metadata', { rating_key: 101 }, {}],
    ['get_children_metadata', { rating_key: 999 }, { children_count: 0, children_list: [] }],
    ['search', { query: 'salt' }, []],
    ['get_recently_added', { count: 5, section_id: 9 }, { recently_added: [] }],
    ['get_libraries', {}, []],
    ['get_server_identity', {}, {}],
    ['get_servers_info', {}, []],
    ['get_server_pref', { pref: 'FriendlyName' }, ''],
    ['get_server_friendly_name', {}, ''],
    ['get_new_rating_keys', { rating_key: 999, media_type: 'show' }, {}],
  ])('%s is empty', async (cmd, params, data) => {
    const expected = { status: 200, result: 'success', message: null, data };
    expect(await world(DOWN)(cmd, params)).toEqual(expected);
    expect(await askOver(database)(cmd, params)).toEqual(expected);
  });

  test.each<[string, Record<string, string | number>]>([
    ['get_collections_table', { section_id: 1 }],
    ['get_playlists_table', { section_id: 77 }],
    ['get_children_metadata', { rating_key: 999, media_type: 'artist' }],
  ])('%s fails', async (cmd, params) => {
    expect(await world(DOWN)(cmd, params)).toMatchObject({ status: 400, message: 'Check the logs for errors' });
  });
});

describe('the files of a library', () => {
  const ROWS = { section_id: 1, order_column: 'play_count', order_dir: 'desc' };

  test('come with what was played of them', async () => {
    const { data } = await world()('get_library_media_info', ROWS);
    expect(data).toMatchObject({
      recordsTotal: 3,
      last_refreshed: null,
      data: [{ rating_key: '101', play_count: 2 }, { play_count: null }, { play_count: null, last_played: null }],
    });
    const [first] = (data as { data: { last_played: number }[] }).data;
    expect(first?.last_played).toBe((NOW - 7 * 86_400_000 - 1_800_000) / 1000);
  });

  test('are kept until they are asked for anew or forgotten', async () => {
    const ask = world();
    const refreshed = async (params = {}): Promise<unknown> => {
      const { data } = await ask('get_library_media_info', { ...ROWS, ...params });
      return (data as { last_refreshed: unknown }).last_refreshed;
    };
    expect([await refreshed(), await refreshed(), await refreshed({ refresh: 'true' })]).toEqual([
      null,
      NOW / 1000,
      null,
    ]);
    expect(await ask('delete_media_info_cache', { section_id: 1 })).toMatchObject({
      message: 'Deleted media info table cache for library with id 1.',
    });
    expect(await refreshed()).toBeNull();
  });

  test.each([{}, { section_id: 'x' }, { section_id: 98 }, { rating_key: 98 }])('none for %o', async (params) => {
    expect((await world()('get_library_media_info', params as Record<string, string>)).data).toEqual({
      recordsFiltered: 0,
      recordsTotal: 0,
      draw: 0,
      data: [],
      filtered_file_size: 0,
      total_file_size: 0,
      last_refreshed: null,
    });
  });
});

describe('plays of items with other keys', () => {
  test('belong to the item with the new key', async () => {
    const ask = world();
    const moved = { old_rating_key: 101, new_rating_key: 103, media_type: 'movie' };
    expect(await ask('update_metadata_details', moved)).toMatchObject({
      status: 200,
      message: 'Updated metadata in database.',
    });
    expect([await playsOf(ask, 101), await playsOf(ask, 103)]).toEqual([times(0), times(2)]);
    const { data } = await ask('get_history', { rating_key: 103, grouping: 0 });
    expect(data).toMatchObject({ recordsFiltered: 2, data: [{ title: 'Quiet Orbit' }, { title: 'Quiet Orbit' }] });
  });

  test('stay where an earlier call of the same batch has put them', async () => {
    const ask = world();
    await ask('update_metadata_details', { old_rating_key: 101, new_rating_key: 103, media_type: 'movie' });
    const again = { old_rating_key: 103, new_rating_key: 102, media_type: 'movie' };
    expect((await ask('update_metadata_details', again)).message).toContain('No changes were made');
    expect(await playsOf(ask, 103)).toEqual(times(2));
    await ask('update_metadata_details', { ...again, single_update: 1 });
    expect(await playsOf(ask, 102)).toEqual(times(2));
  });

  test('stay when the server does not know the new key', async () => {
    const ask = world();
    const moved = { old_rating_key: 101, new_rating_key: 404404, media_type: 'movie' };
    expect(await ask('update_metadata_details', moved)).toMatchObject({ result: 'success' });
    expect(await playsOf(ask, 101)).toEqual(times(2));
  });

  test('a call without keys fails', async () => {
    expect(await world()('update_metadata_details', { old_rating_key: 1 })).toMatchObject({ status: 400 });
  });
});

describe('history', () => {
  test('plays are deleted by their ids', async () => {
    const ask = world();
    const { data } = await ask('get_history', { grouping: 0 });
    const ids = (data as { data: { row_id: number }[] }).data.map(({ row_id }) => row_id);
    expect(await ask('delete_history', { row_ids: `${ids[0]},${ids[1]},9999999,99999999999,x` })).toMatchObject({
      message: 'Deleted history.',
    });
    expect((await ask('get_history', { grouping: 0 })).data).toMatchObject({ recordsTotal: ids.length - 2 });
    expect(await ask('delete_history')).toMatchObject({ status: 400, message: 'No row ids received.' });
  });
});
