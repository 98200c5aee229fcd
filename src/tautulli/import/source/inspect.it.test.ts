import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Inspection, InspectOptions } from './inspection.ts';
import { Folder, leafPages, makeTautulli, openForTest } from './source-testing.ts';

async function inspect(database: string, options?: InspectOptions): Promise<Inspection> {
  const source = await openForTest(database);
  try {
    return await source.inspect(options);
  } finally {
    await source.close();
  }
}

describe('the facts of a database', () => {
  test('what is in it', async () => {
    using folder = new Folder();
    makeTautulli(folder.at('a.db'), { plays: 100, change: 'DELETE FROM session_history WHERE id = 100' });
    expect(await inspect(folder.at('a.db'))).toMatchObject({
      version: 'v2.17.2',
      versionText: 'v2.17.2',
      warnings: [],
      damage: [],
      unchecked: [],
      plays: 99,
      users: 1,
      libraries: 0,
      firstPlayAt: 1_600_000_000,
      lastPlayAt: 1_600_000_000 + 98 * 60,
      sequences: { session_history: 100, users: 1 },
      sizeBytes: readFileSync(folder.at('a.db')).length,
      pageSizeBytes: 4096,
      tables: expect.arrayContaining([
        { name: 'version_info', columns: ['key', 'value'], rows: 1 },
        { name: 'library_sections', columns: ['id', 'section_id', 'section_name'], rows: 0 },
      ]),
    });
  });

  test('an old database says no version, and times may be anything', async () => {
    using folder = new Folder();
    const change = `UPDATE session_history SET started = CASE id WHEN 1 THEN '' WHEN 2 THEN -5 WHEN 3 THEN 1600000000000 WHEN 4 THEN 'x' ELSE started END;
      DROP TABLE library_sections`;
    makeTautulli(folder.at('a.db'), { plays: 6, version: null, change });
    expect(await inspect(folder.at('a.db'))).toMatchObject({
      version: null,
      versionText: 'v2.6.10 or older',
      libraries: 0,
      firstPlayAt: 1_600_000_240,
      lastPlayAt: 1_600_000_300,
    });
  });

  test('without time, large tables are not checked', async () => {
    using folder = new Folder();
    makeTautulli(folder.at('a.db'), { plays: 10 });
    const { unchecked } = await inspect(folder.at('a.db'), { checkBudgetMs: -1 });
    expect(unchecked).toContain('session_history');
  });

  test('a newer version is refused unless it is allowed', async () => {
    using folder = new Folder();
    makeTautulli(folder.at('a.db'), { version: 'v2.99.0' });
    await expect(inspect(folder.at('a.db'))).rejects.toMatchObject({
      name: 'Problem',
      code: 'invalid',
      message: 'The file comes from Tautulli v2.99.0, which is newer than v2.17.2',
      hint: expect.stringContaining('allow'),
    });
    expect((await inspect(folder.at('a.db'), { allowNewer: true })).warnings).toHaveLength(1);
  });
});

describe('files that are damaged but can be read', () => {
  test('a damaged page is named', async () => {
    using folder = new Folder();
    makeTautulli(folder.at('a.db'), { plays: 2_000 });
    const { pages, pageSize } = leafPages(folder.at('a.db'), 'session_history');
    const bytes = readFileSync(folder.at('a.db'));
    bytes.fill(0xff, (pages[5]! - 1) * pageSize, pages[5]! * pageSize);
    writeFileSync(folder.at('a.db'), bytes);
    const found = await inspect(folder.at('a.db'));
    expect(found.damage.join('\n')).toContain('session_history: ');
    expect(found).toMatchObject({ plays: null, users: 1 });
  });

  test('a file that was cut off', async () => {
    using folder = new Folder();
    makeTautulli(folder.at('a.db'), { plays: 2_000 });
    const bytes = readFileSync(folder.at('a.db'));
    writeFileSync(folder.at('a.db'), bytes.subarray(0, 100_000));
    const { damage } = await inspect(folder.at('a.db'));
    expect(damage[0]).toBe(`the file is cut off: it has 100000 of ${bytes.length} bytes`);
  });
});

describe('files that are something else', () => {
  const sqlite = (sql: string) => (path: string) => {
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
  };
  const bytes = (content: string | Buffer) => (path: string) => writeFileSync(path, content);
  const cases: readonly [name: string, make: (path: string) => void, says: RegExp][] = [
    ['empty', bytes(''), /^The file is empty$/],
    ['text', bytes('hello there, this is text'), /^The file is not a SQLite database$/],
    ['a web page', bytes('<!DOCTYPE html><html>'), /is a web page/],
    [
      'encrypted',
      (path) => writeFileSync(path, randomBytes(8192)),
      /^The file is not a SQLite database; it looks encrypted$/,
    ],
    ['a header alone', bytes(`SQLite format 3\0${'\0'.repeat(50)}`), /its header is damaged$/],
    [
      'a Plex library',
      sqlite('CREATE TABLE metadata_items (id); CREATE TABLE media_items (id)'),
      /^This is the library database of a Plex Media Server/,
    ],
    [
      'another database',
      sqlite('CREATE TABLE a (id); CREATE TABLE b (id)'),
      /it has no table session_history, but a, b$/,
    ],
    ['an empty database', sqlite('CREATE TABLE a (id); DROP TABLE a'), /has no tables/],
    [
      'another history',
      sqlite('CREATE TABLE session_history (id, started, user_id)'),
      /lacks the columns stopped, rating_key$/,
    ],
    ['a view', sqlite('CREATE VIEW session_history AS SELECT 1 AS id'), /has no tables/],
  ];
  test.each(cases)('%s', async (_name, make, says) => {
    using folder = new Folder();
    make(folder.at('a.db'));
    await expect(inspect(folder.at('a.db'))).rejects.toMatchObject({
      name: 'Problem',
      code: 'invalid',
      message: expect.stringMatching(says),
      hint: expect.any(String),
    });
  });
});
