import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { ITEM_COLUMNS } from '../legacy-rows/item-columns.ts';
import { PLAY_COLUMNS, PLAYER_COLUMNS } from '../legacy-rows/play-columns.ts';
import {
  ask,
  changeOld,
  type OldRow,
  readOld,
  runImport,
  SAMPLE_CONFIG,
  tableOf,
  unaccounted,
  unpackSmall,
} from './import-testing.ts';
import { renderRunning } from './render-running-testing.ts';
import { Folder } from './source/source-testing.ts';

const INFO = {
  art: '/art/9',
  summary: 'What happens',
  directors: ['Ann', 'Bob'],
  platform_version: '17',
  product_version: '8.4',
  profile: 'iOS',
  stream_subtitle_container: 'srt',
  transcode_hw_requested: 1,
  title: 'is in the row already',
  media_info: [{ parts: [] }],
};

/** What the sample lacks: odd states and addresses, pauses, a key twice, somebody who is gone. */
const PECULIARITIES = `
  UPDATE sessions SET raw_stream_info = '${JSON.stringify(INFO)}', ip_address = 'somewhere', location = 'moon', user = 'old name' WHERE id = 1;
  UPDATE sessions SET last_paused = stopped - 5, buffer_count = 3, buffer_last_triggered = started + 9, watched = 1, marker = 2,
    initial_stream = 0, transcode_key = '/transcode/sessions/abc', secure = NULL, relayed = NULL, year = '' WHERE id = 2;
  UPDATE sessions SET state = 'stopped', raw_stream_info = 'no JSON', view_offset = '', live = 1, live_uuid = 'u1',
    channel_title = 'One', rating_key = '', user_id = 424242 WHERE id = 3;
  INSERT INTO sessions (session_key, rating_key, media_type, started, stopped, user_id, title, full_title, state)
    SELECT 5000, 5, 'movie', 1773190000, 1773190100, 1045001, 'Old', 'Old', 'playing' UNION ALL
    SELECT 5000, 6, 'movie', 1773191000, 1773191500, 1045001, 'New', 'New', 'error';
  INSERT INTO sessions (rating_key) VALUES (7);
`;

let database: TestDatabase;
let folder: Folder;
let path: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = new Folder();
  path = unpackSmall(folder.at('tautulli.db'));
  changeOld(path, PECULIARITIES);
});
afterAll(async () => {
  await database.drop();
  folder[Symbol.dispose]();
});

const GONE = new Set([
  ...['id', 'friendly_name', 'intro', 'credits', 'commercial'],
  ...['write_attempts', 'rating_key_websocket', 'raw_stream_info'],
]);
const EXACT = new Set([...ITEM_COLUMNS, ...PLAYER_COLUMNS, ...PLAY_COLUMNS].map(({ column }) => column));
EXACT.delete('live');
/** Of everything but the item, the device and the network, blank, NULL and a flag that is off say the same. */
const plain = (name: string, value: unknown): unknown =>
  !EXACT.has(name) && (value === '' || value === 0) ? null : value;

describe('streams that ran when the file was written', () => {
  test('come along, the newest of a key, and every row is accounted for', async () => {
    const report = await runImport(database, path, { configPath: SAMPLE_CONFIG });
    expect(unaccounted(report)).toEqual([]);
    expect(tableOf(report, 'sessions')).toMatchObject({ rowsRead: 6, imported: 4, skipped: 2 });
    const found = report.issues.filter(({ table }) => table === 'sessions').map(({ kind, count }) => [kind, count]);
    expect(Object.fromEntries(found)).toEqual({
      ...{ incomplete_row: 1, repeated_stream: 1, invalid_json: 1, not_an_address: 1 },
      does_not_fit: 1,
    });
  });

  test('are given back with every value', async () => {
    const ours = await renderRunning(database);
    const old = readOld(path, 'SELECT * FROM sessions WHERE id NOT IN (4, 6)');
    const differences = old.flatMap((row: OldRow) => {
      const made = ours.get(String(row.session_key));
      return Object.entries(row)
        .filter(([name]) => !GONE.has(name))
        .filter(([name, value]) => plain(name, value) !== plain(name, made?.[name]))
        .map(
          ([name, value]) => `${row.session_key}.${name}: ${JSON.stringify(value)} / ${JSON.stringify(made?.[name])}`,
        );
    });
    expect(differences).toEqual([]);
  });

  test('have what only their description in JSON says', async () => {
    const rows = await ask(
      database,
      `select i.art, i.summary, i.directors, i.title, d.platform_version, d.product_version, d.profile,
         s.delivered_subtitle_container as container, s.is_hw_requested as hw
       from sessions t join item_snapshots i on i.id = t.item_snapshot_id join players d on d.id = t.player_id
         join stream_snapshots s on s.id = t.stream_snapshot_id where t.session_key = '4000'`,
    );
    expect(rows).toEqual([
      {
        ...{ art: '/art/9', summary: 'What happens', directors: ['Ann', 'Bob'], title: "Zora's Bakery" },
        ...{ platform_version: '17', product_version: '8.4', profile: 'iOS', container: 'srt', hw: true },
      },
    ]);
  });

  test('belong to a person that was made for them when no list knows one', async () => {
    const rows = await ask(
      database,
      `select u.plex_user_id::int as id, u.is_placeholder as gone from sessions t join users u on u.id = t.user_id
       where t.session_key = '4002'`,
    );
    expect(rows).toEqual([{ id: 424_242, gone: true }]);
  });
});

const keys = async (): Promise<string[]> =>
  (await ask<{ key: string }>(database, 'select session_key as key from sessions order by 1')).map(({ key }) => key);

describe('another import', () => {
  test('brings its own streams instead', async () => {
    const later = folder.at('later.db');
    copyFileSync(path, later);
    changeOld(later, 'DELETE FROM sessions WHERE session_key <> 4001; UPDATE sessions SET session_key = 6001');
    await runImport(database, later, { configPath: SAMPLE_CONFIG, overwrite: true });
    expect(await keys()).toEqual(['6001']);
  });

  test('leaves those alone that are watched here, and says so', async () => {
    await ask(database, `update sessions set import_id = null`);
    const report = await runImport(database, path, { configPath: SAMPLE_CONFIG, overwrite: true });
    expect(await keys()).toEqual(['6001']);
    expect(unaccounted(report)).toEqual([]);
    expect(report.issues).toContainEqual(expect.objectContaining({ kind: 'watched_here', count: 4 }));
  });
});
