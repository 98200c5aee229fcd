/** Enough plays that indexes and foreign keys are taken away for the time of filling. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plays, watchGroups } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { changeOld, runImport, unpackSample } from './import-testing.ts';

const COPIES = 6;
const IDS = 5_000;
const folder = mkdtempSync(join(tmpdir(), 'spyglass-large-'));
const path = join(folder, 'large.db');
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  unpackSample(path);
  for (let copy = 1; copy < COPIES; copy += 1) {
    for (const table of ['session_history', 'session_history_metadata', 'session_history_media_info']) {
      const isPlay = table === 'session_history';
      changeOld(
        path,
        `CREATE TEMP TABLE t AS SELECT * FROM ${table} WHERE id <= ${IDS};
         UPDATE t SET id = id + ${copy * IDS}${isPlay ? `, reference_id = reference_id + ${copy * IDS}` : ''};
         INSERT INTO ${table} SELECT * FROM t; DROP TABLE t;`,
      );
    }
  }
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Everything that guards and finds plays. */
async function guards(): Promise<unknown> {
  const { rows } = await database.db.execute(sql`
    select indexdef as what from pg_indexes where tablename in ('plays', 'watch_groups')
    union all select conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated from pg_constraint
      where conrelid in ('plays'::regclass, 'watch_groups'::regclass) order by 1`);
  return rows;
}

test('every index and key is there again, and every play', async () => {
  const before = await guards();
  const report = await runImport(database, path);
  const { db } = database;
  expect(report.checksums.every(({ isEqual }) => isEqual)).toBe(true);
  expect(await db.$count(plays)).toBe(COPIES * 4_000);
  expect(await db.$count(watchGroups)).toBe(COPIES * 3_284);
  expect(await guards()).toEqual(before);
});

test('the same again with consent, and a failure at the end leaves all of it', async () => {
  const before = await guards();
  const report = await runImport(database, path, { overwrite: true });
  expect(report.outcome).not.toBe('dry_run');
  const stop = new AbortController();
  const cancelled = runImport(database, changed(), {
    overwrite: true,
    signal: stop.signal,
    onProgress: ({ what }) => {
      if (what === 'indexes') stop.abort(new Error('enough'));
    },
  });
  await expect(cancelled).rejects.toThrow('enough');
  expect(await database.db.$count(plays)).toBe(COPIES * 4_000);
  expect(await guards()).toEqual(before);
});

/** The file with one play less: another file than the one before. */
function changed(): string {
  changeOld(path, 'DELETE FROM session_history WHERE id = 100;');
  return path;
}
