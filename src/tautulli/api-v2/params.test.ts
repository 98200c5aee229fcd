import { expect, test } from 'vitest';
import { type Kind, type ParamSpec, readParams } from './params.ts';

const read = (spec: ParamSpec, ...values: readonly string[]) => {
  const outcome = readParams({ p: spec }, values.length === 0 ? new Map() : new Map([['p', values]]));
  return outcome.ok ? outcome.values.p : outcome.reply;
};

const BIG = Number.MAX_SAFE_INTEGER;

const CASES: readonly (readonly [Kind, readonly string[], unknown])[] = [
  ['text', [], undefined],
  ['text', [''], ''],
  ['text', [' a '], ' a '],
  ['text', ['a', 'b'], 'b'],
  ...['1', 'true', 'True', 't', 'YES', 'y', 'on'].map((word) => ['boolean', [word], true] as const),
  ...['0', 'false', '', 'no', '2', ' 1', 'enabled'].map((word) => ['boolean', [word], false] as const),
  ['boolean', [], undefined],
  ['integer', [], undefined],
  ['integer', ['7'], 7],
  ['integer', [' -7 '], -7],
  ['integer', ['+7'], 7],
  ['integer', ['-0'], 0],
  ['integer', [''], 0],
  ['integer', ['abc'], 0],
  ['integer', ['1.5'], 0],
  ['integer', ['1e3'], 0],
  ['integer', ['0x10'], 0],
  ['integer', ['9'.repeat(400)], BIG],
  ['integer', [`-${'9'.repeat(400)}`], -BIG],
  ['strictInteger', ['-25'], -25],
  ['strictInteger', [''], undefined],
  ['id', ['42'], 42],
  ['id', ['0042'], 42],
  ['id', ['4294967297'], 4_294_967_297],
  ['id', [''], null],
  ['id', ['-1'], null],
  ['id', ['42 '], null],
  ['id', ['None'], null],
  ['id', ['9'.repeat(20)], null],
  ['list', [], undefined],
  ['list', [''], []],
  ['list', ['a, b ,,c'], ['a', 'b', 'c']],
  ['list', ['a', 'b,c'], ['a', 'b', 'c']],
  ['ids', ['1,x,3'], [1, null, 3]],
];

test.each(CASES)('%s from %j', (kind, values, expected) => {
  expect(read({ kind }, ...values)).toEqual(expected);
});

test('a default stands in for what was not sent, not for what could not be read', () => {
  expect(read({ kind: 'integer', default: 30 })).toBe(30);
  expect(read({ kind: 'integer', default: 30 }, 'abc')).toBe(0);
  expect(read({ kind: 'id', default: 5 }, 'abc')).toBe(null);
  expect(read({ kind: 'strictInteger', default: 25 }, '')).toBe(25);
});

test.each([
  ['absent', [], true, null],
  ['empty', [''], true, null],
  ['absent', [], 'No row ids received.', 'No row ids received.'],
] as const)('what is required and %s is refused', (_name, values, required, message) => {
  expect(read({ kind: 'ids', required }, ...values)).toMatchObject({ result: 'error', status: 400, message, data: {} });
});

test.each(['abc', '1.5', 'None', '٣'])('%s is no paging, and answered like a failure of ours', (text) => {
  expect(read({ kind: 'strictInteger' }, text)).toMatchObject({ status: 500, message: 'Check the logs for errors' });
});

test('names that objects have by themselves are no parameters', () => {
  expect(readParams({}, new Map([['__proto__', ['x']]]))).toEqual({ ok: true, values: {} });
});
