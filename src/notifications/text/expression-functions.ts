/** The functions an expression may call (notification notes 2.12). */
import { brokenTemplate, ExpressionRefused } from './failures.ts';
import { roundToPlaces, roundToWhole } from './float-digits.ts';
import { asFraction, asWhole } from './python-casts.ts';
import { divideWithRest, numberOf } from './python-operators.ts';
import { isTruthy, type PythonValue, textOf } from './python-values.ts';

type Function = (...args: readonly PythonValue[]) => PythonValue;

interface Described {
  readonly run: Function;
  readonly min: number;
  readonly max: number;
}

function lengthOf(value: PythonValue | undefined): bigint {
  if (typeof value === 'string') return BigInt([...value].length);
  if (value === null || value === undefined || typeof value !== 'object' || value.kind === 'date') return 0n;
  return BigInt(value.kind === 'object' ? value.entries.length : value.items.length);
}

function divmod(a: PythonValue = null, b: PythonValue = null): PythonValue {
  const [left, right] = [numberOf(a), numberOf(b)];
  return left === null || right === null ? 0n : divideWithRest(left, right);
}

function round(value: PythonValue = null, places: PythonValue = null): PythonValue {
  const number = numberOf(value);
  const digits = places === null ? null : numberOf(places);
  if (number === null || (places !== null && typeof digits !== 'bigint')) return 0n;
  if (typeof number === 'bigint') return typeof digits === 'bigint' && digits < 0n ? roundTens(number, digits) : number;
  if (typeof digits === 'bigint') return roundToPlaces(number, Number(digits));
  if (Number.isNaN(number)) throw new ExpressionRefused('there is no whole number near');
  if (!Number.isFinite(number)) throw brokenTemplate('there is no whole number near');
  return roundToWhole(number);
}

/** A whole number to tens, hundreds ...; halves to the even one. */
function roundTens(value: bigint, digits: bigint): bigint {
  if (digits < -400n) return 0n;
  const unit = 10n ** -digits;
  const size = value < 0n ? -value : value;
  const whole = size / unit;
  const twice = (size % unit) * 2n;
  const rounded = (twice > unit || (twice === unit && whole % 2n === 1n) ? whole + 1n : whole) * unit;
  return value < 0n ? -rounded : rounded;
}

const FUNCTIONS: ReadonlyMap<string, Described> = new Map<string, Described>([
  ['bool', { run: (value = false) => isTruthy(value), min: 0, max: 1 }],
  ['divmod', { run: divmod, min: 2, max: 2 }],
  ['float', { run: (value = null) => asFraction(value) ?? 0n, min: 1, max: 1 }],
  ['int', { run: (value = null) => asWhole(value) ?? 0n, min: 1, max: 1 }],
  ['len', { run: lengthOf, min: 1, max: 1 }],
  ['round', { run: round, min: 1, max: 2 }],
  ['str', { run: (value = '') => textOf(value), min: 0, max: 1 }],
]);

export const isFunction = (name: string): boolean => FUNCTIONS.has(name);

/**
 * The result of a function.
 * @throws ExpressionRefused for an unknown one, and when it is called with too few or too many values
 */
export function callFunction(name: string, args: readonly PythonValue[]): PythonValue {
  const described = FUNCTIONS.get(name);
  if (described === undefined || args.length < described.min || args.length > described.max)
    throw new ExpressionRefused(`${name} is not called like this`);
  return described.run(...args);
}
