import { describe, expect, test } from 'vitest';
import { fieldWriter } from './copy-text.ts';
import type { CopyValue, StageType } from './load.ts';

type Case = readonly [type: StageType, value: CopyValue, field: string, ...faults: string[]];

const CASES: readonly Case[] = [
  ['text', 'a\tb\nc\rd\\e', 'a\\tb\\nc\\rd\\\\e'],
  ['text', '', ''],
  ['text', '\\N', '\\\\N'],
  ['text', '\\.', '\\\\.'],
  ['text', 'a\0b\0', 'ab', 'nul_bytes'],
  ['text', 'a\ud800', 'a\ufffd', 'invalid_text'],
  ['text', 'a\ufffd', 'a\ufffd', 'invalid_text'],
  ['text', 'ok 😀', 'ok 😀'],
  ['text', 5, '5'],
  ['text', ['a'], '\\N', 'unfit_value'],
  ['bigint', 2n ** 62n, '4611686018427387904'],
  ['bigint', '9223372036854775807', '9223372036854775807'],
  ['bigint', '9223372036854775808', '\\N', 'unfit_value'],
  ['bigint', 1e18, '\\N', 'unfit_value'],
  ['bigint', Number.NaN, '\\N', 'unfit_value'],
  ['bigint', 'abc', '\\N', 'unfit_value'],
  ['integer', 2_147_483_647, '2147483647'],
  ['integer', 2_147_483_648, '\\N', 'unfit_value'],
  ['integer', 1.5, '\\N', 'unfit_value'],
  ['smallint', -32_768n, '-32768'],
  ['smallint', -32_769, '\\N', 'unfit_value'],
  ['numeric', '7.80', '7.80'],
  ['numeric', 'NaN', '\\N', 'unfit_value'],
  ['numeric', Number.POSITIVE_INFINITY, '\\N', 'unfit_value'],
  ['double precision', 7.5, '7.5'],
  ['double precision', '1e999', '\\N', 'unfit_value'],
  ['double precision', '1e-999', '0'],
  ['boolean', true, 't'],
  ['boolean', 0, 'f'],
  ['boolean', 'yes', '\\N', 'unfit_value'],
  ['timestamptz', 1_600_000_000.5, '2020-09-13T12:26:40.500Z'],
  ['timestamptz', '2020-09-13T12:26:40Z', '2020-09-13T12:26:40.000Z'],
  ['timestamptz', 1e15, '\\N', 'unfit_value'],
  ['timestamptz', Number.NaN, '\\N', 'unfit_value'],
  ['date', '2024-02-29', '2024-02-29'],
  ['date', '2023-02-29', '\\N', 'unfit_value'],
  ['date', '0000-01-01', '\\N', 'unfit_value'],
  ['inet', '10.0.0.1', '10.0.0.1'],
  ['inet', 'fe80::1%eth0', '\\N', 'unfit_value'],
  ['inet', 'host', '\\N', 'unfit_value'],
  ['bytea', new Uint8Array([0, 255]), '\\\\x00ff'],
  ['text[]', [], '{}'],
  ['text[]', ['a"b', 'c\\d', null, 'NULL', 'e,f'], '{"a\\\\"b","c\\\\\\\\d",NULL,"NULL","e,f"}'],
  ['text[]', ['a\0'], '{"a"}', 'nul_bytes'],
  ['jsonb', { json: { a: 'x\ny' } }, '{"a":"x\\\\ny"}'],
  ['jsonb', { json: 'a\0b' }, '"ab"', 'nul_bytes'],
  ['jsonb', { json: 'a\\u0000' }, '"a\\\\\\\\u0000"'],
  ['jsonb', { json: 'a\ud800' }, '"a\ufffd"', 'invalid_text'],
  ['jsonb', { json: [2n ** 60n, 5n] }, '["1152921504606846976",5]'],
  ['jsonb', { json: undefined }, '\\N'],
  ['jsonb', { json: null }, 'null'],
  ['jsonb', '{}', '\\N', 'unfit_value'],
];

describe('a field of COPY text', () => {
  test.each(CASES.map(([type, value, field, ...faults]) => ({ type, value, field, faults })))(
    '$type $value',
    ({ type, value, field, faults }) => {
      const seen: string[] = [];
      expect(fieldWriter(type)(value, (kind) => seen.push(kind))).toBe(field);
      expect(seen).toEqual(faults);
    },
  );

  const EVERY: readonly StageType[] = [
    'text',
    'bigint',
    'numeric',
    'boolean',
    'date',
    'inet',
    'bytea',
    'text[]',
    'jsonb',
  ];
  test.each(EVERY)('null of %s', (type) => {
    expect(fieldWriter(type)(null, () => expect.fail())).toBe('\\N');
  });
});
