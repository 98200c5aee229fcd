import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import {
  ask,
  countOld,
  readOld,
  runImport,
  SAMPLE_CONFIG,
  SAMPLE_SERVER,
  tableOf,
  unaccounted,
  unpackSample,
} from './import-testing.ts';
import { Folder } from './source/source-testing.ts';
import type { ImportProgress, ImportReport } from './types.ts';

let database: TestDatabase;
let folder: Folder;
let path: string;
let report: ImportReport;
const heard: ImportProgress[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  folder = new Folder();
  path = unpackSample(folder.at('tautulli.db'));
  report = await runImport(database, path, {
    configPath: SAMPLE_CONFIG,
    onProgress: (progress) => void heard.push(progress),
  });
});
afterAll(async () => {
  await database.drop();
  folder[Symbol.dispose]();
});

describe('the sample', () => {
  test.each([
    'session_history',
    'session_history_metadata',
    'session_history_media_info',
    'sessions',
    'users',
    'library_sections',
    'notifiers',
    'notify_log',
    'newsletters',
    'newsletter_log',
    'recently_added',
    'sessions_continued',
    'exports',
    'tvmaze_lookup',
    'themoviedb_lookup',
    'musicbrainz_lookup',
    'image_hash_lookup',
    'imgur_lookup',
    'cloudinary_lookup',
    'user_login',
    'mobile_devices',
  ])('%s: all rows', (table) => {
    const rows = countOld(path, table);
    expect(tableOf(report, table)).toMatchObject({ rowsRead: rows, imported: rows, merged: 0, skipped: 0 });
  });

  test('the report adds up and names the damage', () => {
    expect(unaccounted(report)).toEqual([]);
    expect(report.checksums.every((sum) => sum.isEqual)).toBe(true);
    expect(Object.fromEntries(report.issues.map(({ kind, count }) => [kind, count]))).toEqual({
      ...{ no_stop: 1, negative_length: 1, does_not_fit: 4 },
      ...{ missing_users: 1, missing_libraries: 1, missing_items: 2, missing_streams: 3 },
    });
    expect(report.server).toEqual({ name: SAMPLE_SERVER.name, isNew: true });
  });

  test('the groups are those of the file', async () => {
    const old = readOld(path, 'SELECT reference_id AS id, count(*) AS n FROM session_history GROUP BY 1 ORDER BY 1');
    expect(await ask(database, 'select id, play_count as n from watch_groups order by 1')).toEqual(old);
  });

  test('progress goes forward through all stages', () => {
    const stages = ['copy', 'inspect', 'load', 'transform', 'verify', 'switch'];
    expect([...new Set(heard.map(({ stage }) => stage))]).toEqual(stages);
    const loaded = heard.filter(({ stage, rowsTotal }) => stage === 'load' && rowsTotal !== null);
    expect(loaded.map(({ rowsDone }) => rowsDone)).toEqual(
      loaded.map(({ rowsDone }) => rowsDone).toSorted((a, b) => a - b),
    );
    expect(loaded.every(({ rowsDone, rowsTotal }) => rowsDone <= (rowsTotal ?? 0))).toBe(true);
  });

  test('new rows get ids above everything the file ever used', async () => {
    const used = readOld(path, `SELECT name, seq FROM sqlite_sequence WHERE name = 'session_history'`)[0]?.seq;
    const [next] = await ask<{ id: number }>(database, `select nextval(pg_get_serial_sequence('plays', 'id')) as id`);
    expect(next?.id).toBe(Number(used) + 1);
  });
});
