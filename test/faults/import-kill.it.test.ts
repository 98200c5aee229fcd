/** `kill -9` at exact moments of an import: what was there before is there afterwards, or what was to come is complete. */
import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { ask, changeOld, checksums, runImport, unpackSmall } from '#tautulli/import/import-testing.ts';
import { renderPlays } from '#tautulli/import/render-testing.ts';
import { Folder } from '#tautulli/import/source/source-testing.ts';
import { waitFor } from '../support/product.ts';
import { HoldPoints } from './hold-points.ts';
import { type ImportProcess, startImport, urlOf } from './import-process.ts';

const clock = systemClock();
let database: TestDatabase;
let folder: Folder;
let holds: HoldPoints;
let before: Record<string, string>;
let next: string;
let large: string;

/** The state without the list of imports, in which one more was begun. */
async function state(): Promise<Record<string, string>> {
  const { imports: _imports, spyglass_migrations: _migrations, ...rest } = await checksums(database);
  return rest;
}

beforeAll(async () => {
  database = await createTestDatabase();
  folder = new Folder();
  await runImport(database, unpackSmall(folder.at('first.db')));
  next = unpackSmall(folder.at('next.db'));
  changeOld(next, `DELETE FROM session_history WHERE id < 50; UPDATE users SET email = 'changed@example.com'`);
  large = unpackSmall(folder.at('large.db'));
  changeOld(
    large,
    `WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
     INSERT INTO session_history (id, reference_id, started, stopped, rating_key, user_id, user, media_type)
     SELECT 10000 + i, 10000 + i, 1700000000 + i * 60, 1700000030 + i * 60, 100, 1045001, 'harbormaster', 'movie' FROM n`,
  );
  before = await state();
  holds = await HoldPoints.install(database);
});
afterAll(async () => {
  holds.close();
  await database.drop();
  folder[Symbol.dispose]();
});

const start = (path: string): ImportProcess =>
  startImport([path, '--yes'], {
    SPYGLASS_DATA_DIR: folder.at('data'),
    SPYGLASS_SECRET_KEY: 'a key for tests only',
    DATABASE_URL: urlOf(database.connection),
  });

const COUNTS = `select (select count(*) from plays) as plays, (select sum(watched_ms) from plays) as watched,
  (select count(*) from watch_groups) as groups, (select count(*) from notification_log) as log`;

const WORK = 'data/import/work';
/** Whether the private copy was begun. */
const holdsCopy = (): boolean => existsSync(folder.at(WORK)) && readdirSync(folder.at(WORK)).length > 0;

/** Kills the import when `isThere`, and waits until the database has noticed. */
async function killWhen(path: string, isThere: (running: ImportProcess) => boolean | Promise<boolean>): Promise<void> {
  const running = start(path);
  await waitFor(
    clock,
    'the moment',
    async () => {
      if (running.hasEnded()) throw new Error(`it ended before: ${running.heard()}${running.said()}`);
      return isThere(running);
    },
    30_000,
  ).finally(() => running.kill());
  expect(await running.ended).toBeNull();
  await holds.release('spyglass');
}

describe('kill -9 leaves the old state', () => {
  test('while the file is copied', async () => {
    await killWhen(next, () => holdsCopy());
    expect(await state()).toEqual(before);
  });

  test.each([
    ['when the file was looked at', 'inspected'],
    ['while the staging area is made', 'table item_of_play'],
    ['while plays are read', 'copy plays'],
    ['while the groups are worked out', 'table group_of'],
    ['while items are brought in', 'insert items'],
    ['while the old plays are taken away', 'delete plays'],
    ['while plays are brought in', 'insert plays'],
    ['at the end of the transaction', 'done'],
  ])('%s', async (_name, place) => {
    await holds.arm(place);
    await killWhen(next, () => holds.isReached());
    expect(await state()).toEqual(before);
  });

  test('while indexes are built again', async () => {
    await holds.arm('index ix_plays_user_id');
    await killWhen(large, () => holds.isReached());
    expect(await state()).toEqual(before);
    const indexes = await ask(database, `select 1 from pg_indexes where indexname = 'ix_plays_user_id'`);
    expect(indexes).toHaveLength(1);
  });
});

describe('kill -9 leaves the new state, complete', () => {
  /** The database that was never killed. */
  let fresh: TestDatabase;
  beforeAll(async () => {
    fresh = await createTestDatabase();
    await runImport(fresh, next);
  });
  afterAll(() => fresh.drop());

  test('while the database commits, whose word it is then', async () => {
    await holds.arm('commit');
    await killWhen(next, () => holds.isReached());
    expect(await renderPlays(database)).toEqual(await renderPlays(fresh));
  });

  test('after the commit', async () => {
    await runImport(fresh, large, { overwrite: true });
    await holds.arm('committed');
    await killWhen(large, () => holds.isReached());
    expect(await ask(database, COUNTS)).toEqual(await ask(fresh, COUNTS));
    expect(await ask(database, 'select state from imports order by id desc limit 1')).toEqual([{ state: 'done' }]);
  });
});

test('after all of that an import succeeds, and tidies up', async () => {
  const running = start(next);
  expect(await running.ended, running.heard()).toBe(0);
  expect(await ask(database, `select 1 from pg_namespace where nspname = 'spyglass_import'`)).toEqual([]);
  expect(existsSync(folder.at(WORK))).toBe(false);
  expect(await ask(database, `select state, count(*)::int as n from imports group by 1 order by 1`)).toEqual([
    { state: 'done', n: 4 },
    { state: 'failed', n: 10 },
  ]);
});
