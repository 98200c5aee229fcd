/** Whatever is given to `spyglass import`: one clear sentence, the right exit code, and nothing changed; or what can be had of it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { makeDirty } from '#tautulli/import/dirty-testing.ts';
import { ask, changeOld, checksums, runImport, unaccounted, unpackSmall } from '#tautulli/import/import-testing.ts';
import { makeSmall } from '#tautulli/import/small-file-testing.ts';
import { Folder, leafPages } from '#tautulli/import/source/source-testing.ts';
import type { ImportReport } from '#tautulli/import/types.ts';
import { waitFor } from '../support/product.ts';
import { HoldPoints } from './hold-points.ts';
import { startImport, urlOf } from './import-process.ts';

const clock = systemClock();
let database: TestDatabase;
let folder: Folder;
let good: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = new Folder();
  await runImport(database, makeSmall(folder, { identifier: 'before' }), { serverName: 'Before' });
  good = unpackSmall(folder.at('good.db'));
});
afterAll(async () => {
  await database.drop();
  folder[Symbol.dispose]();
});

async function state(): Promise<Record<string, string>> {
  const { imports: _imports, ...rest } = await checksums(database);
  return rest;
}

const start = (args: readonly string[], dataDir = folder.at('data')) =>
  startImport(args, {
    SPYGLASS_DATA_DIR: dataDir,
    SPYGLASS_SECRET_KEY: 'a key for tests only',
    DATABASE_URL: urlOf(database.connection),
  });

/** Runs the command to its end; `sentence` is what people are told. */
async function command(...args: Parameters<typeof start>) {
  const running = start(...args);
  const code = await running.ended;
  const said = running
    .heard()
    .split('\n')
    .filter((line) => line.startsWith('spyglass: '));
  return { code, sentence: said.join('\n').replace('spyglass: ', ''), out: running.said() };
}

const write = (name: string, content: string | Buffer): string => {
  writeFileSync(folder.at(name), content);
  return folder.at(name);
};

function plexLibrary(): string {
  const database = new DatabaseSync(folder.at('com.plexapp.plugins.library.db'));
  database.exec('CREATE TABLE metadata_items (id INTEGER); CREATE TABLE media_items (id INTEGER);');
  database.close();
  return folder.at('com.plexapp.plugins.library.db');
}

function newer(): string {
  const path = unpackSmall(folder.at('newer.db'));
  changeOld(path, `UPDATE version_info SET value = 'v3.1.0'`);
  return path;
}

/** The file with `change` applied to its bytes. */
function damaged(name: string, change: (bytes: Buffer) => Buffer): string {
  return write(name, change(readFileSync(good)));
}

describe('what cannot be imported changes nothing', () => {
  test.each([
    ['text', () => write('text.db', 'no database'), 1, /is not a SQLite database/],
    [
      'another program',
      plexLibrary,
      1,
      /^This is the library database of a Plex Media Server, not a database of Tautulli/,
    ],
    ['a newer version', newer, 1, /v3\.1\.0/],
    [
      'a file of which only the beginning is there',
      () => damaged('head.db', (bytes) => bytes.subarray(0, 4_096)),
      1,
      /damaged|cut off/,
    ],
  ])('%s', async (_what, make, code, sentence) => {
    const path = make();
    const before = await state();
    const result = await command([path]);
    expect(result).toEqual({ code, sentence: expect.stringMatching(sentence), out: '' });
    expect(result.sentence).not.toMatch(/\n|Error:|Failed query|at .*\.ts:/);
    expect(await state()).toEqual(before);
  });
});

const reportOf = (out: string): ImportReport => (JSON.parse(out) as { report: ImportReport }).report;

describe('what can be read of a damaged file is imported, and the rest is counted', () => {
  test.each([
    [
      'a page in the middle',
      () => {
        const { pages, pageSize } = leafPages(good, 'session_history');
        const page = pages[Math.floor(pages.length / 2)]!;
        return damaged('page.db', (bytes) => bytes.fill(0xff, (page - 1) * pageSize, page * pageSize));
      },
    ],
    ['an end that is cut off', () => damaged('cut.db', (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.9)))],
    ['text in numbers, broken characters, impossible times', () => makeDirty(folder.at('dirty.db'))],
  ])('%s', async (what, make) => {
    const before = await ask(
      database,
      `select count(*) from plays where server_id = (select id from servers where name = 'Before')`,
    );
    const result = await command([make(), '--json', '--server', `Damaged ${what}`]);
    expect(result.code, result.sentence).toBe(0);
    const report = reportOf(result.out);
    expect(unaccounted(report)).toEqual([]);
    const lost = report.issues.filter(({ kind }) => kind === 'unreadable_rows');
    if (!what.startsWith('text')) {
      expect(report.source.damage).not.toEqual([]);
      expect(lost.every(({ count }) => count > 0)).toBe(true);
      expect(lost.length).toBeGreaterThan(0);
    }
    expect(
      await ask(
        database,
        `select count(*) from plays where server_id = (select id from servers where name = 'Before')`,
      ),
    ).toEqual(before);
  });
});

const SMALL_DISK = 3;
function mountSmall(path: string): boolean {
  mkdirSync(path, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SMALL_DISK}m`, 'tmpfs', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('a full disk', async ({ skip }) => {
  const dataDir = folder.at('small-disk');
  if (!mountSmall(dataDir)) skip('only an administrator can mount a small disk');
  try {
    const before = await state();
    const { code, sentence, out } = await command([good], dataDir);
    expect([code, out]).toEqual([1, '']);
    expect(sentence).toMatch(/space/);
    expect(await state()).toEqual(before);
  } finally {
    execFileSync('umount', ['-l', dataDir]);
  }
});

describe('a connection that is lost', () => {
  let holds: HoldPoints;
  beforeAll(async () => {
    holds = await HoldPoints.install(database);
  });
  afterAll(() => holds.close());

  test.each([
    ['while rows are read', 'copy plays'],
    ['in the middle of the switch', 'insert plays'],
  ])('%s', async (_when, place) => {
    const before = await state();
    await holds.arm(place);
    const running = start([good, '--server', 'Lost']);
    await waitFor(clock, 'the moment', () => holds.isReached(), 30_000);
    await ask(
      database,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'spyglass' and wait_event = 'advisory'`,
    );
    await holds.release('nobody');
    expect(await running.ended, running.heard()).toBe(1);
    expect(running.heard()).toMatch(/spyglass: .*connection to the database was lost.*\n$/i);
    expect(await state()).toEqual(before);
  });
});
