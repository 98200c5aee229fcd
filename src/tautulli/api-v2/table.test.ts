import { expect, test } from 'vitest';
import { readParams, type SentParams } from './params.ts';
import { readTable, sliceOf, tableParams } from './table.ts';

const read = (values: Record<string, string>) => {
  const sent: SentParams = new Map(Object.entries(values).map(([name, value]) => [name, [value]]));
  const outcome = readParams(tableParams('date'), sent);
  return outcome.ok ? readTable(outcome.values) : outcome.reply.status;
};

const PLAIN = { draw: 1, start: 0, length: 25, search: '', order: [{ column: 'date', dir: 'desc' }], searchable: null };

test.each([
  ['nothing', {}, PLAIN],
  ['a page', { start: '50', length: '-1', search: 'x%' }, { ...PLAIN, start: 50, length: -1, search: 'x%' }],
  ['no column', { order_column: '' }, { ...PLAIN, order: [] }],
  [
    'columns with their directions',
    { order_column: 'friendly_name, full_title ,started', order_dir: 'desc,ASC' },
    {
      ...PLAIN,
      order: [
        { column: 'friendly_name', dir: 'desc' },
        { column: 'full_title', dir: 'asc' },
        { column: 'started', dir: 'desc' },
      ],
    },
  ],
  ['a direction nobody knows', { order_dir: 'upside-down' }, PLAIN],
  ['no number', { length: 'abc' }, 500],
  ['an empty object', { json_data: '{}' }, { ...PLAIN, order: [], searchable: [] }],
  ['nothing as an object', { json_data: '' }, PLAIN],
])('a table asked with %s', (_name, values, expected) => {
  expect(read(values)).toEqual(expected);
});

test('the page of the web app asks with one object, which wins', () => {
  const json_data = JSON.stringify({
    draw: 3,
    columns: [
      { data: 'play_duration', name: '', searchable: false, orderable: true, search: { value: '', regex: false } },
      { data: 'title', name: '', searchable: true, orderable: true, search: { value: '', regex: false } },
    ],
    order: [
      { column: 1, dir: 'asc' },
      { column: 0, dir: 'desc' },
      { column: 9, dir: 'asc' },
    ],
    start: '5',
    length: 6,
    search: { value: 'e', regex: false },
  });
  expect(read({ json_data, start: '7', order_column: 'date' })).toEqual({
    draw: 3,
    start: 5,
    length: 6,
    search: 'e',
    order: [
      { column: 'title', dir: 'asc' },
      { column: 'play_duration', dir: 'desc' },
    ],
    searchable: ['title'],
  });
});

test.each(['{not json', 'null', '[]', '5', '"x"', '{"start":"x"}', '{"columns":{}}', '{"order":[{"column":1.5}]}'])(
  '%s cannot be read',
  (json_data) => {
    expect(read({ json_data })).toBeNull();
  },
);

test.each([
  [0, 25, 0, 20],
  [0, -1, 0, 19],
  [-3, 10, 17, 0],
  [-10, 15, 10, 0],
  [-10, 5, 10, 5],
  [5, 0, 5, 0],
  [99_999, 25, 20, 0],
  [0, Number.MAX_SAFE_INTEGER, 0, 20],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 20, 0],
  [-Number.MAX_SAFE_INTEGER, 25, 0, 0],
])('of 20 rows, start %i and length %i are %i and %i', (start, length, offset, limit) => {
  const rows = Array.from({ length: 20 }, (_, index) => index);
  // JavaScript slices like the reference does.
  expect(rows.slice(offset, offset + limit)).toEqual(rows.slice(start, start + length));
  expect(sliceOf(20, { start, length })).toEqual({ offset, limit });
});
