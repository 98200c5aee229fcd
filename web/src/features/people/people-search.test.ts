import { expect, test } from 'vitest';
import { isNarrowed, peopleParams, peopleSearch } from './people-search.ts';

test.each([
  [{}, {}],
  [
    { search: 7, state: 'inactive' },
    { search: '7', state: 'inactive' },
  ],
  [
    { guest: 'false', history: true, server: '2' },
    { guest: false, history: true, server: 2 },
  ],
  [
    { sort: 'plays', order: 'desc' },
    { sort: 'plays', order: 'desc' },
  ],
  [{ search: '', state: 'asleep', guest: 'maybe', server: 'x', sort: 'a b', order: 'up' }, {}],
])('%o means %o', (raw, meant) => {
  expect(peopleSearch(raw)).toEqual(meant);
});

test('a server and an order narrow nothing', () => {
  expect(isNarrowed({ server: 1, sort: 'plays' })).toBe(false);
  expect(isNarrowed({ guest: false })).toBe(true);
});

test('flags are words for the API', () => {
  expect(peopleParams({ guest: false }, { by: 'name', order: 'asc' })).toMatchObject({ guest: 'false', sort: 'name' });
});
