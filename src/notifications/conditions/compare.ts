/** How a value of an event compares with the values of a condition (notification notes 3.2). */
import { asFraction, asWhole } from '../text/python-casts.ts';
import { type PythonValue, textOf } from '../text/python-values.ts';
import type { ConditionType } from './types.ts';

/** Stands for the empty text, as a blank value means that a condition is not filled in. */
const EMPTY = '~';

type Compare<T> = (value: T, wanted: readonly T[]) => boolean;

/** Operators that only texts have. */
const TEXT_ONLY: Readonly<Record<string, Compare<string>>> = {
  contains: (value, wanted) => wanted.some((one) => value.includes(one)),
  'does not contain': (value, wanted) => wanted.every((one) => !value.includes(one)),
  'begins with': (value, wanted) => wanted.some((one) => value.startsWith(one)),
  'does not begin with': (value, wanted) => wanted.every((one) => !value.startsWith(one)),
  'ends with': (value, wanted) => wanted.some((one) => value.endsWith(one)),
  'does not end with': (value, wanted) => wanted.every((one) => !value.endsWith(one)),
};

function ordered<T extends string | number | bigint>(operator: string): Compare<T> | undefined {
  switch (operator) {
    case 'is':
      return (value, wanted) => wanted.some((one) => value === one);
    case 'is not':
      return (value, wanted) => wanted.every((one) => value !== one);
    case 'is greater than':
      return (value, wanted) => wanted.some((one) => value > one);
    case 'is less than':
      return (value, wanted) => wanted.some((one) => value < one);
    default:
      return undefined;
  }
}

/** null: no operator is called like this. `misfit`: only texts have this operator. */
export type Compared = boolean | null | 'misfit';

/** Compares an event's value with those of a condition. */
export function compareValues(
  type: ConditionType,
  operator: string,
  value: PythonValue,
  wanted: readonly PythonValue[],
): Compared {
  if (type === 'str') {
    const compare = ordered<string>(operator) ?? ownEntry(TEXT_ONLY, operator);
    return compare === undefined ? null : compare(asText(value), wanted.map(asWanted));
  }
  if (ownEntry(TEXT_ONLY, operator) !== undefined) return 'misfit';
  if (type === 'int') return ordered<bigint>(operator)?.(wholeOf(value), wanted.map(wholeOf)) ?? null;
  return ordered<number>(operator)?.(fractionOf(value), wanted.map(fractionOf)) ?? null;
}

const ownEntry = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const asText = (value: PythonValue): string => textOf(value).trim().toLowerCase();

const asWanted = (value: PythonValue): string => (value === EMPTY ? '' : asText(value));

const wholeOf = (value: PythonValue): bigint => asWhole(value) ?? 0n;

const fractionOf = (value: PythonValue): number => asFraction(value) ?? 0;
