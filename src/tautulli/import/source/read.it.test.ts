import { describe, expect, test } from 'vitest';
import { silentLog } from '#log';
import { openSource } from './open-source.ts';
import type { ReadProgress } from './protocol.ts';
import { Folder, makeTautulli, openForTest, openTautulli, readAll, sha256, TEST_LOADS } from './source-testing.ts';

describe('reading', () => {
  test('every row in order, in whole lines, with statistics; a missing table has no rows', async () => {
    using folder = new Folder();
    makeTautulli(folder.at('a.db'), {
      plays: 3,
      change: `UPDATE session_history_metadata SET title = 'a\tb\\' || char(10)`,
    });
    const before = sha256(folder.at('a.db'));
    const { rows, statistics } = await readAll(folder.at('a.db'));
    expect(sha256(folder.at('a.db'))).toBe(before);
    expect(rows.plays).toEqual([
      ['1', '2020-09-13T12:26:40.000Z', '100', 'jo', '0'],
      ['2', '2020-09-13T12:27:40.000Z', '101', 'jo', '0'],
      ['3', '2020-09-13T12:28:40.000Z', '102', 'jo', '0'],
    ]);
    expect(rows.items?.[0]).toEqual(['1', 'a\\tb\\\\\\n']);
    expect(statistics).toEqual({
      session_history: {
        table: 'session_history',
        rowsRead: 3,
        rowsUnreadable: 0,
        emitted: { plays: 3 },
        issues: {},
      },
      session_history_metadata: {
        table: 'session_history_metadata',
        rowsRead: 3,
        rowsUnreadable: 0,
        emitted: { links: 3, items: 3 },
        issues: {},
      },
      newsletters: { table: 'newsletters', rowsRead: 0, rowsUnreadable: 0, emitted: { newsletters: 0 }, issues: {} },
    });
  });

  test('a value of any kind in any column', async () => {
    using folder = new Folder();
    const database = openTautulli(folder.at('a.db'));
    database.exec(`INSERT INTO session_history (id, started, rating_key, user, view_offset) VALUES
      (1, '1600000000', ' 7 ', 5, '5.0'), (2, 1600000000123, 'plex://movie/1', x'6a6f', ''),
      (3, 'yesterday', '', 'ok', 1152921504606846976), (4, -5, 4.0, 'a' || char(0) || 'b', 'abc'),
      (5, x'ff', NULL, CAST(x'61ff62' AS TEXT), 9223372036854775807), (6, 9e999, 1e300, CAST(x'eda080' AS TEXT), 9e999)`);
    database.close();
    const { rows, statistics } = await readAll(folder.at('a.db'), ['session_history']);
    const at = '2020-09-13T12:26:40.000Z';
    expect(rows.plays).toEqual([
      ['1', at, '7', '5', '5'],
      ['2', at, '\\N', 'jo', '\\N'],
      ['3', '\\N', '\\N', 'ok', '1152921504606846976'],
      ['4', '\\N', '4', 'ab', '\\N'],
      ['5', '\\N', '\\N', 'a\ufffdb', '9223372036854775807'],
      ['6', '\\N', '\\N', '\ufffd\ufffd\ufffd', '\\N'],
    ]);
    expect(statistics.session_history?.issues).toEqual({
      milliseconds: { count: 1, examples: [{ id: 2 }] },
      rating_key_not_numeric: { count: 2, examples: [{ id: 2 }, { id: 6 }] },
      not_a_time: { count: 2, examples: [{ id: 3 }, { id: 5 }] },
      impossible_time: { count: 2, examples: [{ id: 4 }, { id: 6 }] },
      not_an_integer: { count: 2, examples: [{ id: 4 }, { id: 6 }] },
      nul_bytes: { count: 1, examples: [{ id: 4, detail: 'user' }] },
      invalid_text: {
        count: 2,
        examples: [
          { id: 5, detail: 'user' },
          { id: 6, detail: 'user' },
        ],
      },
    });
  });

  test('columns and tables that an old release did not have are absent', async () => {
    using folder = new Folder();
    const change = 'ALTER TABLE session_history DROP COLUMN view_offset; DROP TABLE session_history_metadata';
    makeTautulli(folder.at('a.db'), { plays: 1, version: null, change });
    const { rows, statistics } = await readAll(folder.at('a.db'));
    expect(rows.plays).toEqual([['1', '2020-09-13T12:26:40.000Z', '100', 'jo', '\\N']]);
    expect(statistics.session_history_metadata).toMatchObject({
      rowsRead: 0,
      emitted: { links: 0, items: 0 },
      issues: {},
    });
  });

  test('equal rows are found by their text, and fetched once', async () => {
    using folder = new Folder();
    const change = `UPDATE session_history_metadata SET rating_key = id % 3, title = CASE id WHEN 9 THEN NULL WHEN 12 THEN '' ELSE 'T' END`;
    makeTautulli(folder.at('a.db'), { plays: 30, change });
    const { rows } = await readAll(folder.at('a.db'), ['session_history_metadata']);
    expect(rows.items).toEqual([
      ['1', 'T'],
      ['2', 'T'],
      ['3', 'T'],
      ['4', '\\N'],
      ['5', '\\N'],
    ]);
    expect(rows.links?.slice(7, 12)).toEqual([
      ['8', '2'],
      ['9', '4'],
      ['10', '1'],
      ['11', '2'],
      ['12', '5'],
    ]);
  });
});

describe('reading in time', () => {
  const PLAYS = 400_000;

  /** A file whose COPY text is larger than what may be under way. */
  async function withLargeFile(run: (path: string) => Promise<void>): Promise<void> {
    using folder = new Folder();
    makeTautulli(folder.at('a.db'), {
      change: `WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ${PLAYS})
        INSERT INTO session_history (id, started, rating_key, user) SELECT id, 1600000000, id, 'somebody with a name' FROM n`,
    });
    await run(folder.at('a.db'));
  }

  test('the reader waits for who takes the chunks, and says how far it is', () =>
    withLargeFile(async (path) => {
      const source = await openForTest(path);
      const gate = Promise.withResolvers<void>();
      const progress: ReadProgress[] = [];
      let arrived = 0;
      const reading = source.read({
        tables: ['session_history'],
        onProgress: (now) => progress.push(now),
        onChunk: async () => {
          arrived += 1;
          await gate.promise;
        },
      });
      await expect.poll(() => progress.length, { timeout: 20_000 }).toBeGreaterThan(6);
      const waiting = progress.at(-1);
      expect(arrived).toBe(1);
      expect(waiting).toMatchObject({ table: 'session_history', totalRows: PLAYS });
      expect(waiting?.rows).toBeLessThan(PLAYS);
      gate.resolve();
      expect((await reading)[0]).toMatchObject({ rowsRead: PLAYS, emitted: { plays: PLAYS } });
      expect(progress.at(-1)?.rows).toBe(PLAYS);
      await source.close();
    }));

  test('a receiver that fails stops the reading; afterwards it can begin again', () =>
    withLargeFile(async (path) => {
      const source = await openForTest(path);
      const full = new Error('the database is full');
      await expect(source.read({ onChunk: () => Promise.reject(full) })).rejects.toBe(full);
      const again = await source.read({ onChunk: async () => {} });
      expect(again[0]).toMatchObject({ rowsRead: PLAYS });
      await source.close();
    }));

  test('an abort ends everything within a second', () =>
    withLargeFile(async (path) => {
      const controller = new AbortController();
      const source = await openForTest(path, controller.signal);
      const reading = source.read({
        onChunk: async () => {
          if (!controller.signal.aborted) controller.abort(new Error('enough'));
          await new Promise(() => {});
        },
      });
      await expect(reading).rejects.toThrow('enough');
      const startedAt = performance.now();
      await source.close();
      expect(performance.now() - startedAt).toBeLessThan(1_000);
      await expect(source.inspect()).rejects.toThrow('enough');
    }));
});

describe('a reader that breaks down', () => {
  const readWith = async (user: string): Promise<unknown> => {
    using folder = new Folder();
    makeTautulli(folder.at('a.db'), { plays: 1, change: `UPDATE session_history SET user = '${user}'` });
    const source = await openForTest(folder.at('a.db'));
    try {
      return await source
        .read({ onChunk: () => new Promise((resolve) => setImmediate(resolve)) })
        .then(() => source.inspect());
    } finally {
      await source.close();
    }
  };

  test('what is pending is told in a sentence when the thread is gone', async () => {
    await expect(readWith('crash')).rejects.toMatchObject({
      name: 'Problem',
      code: 'unavailable',
      message: 'The reader of the database ended before it was done',
    });
  });

  test('a mistake in a load is an error with its place', async () => {
    await expect(readWith('mistake')).rejects.toMatchObject({
      message: 'the load has a mistake',
      stack: expect.stringContaining('loads-testing.ts'),
    });
  });

  test('a module without loads, and a file that is none', async () => {
    using folder = new Folder();
    makeTautulli(folder.at('a.db'));
    const loads = new URL('./load.ts', import.meta.url);
    const source = await openSource({ database: folder.at('a.db') }, { log: silentLog, loads });
    await expect(source.read({ onChunk: async () => {} })).rejects.toThrow('does not export LOADS');
    await source.close();
    const other = await openSource({ database: folder.at('none.db') }, { log: silentLog, loads: TEST_LOADS });
    await expect(other.inspect()).rejects.toThrow('does not exist');
    await other.close();
  });
});
