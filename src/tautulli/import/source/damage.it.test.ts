import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Folder, leafPages, makeTautulli, readAll } from './source-testing.ts';

const PLAYS = 3_000;

/** Makes a database and overwrites some of a table's pages. */
function makeDamaged(path: string, table: string, choose: (pages: readonly number[]) => readonly number[]): void {
  makeTautulli(path, { plays: PLAYS });
  const { pages, pageSize } = leafPages(path, table);
  const bytes = readFileSync(path);
  for (const page of choose(pages)) bytes.fill(0xff, (page - 1) * pageSize, page * pageSize);
  writeFileSync(path, bytes);
}

const ids = (rows: readonly string[][] | undefined): number[] => (rows ?? []).map(([id]) => Number(id));

describe('a damaged page', () => {
  test.each([
    { name: 'in the middle', choose: (pages: readonly number[]) => pages.slice(10, 11), gaps: 1 },
    { name: 'in two places', choose: (pages: readonly number[]) => [pages[3]!, pages[5]!, pages[6]!], gaps: 2 },
    { name: 'at the beginning', choose: (pages: readonly number[]) => pages.slice(0, 1), gaps: 1 },
    { name: 'at the end', choose: (pages: readonly number[]) => pages.slice(-1), gaps: 1 },
  ])('$name of the history', async ({ choose, gaps }) => {
    using folder = new Folder();
    makeDamaged(folder.at('a.db'), 'session_history', choose);
    const { rows, statistics } = await readAll(folder.at('a.db'));
    const read = ids(rows.plays);
    expect(read).toEqual([...new Set(read)].toSorted((a, b) => a - b));
    expect(read.length).toBeGreaterThan(PLAYS * 0.8);
    expect(statistics.session_history).toMatchObject({
      rowsRead: read.length,
      rowsUnreadable: PLAYS - read.length,
      issues: { unreadable_rows: { count: gaps } },
    });
    expect(statistics.session_history?.issues.unreadable_rows?.examples[0]?.detail).toMatch(
      /^rowid \d+ (?:to \d+|and all behind it): database disk image is malformed$/,
    );
    expect(statistics.session_history_metadata).toMatchObject({ rowsRead: PLAYS, rowsUnreadable: 0, issues: {} });
  });

  test('of the descriptions, read with a select list', async () => {
    using folder = new Folder();
    makeDamaged(folder.at('a.db'), 'session_history_metadata', (pages) => pages.slice(20, 22));
    const { rows, statistics } = await readAll(folder.at('a.db'));
    const links = ids(rows.links);
    expect(statistics.session_history_metadata).toMatchObject({
      rowsRead: links.length,
      rowsUnreadable: PLAYS - links.length,
      issues: { unreadable_rows: { count: 1 } },
    });
    expect(links.length).toBeGreaterThan(PLAYS * 0.9);
    expect(ids(rows.plays)).toHaveLength(PLAYS);
  });

  test('every page of a table: no rows, one issue, the others are read', async () => {
    using folder = new Folder();
    makeDamaged(folder.at('a.db'), 'session_history', (pages) => pages);
    const { rows, statistics } = await readAll(folder.at('a.db'));
    expect(rows.plays).toBeUndefined();
    expect(statistics.session_history).toMatchObject({
      rowsRead: 0,
      rowsUnreadable: PLAYS,
      issues: { unreadable_rows: { count: 1 } },
    });
    expect(statistics.session_history_metadata).toMatchObject({ rowsRead: PLAYS });
  });

  test('a file that was cut off gives what is left', async () => {
    using folder = new Folder();
    makeTautulli(folder.at('a.db'), { plays: PLAYS });
    const bytes = readFileSync(folder.at('a.db'));
    writeFileSync(folder.at('a.db'), bytes.subarray(0, bytes.length / 2));
    const { statistics } = await readAll(folder.at('a.db'));
    const [plays, descriptions] = [statistics.session_history!, statistics.session_history_metadata!];
    expect(plays.rowsRead).toBeGreaterThan(PLAYS / 4);
    expect(plays.rowsRead + plays.rowsUnreadable).toBe(PLAYS);
    expect(descriptions.rowsRead).toBeGreaterThan(PLAYS / 4);
    // Its ids are not counted anywhere, so how many are gone is not known.
    expect(descriptions.rowsUnreadable).toBeGreaterThan(0);
  });
});
