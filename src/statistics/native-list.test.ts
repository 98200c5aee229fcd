import { expect, test } from 'vitest';
import { type ListRules, pageOf } from './native-list.ts';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly plays: number | null;
}

const ROWS: readonly Row[] = [
  { id: 1, name: 'bram', plays: 3 },
  { id: 2, name: 'Ada', plays: null },
  { id: 3, name: 'élodie', plays: 3 },
  { id: 4, name: 'film 10', plays: 9 },
  { id: 5, name: 'Film 9', plays: 0 },
];

const RULES: ListRules<Row, 'name' | 'plays'> = {
  texts: ({ name }) => [name, null],
  keys: { name: ({ name }) => name, plays: ({ plays }) => plays },
  id: ({ id }) => id,
};

const ALL = { search: '', sort: 'name', order: 'asc', offset: 0, limit: 10 } as const;

test.each([
  ['names as people read them', {}, [2, 1, 3, 5, 4]],
  ['the other way around', { order: 'desc' }, [4, 5, 3, 1, 2]],
  ['numbers, equal ones by their ids and unknown ones last', { sort: 'plays' }, [5, 1, 3, 4, 2]],
  ['unknown ones last, whatever the direction', { sort: 'plays', order: 'desc' }, [4, 1, 3, 5, 2]],
  ['a stretch', { offset: 1, limit: 2 }, [1, 3]],
  ['a stretch behind the end', { offset: 9 }, []],
  ['a search, upper and lower case alike', { search: 'FILM' }, [5, 4]],
] as const)('%s', (_name, changes, ids) => {
  expect(pageOf(ROWS, { ...ALL, ...changes }, RULES).rows.map(({ id }) => id)).toEqual(ids);
});

test('counts what there is and what was found', () => {
  expect(pageOf(ROWS, { ...ALL, search: 'film', limit: 1 }, RULES)).toMatchObject({ total: 5, found: 2 });
});
