import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import {
  ask,
  changeOld,
  checksums,
  readOld,
  runImport,
  SAMPLE_CONFIG,
  tableOf,
  unaccounted,
  unpackSmall,
} from './import-testing.ts';
import { differences, RENDERINGS } from './render-others-testing.ts';
import { renderPlays } from './render-testing.ts';
import { Folder } from './source/source-testing.ts';
import type { ImportReport } from './types.ts';

let database: TestDatabase;
let folder: Folder;
let path: string;
let copy: string;
let report: ImportReport;
let plays: number;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = new Folder();
  path = unpackSmall(folder.at('tautulli.db'));
  copy = edited();
  report = await runImport(database, path, { configPath: SAMPLE_CONFIG });
  plays = tableOf(report, 'session_history').imported;
});
afterAll(async () => {
  await database.drop();
  folder[Symbol.dispose]();
});

function edited(): string {
  const to = folder.at('edited.db');
  copyFileSync(path, to);
  changeOld(
    to,
    `UPDATE session_history_metadata SET title = 'Another title', full_title = 'Another title' WHERE id IN (10, 11, 12);
     DELETE FROM session_history WHERE id BETWEEN 20 AND 60;
     DELETE FROM session_history_metadata WHERE id BETWEEN 20 AND 60;
     DELETE FROM session_history_media_info WHERE id BETWEEN 20 AND 60;
     INSERT INTO session_history (id, reference_id, started, stopped, rating_key, user_id, user, media_type, section_id, player)
       VALUES (4100, 4100, 1773190000, 1773193600, 135, 1045001, 'harbormaster', 'movie', 1, 'TV');
     UPDATE users SET friendly_name = 'Captain' WHERE user_id = 1045001;
     DELETE FROM notify_log WHERE id > 400;
     DELETE FROM notifiers WHERE id = 2;`,
  );
  return to;
}

test('a dry run reports the same and leaves nothing', async () => {
  const empty = await createTestDatabase();
  const before = await checksums(empty);
  const dry = await runImport(empty, path, { configPath: SAMPLE_CONFIG, isDryRun: true });
  expect(dry).toEqual({ ...report, outcome: 'dry_run', stageSeconds: dry.stageSeconds });
  expect(await checksums(empty)).toEqual(before);
  expect(await ask(empty, `select 1 from pg_namespace where nspname = 'spyglass_import'`)).toEqual([]);
  await empty.drop();
});

test('the same file changes nothing', async () => {
  const before = await checksums(database);
  const again = await runImport(database, path, { configPath: SAMPLE_CONFIG, overwrite: true });
  expect(again).toEqual({ ...report, outcome: 'unchanged', stageSeconds: again.stageSeconds });
  expect(await checksums(database)).toEqual(before);
});

test('another file is refused, with the counts, and changes nothing', async () => {
  const before = await checksums(database);
  await expect(runImport(database, copy, { configPath: SAMPLE_CONFIG })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(`${plays} plays of Oracle-Server`),
  });
  expect(await checksums(database)).toEqual(before);
});

test('a dry run says what would be replaced, and changes nothing', async () => {
  const before = await checksums(database);
  const dry = await runImport(database, copy, { configPath: SAMPLE_CONFIG, isDryRun: true });
  expect(dry).toMatchObject({ outcome: 'dry_run', existing: { plays, serverName: 'Oracle-Server' } });
  expect(await checksums(database)).toEqual(before);
});

const TABLES = [
  ...[
    'plays',
    'watch_groups',
    'items',
    'item_snapshots',
    'item_keys',
    'users',
    'libraries',
    'servers',
    'server_access',
  ],
  ...['notifier_triggers', 'external_lookups', 'image_hashes', 'hosted_images', 'continued_streams'],
];

test('with agreement it replaces: the same as if only that file had been imported', async () => {
  const replaced = await runImport(database, copy, { configPath: SAMPLE_CONFIG, overwrite: true });
  expect(replaced).toMatchObject({ outcome: 'imported', existing: { plays, libraries: 10 } });
  const kept = Number(readOld(copy, 'SELECT count(*) AS n FROM session_history')[0]?.n);
  expect(kept).toBeLessThan(plays);
  expect(tableOf(replaced, 'session_history')).toMatchObject({ rowsRead: kept, imported: kept });
  expect(tableOf(replaced, 'users')).toMatchObject({ imported: 0, merged: 29 });
  expect(unaccounted(replaced)).toEqual([]);

  const fresh = await createTestDatabase();
  await runImport(fresh, copy, { configPath: SAMPLE_CONFIG });
  expect(await renderPlays(database)).toEqual(await renderPlays(fresh));
  for (const table of TABLES)
    expect([table, await ask(database, `select count(*) from ${table}`)]).toEqual([
      table,
      await ask(fresh, `select count(*) from ${table}`),
    ]);
  await fresh.drop();
  for (const table of Object.keys(RENDERINGS)) {
    const old = readOld(copy, `SELECT * FROM ${table}`);
    expect([table, await differences(database, table, old, ['jwt_token'])]).toEqual([table, []]);
  }
});

test('the first file again is no repetition of the last one', async () => {
  const back = await runImport(database, path, { configPath: SAMPLE_CONFIG, overwrite: true });
  expect(back.outcome).toBe('imported');
  expect(await ask(database, 'select count(*)::int as n from plays')).toEqual([{ n: plays }]);
});

test('an import whose plays were touched since is done anew', async () => {
  const [one] = await ask<{ id: number }>(
    database,
    'select min(id) as id from plays where id not in (select id from watch_groups)',
  );
  await ask(database, 'delete from plays where id = $1', [one?.id]);
  const again = await runImport(database, path, { configPath: SAMPLE_CONFIG, overwrite: true });
  expect(again.outcome).toBe('imported');
  expect(await ask(database, 'select count(*)::int as n from plays')).toEqual([{ n: plays }]);
});
