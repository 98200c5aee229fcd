import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { ask, runImport, tableOf, unaccounted } from './import-testing.ts';
import { LOADS } from './loads/index.ts';
import { LATEST, makeOld, VERSIONS } from './old-releases-testing.ts';
import { renderPlays } from './render-testing.ts';
import { openReadOnly } from './source/queries-sqlite.ts';
import { readTables } from './source/read-tables.ts';
import { Folder } from './source/source-testing.ts';
import type { ImportReport } from './types.ts';

let database: TestDatabase;
let folder: Folder;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = new Folder();
});
afterAll(async () => {
  await database.drop();
  folder[Symbol.dispose]();
});

const T = 1_450_000_000;
const PLAYS = [
  { id: 1, reference_id: 1, rating_key: 10, at: 0 },
  { id: 2, reference_id: 1, rating_key: 10, at: 1_000 },
  { id: 3, reference_id: 3, rating_key: 11, at: 2_000 },
  { id: 4, reference_id: 4, rating_key: 10, at: 3_000 },
];

/** What a release writes, as far as it has the columns: five plays of two people, and one row of everything else. */
function fill(path: string, version: string): string {
  using old = makeOld(path, version);
  const { add } = old;
  add('users', { id: 1, user_id: 7, username: 'jo', friendly_name: 'jo', email: 'jo@example.com', is_active: 1 });
  add('library_sections', { id: 1, server_id: 'abc', section_id: 5, section_name: 'Films', section_type: 'movie' });
  for (const { id, reference_id, rating_key, at } of [
    ...PLAYS,
    { id: 5, reference_id: 5, rating_key: 10, at: 4_000 },
  ]) {
    const [user_id, user] = id === 5 ? [8, 'gone'] : [7, 'jo'];
    const keys = { rating_key, parent_rating_key: '', grandparent_rating_key: '' };
    add('session_history', {
      ...{ id, reference_id, ...keys, started: T + at, stopped: T + at + 600, user_id, user, ip_address: '10.0.0.1' },
      ...{ paused_counter: 60, player: 'TV', platform: 'windows', machine_id: 'm1', media_type: 'movie' },
      ...{
        view_offset: 540_000,
        section_id: 5,
        quality_profile: 'Original',
        secure: 1,
        relayed: 0,
        product: 'Plex TV',
      },
    });
    add('session_history_metadata', {
      ...{
        id,
        ...keys,
        title: `Film ${rating_key}`,
        full_title: `Film ${rating_key}`,
        year: 1999,
        media_type: 'movie',
      },
      ...{ duration: 600_000, guid: `plex://movie/${rating_key}`, actors: 'A;B', live: 0, section_id: 5, labels: 'x' },
      ...{ parent_title: '', media_index: '', marker_credits_first: 500_000 },
    });
    const isNew = version === LATEST || VERSIONS.indexOf(version) >= VERSIONS.indexOf('v2.0.0-beta');
    add('session_history_media_info', {
      ...{ id, rating_key, video_decision: 'copy', audio_decision: 'transcode', duration: 600_000, container: 'mkv' },
      ...{ width: 1920, height: 1080, video_width: 1920, video_height: 1080, video_codec: 'h264', bitrate: 8_000 },
      ...{ video_resolution: isNew ? '1080' : '1080p', transcode_decision: 'copy', stream_container: 'mkv' },
      ...{ stream_video_decision: 'copy', stream_audio_decision: 'transcode', stream_video_resolution: 'sd' },
      ...{ video_full_resolution: '1080i', video_scan_type: 'interlaced', video_dynamic_range: 'SDR' },
      ...{
        stream_video_dynamic_range: 'HDR',
        stream_video_full_resolution: '480p',
        stream_video_scan_type: 'progressive',
      },
    });
  }
  const sent = { session_key: 3, rating_key: 10, user_id: 7, user: 'jo', agent_id: 1, agent_name: 'email' };
  add('notify_log', {
    ...{ id: 1, ...sent, on_play: T + 5, on_stop: T + 605, on_watched: '', on_created: T + 1 },
    ...{ timestamp: T + 5, notify_action: 'play', subject_text: 's', body_text: 'b', success: 0, notifier_id: 9 },
  });
  add('notify_log', {
    id: 2,
    ...sent,
    timestamp: T + 9,
    notify_action: 'stop',
    on_play: null,
    on_pause: T + 3,
    success: 1,
  });
  add('user_login', {
    id: 1,
    timestamp: T,
    user_id: 7,
    user: 'jo',
    user_group: 'admin',
    ip_address: '10.0.0.1',
    success: 0,
  });
  add('poster_urls', { id: 1, rating_key: 10, poster_title: 'Film', poster_url: 'https://i.example/1.png' });
  add('notifiers', {
    id: 1,
    agent_id: 1,
    agent_name: 'email',
    agent_label: 'Email',
    notifier_config: '{}',
    on_play: 1,
  });
  add('recently_added', { id: 1, added_at: T, pms_identifier: 'abc', section_id: 5, rating_key: 10, media_info: '{}' });
  add('exports', {
    id: 1,
    timestamp: T,
    section_id: 5,
    media_type: 'movie',
    title: 't',
    file_format: 'csv',
    complete: 0,
  });
  add('sessions', { id: 1, session_key: 1, rating_key: 10, user_id: 7 });
  return path;
}

test.each([...VERSIONS, LATEST])('%s is read to the last row', (version) => {
  const database = openReadOnly(fill(folder.at(`read-${version}.db`), version));
  const target = { send: () => undefined, progress: () => undefined };
  const read = readTables(database, LOADS, target, systemClock(), (secret) => secret);
  database.close();
  expect(read.find(({ table }) => table === 'session_history')).toMatchObject({ rowsRead: 5, emitted: { plays: 5 } });
  expect(read.every(({ rowsUnreadable }) => rowsUnreadable === 0)).toBe(true);
});

/** What is expected of v1.0, and what later releases changed. */
const CHANGES: readonly (readonly [version: string, change: object])[] = [
  [
    'v1.0',
    {
      version: null,
      section: [null, null],
      decisions: ['transcode', 'copy', 'transcode'],
      resolutions: ['1080', '1080p', 'progressive', '', '', ''],
      ranges: ['', ''],
      labels: '',
      quality: null,
      log: ['play 5 true 7', 'stop 605 true 7'],
      logRows: { rowsRead: 2, imported: 1, skipped: 1 },
      signIns: [],
      marker: null,
      product: null,
      posters: 0,
      exports: [],
    },
  ],
  [
    'v1.2.4',
    { log: ['created 1 true 7', 'pause 3 true 7', 'play 5 true 7', 'stop 605 true 7'], logRows: { imported: 2 } },
  ],
  ['v1.3.0', { section: [5, 'Films'] }],
  ['v1.3.8', { log: ['play 5 true 7', 'stop 9 true 7'], logRows: { imported: 2 } }],
  ['v1.4.9', { labels: 'x', signIns: [true], decisions: ['copy', 'copy', 'transcode'] }],
  [
    'v2.0.0-beta',
    {
      resolutions: ['1080', '1080p', 'progressive', 'sd', 'SD', 'progressive'],
      quality: 'Original',
      log: ['play 5 false 7 {"notifier_id": 9}', 'stop 9 true 7'],
      signIns: [false],
      product: 'Plex TV',
      posters: 1,
    },
  ],
  ['v2.1.36-beta', { posters: 0, resolutions: ['1080', '1080i', 'interlaced', 'sd', '480p', 'progressive'] }],
  ['v2.6.7', { exports: ['failed'], ranges: ['SDR', 'SDR'] }],
  ['v2.14.0-beta', { version: 'v2.14.0-beta', marker: 500_000 }],
  [LATEST, { version: LATEST }],
];

const EXPECTED = CHANGES.map(
  ([version], at) => [version, Object.assign({}, ...CHANGES.slice(0, at + 1).map(([, change]) => change))] as const,
);

async function found(report: ImportReport) {
  const [play] = await renderPlays(database);
  const { metadata, mediaInfo, history } = play!;
  const [library] = await ask<{ name: string }>(
    database,
    'select l.name from plays p join libraries l on l.id = p.library_id where p.id = 1',
  );
  const log = await ask<{ line: string }>(
    database,
    `select concat_ws(' ', action, extract(epoch from sent_at)::int - ${T}, case when is_success then 'true' else 'false' end,
       u.plex_user_id, l.imported_values) as line from notification_log l join users u on u.id = l.user_id order by sent_at`,
  );
  const sides = ['', 'stream_'].flatMap((side) =>
    ['video_resolution', 'video_full_resolution', 'video_scan_type'].map((name) => mediaInfo?.[`${side}${name}`]),
  );
  const { rowsRead, imported, skipped } = tableOf(report, 'notify_log');
  return {
    version: report.source.version,
    section: [history.section_id, library?.name ?? null],
    decisions: ['transcode_decision', 'video_decision', 'audio_decision'].map((name) => mediaInfo?.[name]),
    resolutions: sides,
    ranges: [mediaInfo?.video_dynamic_range, mediaInfo?.stream_video_dynamic_range],
    labels: metadata?.labels,
    quality: history.quality_profile,
    log: log.map(({ line }) => line),
    logRows: { rowsRead, imported, skipped },
    signIns: (await ask<{ is_success: boolean }>(database, 'select * from sign_ins')).map((one) => one.is_success),
    marker: metadata?.marker_credits_first,
    product: history.product === '' ? null : history.product,
    posters: tableOf(report, 'poster_urls').skipped,
    exports: (await ask<{ state: string }>(database, 'select state from exports')).map(({ state }) => state),
  };
}

test.each(EXPECTED)('a database of %s', async (version, expected) => {
  const path = fill(folder.at(`${version}.db`), version);
  const report = await runImport(database, path, { overwrite: true, serverName: 'Old' });
  expect(report.outcome).toBe('imported');
  expect(unaccounted(report)).toEqual([]);
  expect(await found(report)).toMatchObject(expected);
  const plays = await renderPlays(database);
  expect(
    plays.map(({ history: row }) => [row.id, row.reference_id, row.user, row.paused_counter, row.platform]),
  ).toEqual([
    ...PLAYS.map(({ id, reference_id }) => [id, reference_id, 'jo', 60, 'Windows']),
    [5, 5, 'gone', 60, 'Windows'],
  ]);
  expect(await ask(database, 'select username, friendly_name, is_deleted from users order by plex_user_id')).toEqual([
    { username: 'Local', friendly_name: null, is_deleted: false },
    { username: 'jo', friendly_name: null, is_deleted: false },
    { username: 'gone', friendly_name: null, is_deleted: true },
  ]);
});
