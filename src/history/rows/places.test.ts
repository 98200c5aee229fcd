import { expect, test } from 'vitest';
import { type RowKey, rowsInPlaces } from './places.ts';

/** The same numbers every time. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    yield state >>> 8;
  }
}

const COUNT = 20_000;
const rows = Int32Array.from({ length: COUNT }, (_none, index) => index * 3 + 1);

type Value = (row: number) => number;

/** Values by row, of so many different ones. */
function keyOf(seed: number, different: number): Value {
  const drawn = numbers(seed);
  const values = new Map([...rows].map((row) => [row, drawn.next().value % different]));
  return (row) => values.get(row) ?? Number.NaN;
}

const id: Value = (row) => -row;
const few = keyOf(1, 3);
const some = keyOf(2, 500);
const many = keyOf(3, 1e6);

const keysOf = (values: readonly Value[]): RowKey[] =>
  values.map((value) => (of, into) => {
    for (const [at, row] of of.entries()) into[at] = value(row);
  });

const ORDERS: readonly (readonly [string, readonly Value[]])[] = [
  ['different values', [many, id]],
  ['few different values', [few, id]],
  ['few, then many', [few, many, id]],
  ['some, then few', [some, few, id]],
  ['one value', [() => 7, some, id]],
  ['in order', [(row) => row]],
  ['the other way round', [id]],
  ['unbounded values', [(row) => (row % 2 === 0 ? -Infinity : Infinity), some, id]],
];

test.each(ORDERS)('%s', (_name, values) => {
  const keys = keysOf(values);
  const all = rowsInPlaces(rows, keys, { offset: 0, limit: COUNT });
  const compare = (a: number, b: number): number =>
    values.map((value) => value(a) - value(b)).find((one) => one !== 0 && !Number.isNaN(one)) ?? 0;
  expect([...all]).toEqual([...rows].sort(compare));
  for (const [offset, limit] of [
    [0, 25],
    [6_666, 1_000],
    [7_000, 6_000],
    [COUNT - 10, 50],
    [12_345, 1],
  ] as const)
    expect(rowsInPlaces(rows, keys, { offset, limit })).toEqual(all.slice(offset, offset + limit));
});

test('places where nothing is are empty', () => {
  for (const [offset, limit] of [
    [COUNT, 25],
    [5, 0],
    [5, -1],
  ] as const)
    expect(rowsInPlaces(rows, keysOf([id]), { offset, limit })).toHaveLength(0);
  expect(rowsInPlaces(new Int32Array(0), keysOf([id]), { offset: 0, limit: 5 })).toHaveLength(0);
});

test('rows that are equal stay as they are', () => {
  expect(rowsInPlaces(rows, keysOf([() => 1]), { offset: 9_000, limit: 3 })).toEqual(rows.slice(9_000, 9_003));
});
