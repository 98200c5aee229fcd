import { describe, expect, test } from 'vitest';
import { type RowCursor, readRows } from './salvage.ts';

class Damage extends Error {}

/** Pages of rowids; a page can be unreachable (seek throws too) or hold one row whose content is lost. */
interface Page {
  readonly rows: readonly number[];
  readonly state?: 'unreachable' | 'content';
}

function tableOf(pages: readonly Page[]): RowCursor<number> {
  // Like in a b-tree, rowids beyond the last page lead to the last page.
  const pageAt = (rowid: bigint): number => {
    const found = pages.findIndex(({ rows }) => BigInt(rows.at(-1) ?? 0) >= rowid);
    return found < 0 ? pages.length - 1 : found;
  };
  function* after(rowid: bigint): Generator<number> {
    for (const page of pages.slice(pageAt(rowid + 1n))) {
      if (page.state === 'unreachable') throw new Damage('malformed');
      for (const row of page.rows) {
        if (row <= rowid) continue;
        if (page.state === 'content') throw new Damage('malformed');
        yield row;
      }
    }
  }
  const seek = (at: bigint): bigint | null => {
    const page = pages[pageAt(at)];
    if (page?.state === 'unreachable') throw new Damage('malformed');
    const row = page?.rows.find((one) => BigInt(one) >= at);
    return row === undefined ? null : BigInt(row);
  };
  return { after, rowidOf: BigInt, seek, isDamage: (error) => error instanceof Damage };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

function read(cursor: RowCursor<number>): { rows: number[]; gaps: string[] } {
  const rows: number[] = [];
  const gaps: string[] = [];
  readRows(cursor, { row: (row) => rows.push(row), damaged: (from, to) => gaps.push(`${from}..${to ?? ''}`) });
  return { rows, gaps };
}

describe('reading around damage', () => {
  test.each([
    { name: 'nothing', pages: [], rows: [], gaps: [] },
    { name: 'a healthy table', pages: [{ rows: [1, 2, 9] }], rows: [1, 2, 9], gaps: [] },
    {
      name: 'a page in the middle',
      pages: [{ rows: range(1, 10) }, { rows: range(11, 40), state: 'unreachable' }, { rows: range(41, 50) }],
      rows: [...range(1, 10), ...range(41, 50)],
      gaps: ['11..40'],
    },
    {
      name: 'a good page between two bad ones',
      pages: [
        { rows: range(1, 10) },
        { rows: range(11, 200), state: 'unreachable' },
        { rows: range(201, 208) },
        { rows: range(209, 400), state: 'unreachable' },
        { rows: range(401, 405) },
      ],
      rows: [...range(1, 10), ...range(201, 208), ...range(401, 405)],
      gaps: ['11..200', '209..400'],
    },
    {
      name: 'a range of a million rowids',
      pages: [{ rows: [1] }, { rows: [2, 1_000_000], state: 'unreachable' }, { rows: [1_000_001, 1_000_002] }],
      rows: [1, 1_000_001, 1_000_002],
      gaps: ['2..1000000'],
    },
    {
      name: 'the content of rows',
      pages: [{ rows: [1, 2] }, { rows: [5, 6], state: 'content' }, { rows: [7] }],
      rows: [1, 2, 7],
      gaps: ['5..5', '6..6'],
    },
    {
      name: 'the beginning, twice',
      pages: [
        { rows: range(1, 30), state: 'unreachable' },
        { rows: range(31, 40) },
        { rows: range(41, 50), state: 'unreachable' },
        { rows: range(51, 52) },
      ],
      rows: [...range(31, 40), 51, 52],
      gaps: ['1..30', '41..50'],
    },
    {
      name: 'the end',
      pages: [{ rows: range(1, 10) }, { rows: range(11, 40), state: 'unreachable' }],
      rows: range(1, 10),
      gaps: ['11..'],
    },
    {
      name: 'everything',
      pages: [{ rows: [1, 2], state: 'unreachable' }],
      rows: [],
      gaps: ['1..'],
    },
    { name: 'a page in the wrong place', pages: [{ rows: [1, 2, 1, 3] }], rows: [1, 2, 3], gaps: ['1..1'] },
  ] as const)('$name', ({ pages, rows, gaps }) => {
    expect(read(tableOf(pages))).toEqual({ rows, gaps });
  });

  test('what is no damage is thrown', () => {
    const cursor = { ...tableOf([{ rows: [1], state: 'unreachable' }]), isDamage: () => false };
    expect(() => read(cursor)).toThrow(Damage);
  });
});
