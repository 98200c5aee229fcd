import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asRecorded, dateText, isSame, type LegacyColumn, parseRow, renderRow } from './column.ts';
import { ITEM_COLUMNS } from './item-columns.ts';
import { PLAY_COLUMNS, PLAYER_COLUMNS } from './play-columns.ts';
import { STREAM_COLUMNS } from './stream-columns.ts';

/** What a SQLite column can hold, with what real files hold in it. */
const raw = fc.oneof(
  fc.constantFrom(
    null,
    '',
    ' ',
    0,
    1,
    -1,
    '0',
    '1',
    '7.80',
    '007',
    ' 7 ',
    '5.0',
    1.5,
    'true',
    'off',
    'direct play',
    'copy',
  ),
  fc.constantFrom('1999', '1999-01-02', '2020-02-30', '0000-01-01', 4_102_444_801, 1_600_000_000_000, 2 ** 31, 2 ** 53),
  fc.constantFrom('A;B', ' A ; B ', ';', 'plex://movie/1', 2n ** 63n - 1n),
  fc.integer(),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Parses an old row, keeps what our database would keep, and renders it again. */
function roundTrip(columns: readonly LegacyColumn<string>[], row: Record<string, string | number | bigint | null>) {
  const { values, imported } = parseRow(columns, row, 'exact');
  const ours = Object.fromEntries(columns.map(({ ours: name, kind }, at) => [name, stored(kind, values[at] ?? null)]));
  return renderRow(columns, { ...ours, importedValues: imported });
}

const stored = (kind: string, value: unknown): unknown =>
  kind === 'seconds' && typeof value === 'number' ? new Date(value * 1_000) : value;

describe.each([
  ['items', ITEM_COLUMNS],
  ['players', PLAYER_COLUMNS],
  ['plays', PLAY_COLUMNS],
  ['streams', STREAM_COLUMNS],
] as const)('%s', (_name, columns) => {
  test.each(columns.map((column) => [column.column, column] as const))('%s is given back as it was', (name, column) => {
    fc.assert(
      fc.property(raw, (value) => {
        const back = roundTrip([column], { [name]: value })[name];
        // SQLite itself makes numbers of digits in a column of numbers, and digits of numbers in one of text.
        return back === value || (value !== null && back !== null && String(back) === String(asRecorded(value)));
      }),
    );
  });
});

test('what a column cannot hold at all is named; blanks and other spellings are not', () => {
  const row = { year: '1999-2001', media_index: ' ', added_at: '', live: 'maybe', duration: '600000', rating: 'good' };
  expect(parseRow(ITEM_COLUMNS, row, 'exact').unfit).toEqual(['year: 1999-2001', 'rating: good', 'live: maybe']);
});

test.each([
  ['2020-02-29', '2020-02-29'],
  ['2021-02-29', null],
  ['0000-01-01', null],
  ['2021-1-1', null],
  [20210101, null],
  [null, null],
])('the day %s', (value, expected) => {
  expect(dateText(value)).toBe(expected);
});

test.each([
  ['', null, 'exact', false],
  ['', null, 'blank_is_null', true],
  [0, null, 'blank_is_null', true],
  [0, '', 'exact', false],
  ['5', 5, 'exact', true],
  [1, '1.0', 'exact', false],
] as const)('%j and %j, %s: %j', (rendered, value, strictness, expected) => {
  expect(isSame(rendered, value, strictness)).toBe(expected);
});
