import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { LONG_TITLE, makeDirty, PLAYS, T } from './dirty-testing.ts';
import { ask, runImport, tableOf, unaccounted } from './import-testing.ts';
import { type RenderedPlay, renderPlays } from './render-testing.ts';
import { Folder } from './source/source-testing.ts';
import type { ImportReport } from './types.ts';

let database: TestDatabase;
let folder: Folder;
let report: ImportReport;
let plays: Map<number, RenderedPlay>;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = new Folder();
  report = await runImport(database, makeDirty(folder.at('tautulli.db')));
  plays = new Map((await renderPlays(database)).map((one) => [one.id, one]));
});
afterAll(async () => {
  await database.drop();
  folder[Symbol.dispose]();
});

describe('the report', () => {
  test('accounts for every row', () => {
    expect(unaccounted(report)).toEqual([]);
    expect(report.checksums.every((sum) => sum.isEqual)).toBe(true);
  });

  test.each([
    ['session_history', 36, 35, 0, 1],
    ['session_history_metadata', 36, 33, 0, 3],
    ['session_history_media_info', 35, 33, 0, 2],
    ['users', 4, 1, 0, 3],
    ['library_sections', 6, 3, 0, 3],
    ['notify_log', 5, 3, 0, 2],
    ['user_login', 3, 1, 0, 2],
    ['newsletters', 2, 2, 0, 0],
    ['newsletter_log', 2, 2, 0, 0],
    ['notifiers', 5, 5, 0, 0],
    ['mobile_devices', 3, 1, 0, 2],
    ['recently_added', 2, 1, 0, 1],
    ['sessions_continued', 3, 1, 1, 1],
    ['exports', 2, 2, 0, 0],
    ['tvmaze_lookup', 3, 1, 0, 2],
    ['image_hash_lookup', 3, 1, 0, 2],
    ['imgur_lookup', 2, 1, 0, 1],
    ['cloudinary_lookup', 1, 0, 0, 1],
    ['sessions', 1, 0, 0, 1],
  ])('%s: %i read, %i imported, %i merged, %i skipped', (table, rowsRead, imported, merged, skipped) => {
    expect(tableOf(report, table)).toMatchObject({ rowsRead, imported, merged, skipped });
  });

  test('counts what was found', () => {
    const found = (table: string) =>
      Object.fromEntries(report.issues.filter((one) => one.table === table).map(({ kind, count }) => [kind, count]));
    expect(found('session_history')).toEqual({
      ...{ impossible_time: 6, no_stop: 4, negative_length: 2, pause_exceeds_length: 1, milliseconds: 1 },
      ...{ user_missing: 2, platform_corrected: 2, nul_bytes: 2, id_too_large: 1, does_not_fit: 3, references: 5 },
    });
    expect(found('session_history_metadata')).toEqual({
      ...{ does_not_fit: 3, nul_bytes: 4, invalid_text: 1, orphans: 3, missing_items: 2 },
    });
    expect(found('session_history_media_info')).toEqual({ does_not_fit: 5, orphans: 2, missing_streams: 2 });
    expect(found('users')).toEqual({
      ...{ friendly_name_is_username: 1, duplicate_user: 1, user_without_id: 2, missing_users: 2 },
    });
    expect(found('library_sections')).toMatchObject({ library_without_server: 2, library_without_id: 1 });
    expect(found('notifiers')).toEqual({ agent_renamed: 3, agent_without_service: 1, invalid_json: 2 });
    expect(found('exports')).toEqual({ export_unfinished: 1 });
  });
});

interface Expectation {
  readonly history?: object;
  readonly metadata?: object | null;
  readonly mediaInfo?: object | null;
}

/** What became of each play; times, where nothing is said, are those of the file. */
const EXPECTED: Readonly<Record<number, Expectation>> = {
  1: { history: { started: T, stopped: T + 600, user: 'jo', secure: 1, relayed: 0, view_offset: 60_000 } },
  2: { history: { bandwidth: '', section_id: '', view_offset: '', secure: '' }, metadata: { year: '', live: '' } },
  3: {
    history: { user_id: ' 7.0 ', paused_counter: ' 7 ', bandwidth: 1 },
    metadata: { year: '1999.0' },
    mediaInfo: { bitrate: '8000.5' },
  },
  4: { history: { secure: 'true', relayed: 'off' }, mediaInfo: { subtitles: 'on', synced_version: 'maybe' } },
  5: { history: { rating_key: 'plex://movie/abc' }, metadata: { rating_key: 'plex://movie/abc' } },
  6: { history: { bandwidth: 5_000_000_000, view_offset: 3_000_000_000 }, metadata: { duration: 5_000_000_000 } },
  7: { metadata: { title: 'AB', guid: 'a' } },
  8: { metadata: { title: 'AC', guid: 'b' }, history: { user: 'jo', player: 'TV' } },
  9: { metadata: null, history: { rating_key: 10, media_type: 'movie' } },
  10: { mediaInfo: null },
  11: { metadata: null, mediaInfo: null },
  12: { history: { user_id: 31_337, user: 'Somebody gone' } },
  13: { history: { user_id: null, user: 'nobody' } },
  14: { history: { user_id: 'abc' } },
  15: { history: { section_id: 77 } },
  16: { history: { started: T + 100, stopped: T } },
  17: { history: { started: null, stopped: T + 600 } },
  18: { history: { started: 0, stopped: T + 600 } },
  19: { history: { started: T, stopped: null } },
  20: { history: { paused_counter: 3_600 } },
  21: { history: { reference_id: 21 } },
  22: { history: { reference_id: 22 } },
  23: { history: { reference_id: 23 } },
  24: { history: { reference_id: 24 } },
  25: { history: { started: -5, stopped: -4 } },
  26: { history: { started: T * 1_000, stopped: (T + 60) * 1_000 } },
  27: { history: { started: 10 ** 16 } },
  28: { history: { started: 'yesterday', stopped: 'today', paused_counter: -5 } },
  29: { history: { platform: 'Windows' } },
  30: { history: { platform: 'macOS' } },
  31: { history: { ip_address: 'N/A' } },
  32: { history: { location: 'moon', media_type: 'hologram' }, metadata: { media_type: 'hologram' } },
  33: { metadata: { title: LONG_TITLE, guid: '', originally_available_at: '2020-02-30' } },
  34: { metadata: { summary: 'back\\slash\ttab\r\nline \\N', actors: 'A;"B";{C};\\;', rating: '9'.repeat(300) } },
  35: { metadata: { tagline: 'A\ufffdB\ufffd\ufffd\ufffdC' } },
};

test.each(Object.keys(PLAYS))('play %s says what the file said', (id) => {
  expect(plays.get(Number(id))).toMatchObject(EXPECTED[Number(id)] ?? {});
});

test('typed columns have the right reading of it', async () => {
  const rows = await ask(
    database,
    `select p.id, extract(epoch from started_at)::float8 as started, extract(epoch from stopped_at)::float8 as stopped,
       watched_ms / 1000 as watched, paused_ms / 1000 as paused, percent_complete as percent, anomalies, u.username as person
     from plays p join users u on u.id = p.user_id where p.id in (3, 4, 6, 13, 16, 17, 18, 19, 20, 25, 26, 27) order by p.id`,
  );
  const plain = { started: T, stopped: T + 600, watched: 600, paused: 0, percent: 10, anomalies: null, person: 'jo' };
  expect(rows).toEqual([
    { ...plain, id: 3, watched: 593, paused: 7, percent: 0 },
    { ...plain, id: 4, percent: 100 },
    { ...plain, id: 6, percent: 0, anomalies: ['impossible_time'] },
    { ...plain, id: 13, person: 'Local' },
    { ...plain, id: 16, started: T + 100, stopped: T, watched: -100, anomalies: ['negative_length'] },
    { ...plain, id: 17, started: T + 600, watched: 0, anomalies: ['impossible_time'] },
    { ...plain, id: 18, started: 0, watched: T + 600, anomalies: ['impossible_time'] },
    { ...plain, id: 19, stopped: T, watched: 0, anomalies: ['no_stop'] },
    { ...plain, id: 20, stopped: T + 60, watched: -3_540, paused: 3_600, anomalies: ['pause_exceeds_length'] },
    { ...plain, id: 25, started: 0, stopped: 0, watched: 0, anomalies: ['no_stop', 'impossible_time'] },
    { ...plain, id: 26, stopped: T + 60, watched: 60 },
    { ...plain, id: 27, started: 0, stopped: 0, watched: 0, anomalies: ['no_stop', 'impossible_time'] },
  ]);
});

test('new rows find a number', async () => {
  const next = await ask(database, `select nextval(pg_get_serial_sequence('plays', 'id')) as id`);
  expect(next).toEqual([{ id: Object.keys(PLAYS).length + 1 }]);
});
