import { describe, expect, test } from 'vitest';
import { ipAddress } from './ip-address.ts';
import {
  bigInteger,
  boolean01,
  decimalText,
  epochSeconds,
  integer,
  json,
  list,
  type Note,
  type Raw,
  ratingKey,
  rawText,
  text,
} from './normalise.ts';

type Case = readonly [value: Raw, expected: unknown, issue?: string];

const check = (convert: (value: Raw, note: Note) => unknown, cases: readonly Case[]): void => {
  test.each(cases.map(([value, expected, issue]) => ({ value, expected, issue })))(
    '$value -> $expected $issue',
    ({ value, expected, issue }) => {
      const issues: string[] = [];
      expect(convert(value, (kind) => issues.push(kind))).toEqual(expected);
      expect(issues).toEqual(issue === undefined ? [] : [issue]);
    },
  );
};

const bytes = (written: string): Uint8Array => new TextEncoder().encode(written);
const NOTHING: readonly Case[] = [
  [null, null],
  [undefined, null],
  ['', null],
];

describe('integer', () => {
  check(integer, [
    ...NOTHING,
    [5, 5],
    [-0, -0],
    [1.0, 1],
    ['5.0', 5],
    ['5.', 5],
    [' 7 ', 7],
    ['+7', 7],
    ['-3', -3],
    ['007', 7],
    [bytes('12'), 12],
    [12n, 12],
    ['   ', null],
    [5.5, null, 'not_an_integer'],
    ['5.5', null, 'not_an_integer'],
    ['1e3', null, 'not_an_integer'],
    ['0x10', null, 'not_an_integer'],
    ['abc', null, 'not_an_integer'],
    [Number.POSITIVE_INFINITY, null, 'not_an_integer'],
    [2n ** 60n, null, 'integer_too_large'],
    ['1152921504606846976', null, 'integer_too_large'],
    ['9'.repeat(500), null, 'not_an_integer'],
  ]);
});

describe('bigInteger', () => {
  check(bigInteger, [
    ...NOTHING,
    [7, 7],
    [2n ** 60n, 2n ** 60n],
    ['1152921504606846976', 2n ** 60n],
    ['9007199254740993', 9007199254740993n],
    ['9007199254740991.0', 9007199254740991],
    [1e18, 10n ** 18n],
    [1e300, null, 'integer_too_large'],
    ['9223372036854775807', 2n ** 63n - 1n],
    ['9223372036854775808', null, 'integer_too_large'],
    ['-9223372036854775808', -(2n ** 63n)],
  ]);
});

describe('boolean01', () => {
  check(boolean01, [
    ...NOTHING,
    [1, true],
    [0, false],
    [1n, true],
    ['1', true],
    ['0', false],
    ['1.0', true],
    [' 0 ', false],
    ['true', true],
    ['False', false],
    ['ON', true],
    ['off', false],
    ['yes', true],
    ['no', false],
    [2, null, 'not_a_boolean'],
    ['constructor', null, 'not_a_boolean'],
  ]);
});

describe('text', () => {
  check(text, [
    ...NOTHING,
    [' ', ' '],
    ['a', 'a'],
    [5, '5'],
    [7.25, '7.25'],
    [2n ** 60n, '1152921504606846976'],
    [bytes('é'), 'é'],
    [new Uint8Array([0x61, 0xff]), 'a\ufffd'],
    [new Uint8Array(0), null],
  ]);
  test('raw text keeps what is empty', () => {
    expect(['', null, undefined, 0].map(rawText)).toEqual(['', null, null, '0']);
  });
});

describe('epochSeconds', () => {
  check(epochSeconds, [
    ...NOTHING,
    [0, 0],
    [1_600_000_000, 1_600_000_000],
    [1_600_000_000.9, 1_600_000_000],
    ['1600000000', 1_600_000_000],
    [' 1600000000.5 ', 1_600_000_000],
    [4_102_444_800, 4_102_444_800],
    [1_600_000_000_123, 1_600_000_000, 'milliseconds'],
    ['1600000000123', 1_600_000_000, 'milliseconds'],
    [1_600_000_000_123n, 1_600_000_000, 'milliseconds'],
    [4_102_444_800_001, null, 'impossible_time'],
    [-1, null, 'impossible_time'],
    [2n ** 62n, null, 'impossible_time'],
    [Number.POSITIVE_INFINITY, null, 'impossible_time'],
    ['1e999', null, 'impossible_time'],
    ['2020-01-01', null, 'not_a_time'],
    ['  ', null],
  ]);
});

describe('decimalText', () => {
  check(decimalText, [
    ...NOTHING,
    ['7.80', '7.80'],
    [' 7.8 ', '7.8'],
    [7.8, '7.8'],
    ['.5', '.5'],
    ['1e3', '1e3'],
    ['7,8', null, 'not_a_number'],
    ['NaN', null, 'not_a_number'],
    [Number.POSITIVE_INFINITY, null, 'not_a_number'],
  ]);
});

describe('list', () => {
  check(
    (value) => list(value, ';'),
    [
      [null, []],
      ['', []],
      ['Drama', ['Drama']],
      ['Drama; Crime;;', ['Drama', 'Crime']],
      [7, ['7']],
    ],
  );
});

describe('json', () => {
  check(json, [
    ...NOTHING,
    ['{"a":[1]}', { a: [1] }],
    [' null ', null],
    [bytes('[1]'), [1]],
    ["{'a': 1}", null, 'invalid_json'],
    ['{"a":', null, 'invalid_json'],
  ]);
});

describe('ratingKey', () => {
  check(ratingKey, [
    ...NOTHING,
    [12345, '12345'],
    ['12345', '12345'],
    [' 7 ', '7'],
    [12345.0, '12345'],
    [2n ** 60n, '1152921504606846976'],
    ['plex://movie/5d77', null, 'rating_key_not_numeric'],
    [-5, null, 'rating_key_not_numeric'],
    [1.5, null, 'rating_key_not_numeric'],
    ['99999999999999999999', null, 'rating_key_not_numeric'],
  ]);
});

describe('ipAddress', () => {
  check(ipAddress, [
    ...NOTHING,
    ['N/A', null],
    ['10.0.0.1', '10.0.0.1'],
    [' 10.0.0.1 ', '10.0.0.1'],
    ['10.0.0.1:32400', '10.0.0.1'],
    ['::1', '::1'],
    ['2001:DB8::1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[fe80::1%eth0]', 'fe80::1'],
    ['[2001:db8::1]:32400', '2001:db8::1'],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
    ['010.0.0.1', null, 'not_an_address'],
    ['256.1.1.1', null, 'not_an_address'],
    ['plex.example.org', null, 'not_an_address'],
    [5, null, 'not_an_address'],
  ]);
});
