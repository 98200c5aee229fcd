import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { STREAM_COLUMNS } from '../legacy-rows/stream-columns.ts';
import {
  changeOld,
  type OldRow,
  readOld,
  runImport,
  SAMPLE_CONFIG,
  unaccounted,
  unpackSample,
} from './import-testing.ts';
import { differences, RENDERINGS } from './render-others-testing.ts';
import { type RenderedPlay, renderPlays } from './render-testing.ts';
import { Folder } from './source/source-testing.ts';
import type { ImportReport } from './types.ts';

/** What the sample lacks: rows of one play that disagree, keys spelt in other ways, libraries that are gone. */
const PECULIARITIES = `
  UPDATE session_history_media_info SET rating_key = 987654 WHERE id = 100;
  UPDATE session_history_media_info SET rating_key = 'abc' WHERE id = 101;
  UPDATE session_history_metadata SET media_type = 'episode' WHERE id = 102;
  UPDATE session_history_metadata SET media_type = 'Something' WHERE id = 103;
  UPDATE session_history SET media_type = 'something else' WHERE id = 104;
  UPDATE session_history SET rating_key = 555555, parent_rating_key = NULL WHERE id = 105;
  UPDATE session_history SET grandparent_rating_key = 'plex://x' WHERE id = 106;
  UPDATE session_history_metadata SET parent_rating_key = NULL WHERE id = 107;
  UPDATE session_history SET parent_rating_key = NULL WHERE id = 108;
  UPDATE session_history_metadata SET parent_rating_key = NULL WHERE id = 108;
  UPDATE session_history SET rating_key = 'x' || rating_key WHERE id = 109;
  UPDATE session_history_metadata SET year = '1999-2001', originally_available_at = 'soon', rating = '7.80' WHERE id = 110;
  UPDATE session_history SET user = NULL WHERE id = 111;
  UPDATE session_history SET user = 'an old name' WHERE id = 112;
  UPDATE session_history SET bandwidth = '', secure = 'maybe', location = 'moon', view_offset = 1.5 WHERE id = 113;
  UPDATE session_history_media_info SET video_decision = 'copy', stream_video_decision = 'transcode' WHERE id = 114;
  UPDATE session_history_media_info SET width = 7, bitrate = 'fast', transcode_decision = 'magic' WHERE id = 115;
  UPDATE session_history SET player = '' , platform = NULL WHERE id = 116;
  UPDATE session_history SET ip_address = '2001:DB8:0:0::1' WHERE id = 117;
  UPDATE session_history SET ip_address = '010.1.1.1' WHERE id = 118;
  UPDATE recently_added SET section_id = 4242 WHERE id = 2;
  UPDATE recently_added SET rating_key = 'x7', section_id = '' WHERE id = 3;
  UPDATE notify_log SET notifier_id = 77, user_id = 31337, user = 'somebody gone' WHERE id = 4;
  UPDATE notify_log SET notifier_id = NULL, session_key = 'abc' WHERE id = 5;
  UPDATE newsletter_log SET newsletter_id = 77, start_date = 'whenever' WHERE id = 4;
  UPDATE exports SET section_id = 4242, rating_key = 'x1', custom_fields = NULL WHERE id = 4;
  UPDATE user_login SET ip_address = 'N/A', expiry = 'never', user_id = 31338 WHERE id = 4;
  UPDATE users SET shared_libraries = '1;x;3' WHERE id = 4;
  UPDATE users SET custom_avatar_url = '', email = NULL, is_home_user = '' WHERE id = 5;
`;

let database: TestDatabase;
let folder: Folder;
let path: string;
let report: ImportReport;
let plays: RenderedPlay[];
beforeAll(async () => {
  database = await createTestDatabase();
  folder = new Folder();
  path = unpackSample(folder.at('tautulli.db'));
  changeOld(path, PECULIARITIES);
  report = await runImport(database, path, { configPath: SAMPLE_CONFIG });
  plays = await renderPlays(database);
});
afterAll(async () => {
  await database.drop();
  folder[Symbol.dispose]();
});

test('every row is accounted for', () => {
  expect(unaccounted(report)).toEqual([]);
});

type Part = 'history' | 'metadata' | 'mediaInfo';

/** The values of an old table that our rows do not give back. */
function lost(table: string, part: Part, isSame: (name: string, old: unknown, ours: unknown) => boolean): string[] {
  const ours = new Map(plays.map((one) => [one.id, one[part]]));
  const old = readOld(path, `SELECT * FROM ${table}`);
  expect(old.length).toBeGreaterThan(3_900);
  const without = [...ours].filter(([id, row]) => row !== null && !old.some((one) => one.id === id));
  return [
    ...without.map(([id]) => `${id} is not in the file`),
    ...old.flatMap((row: OldRow) => {
      const made = ours.get(Number(row.id));
      if (!made) return [`row ${row.id} is missing`];
      return Object.entries(row)
        .filter(([name, value]) => !isSame(name, value, made[name]))
        .map(([name, value]) => `${row.id}.${name}: ${JSON.stringify(value)} / ${JSON.stringify(made[name])}`);
    }),
  ];
}

const isExact = (_name: string, old: unknown, ours: unknown): boolean => old === ours;

describe('plays are given back with every value', () => {
  test('session_history, exactly', () => {
    expect(lost('session_history', 'history', isExact)).toEqual([]);
  });

  test('session_history_metadata, exactly; last_viewed_at is that of the first play with the description', async () => {
    const isSame = (name: string, old: unknown, ours: unknown): boolean => name === 'last_viewed_at' || old === ours;
    expect(lost('session_history_metadata', 'metadata', isSame)).toEqual([]);
    const viewed = readOld(path, `SELECT id, last_viewed_at FROM session_history_metadata WHERE id = 1`)[0];
    expect(plays[0]?.metadata?.last_viewed_at).toBe(viewed?.last_viewed_at);
  });

  test('session_history_media_info, where blank, NULL and a flag that is off are the same', () => {
    const flags = new Set(STREAM_COLUMNS.filter(({ kind }) => kind === 'flag').map(({ column }) => column));
    const plain = (name: string, value: unknown): unknown =>
      value === '' || (flags.has(name) && value === 0) ? null : value;
    const isSame = (name: string, old: unknown, ours: unknown): boolean => plain(name, old) === plain(name, ours);
    expect(lost('session_history_media_info', 'mediaInfo', isSame)).toEqual([]);
  });
});

const LEFT_BEHIND: Readonly<Record<string, readonly string[]>> = { user_login: ['jwt_token'] };

test.each(Object.keys(RENDERINGS))('%s is given back with every value', async (table) => {
  const old = readOld(path, `SELECT * FROM ${table}`);
  expect(await differences(database, table, old, LEFT_BEHIND[table])).toEqual([]);
});
