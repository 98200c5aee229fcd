import { expect, test } from 'vitest';
import type { TableRequest } from './table.ts';
import { type Cell, pageOfRows, type RowRules } from './table-rows.ts';

type Row = Readonly<Record<string, Cell>>;

const RULES: RowRules<Row> = {
  sortable: ['name', 'plays'],
  searchable: ['name', 'count'],
  cell: (row, column) => row[column],
};

const request = (changes: Partial<TableRequest>): TableRequest => ({
  draw: 1,
  start: 0,
  length: 100,
  search: '',
  order: [],
  searchable: null,
  ...changes,
});

const names = (rows: readonly Row[], changes: Partial<TableRequest>) =>
  pageOfRows(rows, request(changes), RULES).rows.map(({ name }) => name);

const PEOPLE: readonly Row[] = ['b', 'Éa', 'ä', null, 'A_1', '', 'Z', 7, '\u{1f30a}', '\uffee'].map((name) => ({
  name,
}));

test.each<[string, Partial<TableRequest>, Cell[]]>([
  ['nothing to sort by', {}, ['b', 'Éa', 'ä', null, 'A_1', '', 'Z', 7, '\u{1f30a}', '\uffee']],
  [
    'nothing, numbers, texts by code point with A to Z folded',
    { order: [{ column: 'name', dir: 'asc' }] },
    [null, 7, '', 'A_1', 'b', 'Z', 'Éa', 'ä', '\uffee', '\u{1f30a}'],
  ],
  ['a column nobody knows', { order: [{ column: 'x', dir: 'asc' }], length: 1 }, ['b']],
  ['a page', { order: [{ column: 'name', dir: 'desc' }], start: 1, length: 2 }, ['\uffee', 'ä']],
  ['numbers from the end', { start: -3, length: 2 }, [7, '\u{1f30a}']],
  ['all but the last', { length: -1 }, ['b', 'Éa', 'ä', null, 'A_1', '', 'Z', 7, '\u{1f30a}']],
])('order and pages: %s', (_name, changes, expected) => {
  expect(names(PEOPLE, changes)).toEqual(expected);
});

test('the second column decides between equals, and equals keep their order', () => {
  const rows = [
    { name: 'b', plays: 1, id: 1 },
    { name: 'A', plays: 2, id: 2 },
    { name: 'a', plays: 3, id: 3 },
    { name: 'a', plays: 3, id: 4 },
  ];
  const order = [
    { column: 'name', dir: 'asc' },
    { column: 'plays', dir: 'desc' },
  ] as const;
  expect(pageOfRows(rows, request({ order }), RULES).rows.map(({ id }) => id)).toEqual([3, 4, 2, 1]);
});

test.each<[string, Cell, boolean]>([
  ['harb', 'The Harbour', true],
  ['HARB', 'the harbour', true],
  ['é', 'É', false],
  ['h_rb', 'harbour', true],
  ['h%r', 'harbour', true],
  ['a.b', 'a.b', true],
  ['a.b', 'axb', false],
  ['(', 'a(b', true],
  ['\\', 'a\\b', true],
  ['4', 42, true],
  ['a', null, false],
  ['%', null, false],
  ['_', '\u{1f30a}', true],
])('a search for %s in %s finds it: %s', (search, name, isFound) => {
  expect(pageOfRows([{ name }], request({ search }), RULES).found).toBe(isFound ? 1 : 0);
});

test('a search looks only into columns that both sides allow', () => {
  const rows = [{ name: 'x', count: 'found', plays: 'found' }];
  expect(pageOfRows(rows, request({ search: 'found' }), RULES).found).toBe(1);
  expect(pageOfRows(rows, request({ search: 'found', searchable: ['name', 'plays'] }), RULES).found).toBe(0);
});
