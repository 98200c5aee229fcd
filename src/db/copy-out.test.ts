import { expect, test } from 'vitest';
import { readTuples } from './copy-out.ts';

const HEAD = '5047434f50590aff0d0a00' + '00000000' + '00000000';
const sent = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

test('rows of fields, null and empty apart', () => {
  const rows = readTuples(sent(`${HEAD} 0003 00000004 00000102 ffffffff 00000000 0001 00000001 ff ffff`));
  expect(rows.map((row) => row.map((field) => field?.toString('hex') ?? null))).toEqual([
    ['00000102', null, ''],
    ['ff'],
  ]);
});

test('no rows', () => {
  expect(readTuples(sent(`${HEAD} ffff`))).toEqual([]);
});

test('an extension of the head is skipped', () => {
  expect(readTuples(sent('5047434f50590aff0d0a00 00000000 00000003 010203 ffff'))).toEqual([]);
});

test.each([
  ['nothing', ''],
  ['something else', '0102030405060708090a0b0c0d0e0f1011121314151617'],
  ['a cut head', '5047434f50590aff0d0a00 0000'],
  ['no end', HEAD],
  ['a cut field', `${HEAD} 0001 00000004 0102`],
  ['a cut length', `${HEAD} 0001 0000`],
])('%s is refused', (_name, hex) => {
  expect(() => readTuples(sent(hex))).toThrow(RangeError);
});
