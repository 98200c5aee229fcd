import { expect, test } from 'vitest';
import { listQuery } from './list-query.ts';

const COLUMNS = {
  title: { column: 'name', isSearched: true },
  size: { column: 'bytes', isSearched: false },
} as const;
const REQUEST = { draw: 1, start: -3, length: 2, search: 'x', searchable: null, order: [] };

test('columns are translated, unknown ones dropped, and not all are searched', () => {
  const order = ['size', 'constructor', 'title'].map((column) => ({ column, dir: 'asc' as const }));
  const query = listQuery<'name' | 'bytes'>({ ...REQUEST, order }, COLUMNS);
  expect(query.order.map(({ column }) => column)).toEqual(['bytes', 'name']);
  expect(query.searchIn).toEqual(['name']);
  expect(query.slice(10)).toEqual({ offset: 7, limit: 2 });
});

test.each([
  [['title', 'size'], ['name']],
  [['size'], []],
  [['__proto__'], []],
])('a client that allows %j searches in %j', (searchable, expected) => {
  expect(listQuery<'name' | 'bytes'>({ ...REQUEST, searchable }, COLUMNS).searchIn).toEqual(expected);
});
