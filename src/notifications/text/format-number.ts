/** Whole numbers and fractions in the formats of Python's mini-language (notification notes 2.7). */
import { FormatMismatch } from './failures.ts';
import {
  type Decimal,
  exponentText,
  fixedDigits,
  floatText,
  plainText,
  shortestDigits,
  significantDigits,
} from './float-digits.ts';
import { type FormatSpec, pad, parseSpec } from './format-spec.ts';

/** More digits than the number has cost time and say nothing. */
const MAX_PRECISION = 1_000;
const DEFAULT_PRECISION = 6;
const FLOAT_TYPES = /^[eEfFgG%]$/;

interface Base {
  readonly radix: number;
  readonly mark: string;
  readonly groupSize: 3 | 4;
}

const BASES: Readonly<Record<string, Base>> = {
  '': { radix: 10, mark: '', groupSize: 3 },
  d: { radix: 10, mark: '', groupSize: 3 },
  n: { radix: 10, mark: '', groupSize: 3 },
  b: { radix: 2, mark: '0b', groupSize: 4 },
  o: { radix: 8, mark: '0o', groupSize: 4 },
  x: { radix: 16, mark: '0x', groupSize: 4 },
  X: { radix: 16, mark: '0X', groupSize: 4 },
};

/**
 * A whole number.
 * @throws FormatMismatch when the format is not for whole numbers
 */
export function formatInteger(value: bigint, format: string): string {
  const spec = parseSpec(format, '>');
  if (FLOAT_TYPES.test(spec.type)) return writeFloat(Number(value), spec);
  if (spec.precision !== null) throw new FormatMismatch('whole numbers have no precision');
  if (spec.type === 'c') return pad('', characterOf(value, spec), spec);
  const base = BASES[spec.type];
  const isGroupable = spec.grouping === '' || (spec.type !== 'n' && (spec.grouping === '_' || base?.radix === 10));
  if (base === undefined || !isGroupable) throw new FormatMismatch(`${spec.type} is not for whole numbers`);
  const size = value < 0n ? -value : value;
  const digits = size.toString(base.radix);
  const head = (value < 0n ? '-' : spec.plus) + (spec.isAlternate ? base.mark : '');
  return finish(head, spec.type === 'X' ? digits.toUpperCase() : digits, '', spec, base.groupSize);
}

function characterOf(value: bigint, spec: FormatSpec): string {
  const isPlain = !spec.hasSign && !spec.isAlternate && spec.grouping === '';
  if (!isPlain || value < 0n || value > 0x10ffffn) throw new FormatMismatch('the number is no character');
  return String.fromCodePoint(Number(value));
}

/**
 * A number with a fraction.
 * @throws FormatMismatch when the format is not for such numbers
 */
export const formatFloat = (value: number, format: string): string => writeFloat(value, parseSpec(format, '>'));

function writeFloat(value: number, spec: FormatSpec): string {
  if (!(spec.type === '' || spec.type === 'n' || FLOAT_TYPES.test(spec.type)) || (spec.type === 'n' && spec.grouping))
    throw new FormatMismatch(`${spec.type} is not for numbers with a fraction`);
  if ((spec.precision ?? 0) > MAX_PRECISION) throw new FormatMismatch('too many digits');
  const isNegative = value < 0 || Object.is(value, -0);
  const head = isNegative && !Number.isNaN(value) ? '-' : spec.plus;
  const text = digitsOf(spec.type === '%' ? Math.abs(value) * 100 : Math.abs(value), spec);
  const [, whole = '', rest = ''] = /^(\d*)(.*)$/.exec(text) ?? [];
  const isUpper = spec.type === 'E' || spec.type === 'F' || spec.type === 'G';
  const tail = rest + (spec.type === '%' ? '%' : '');
  return finish(head, whole, isUpper ? tail.toUpperCase() : tail, spec, 3);
}

function digitsOf(value: number, spec: FormatSpec): string {
  if (!Number.isFinite(value)) return floatText(value);
  const precision = spec.precision ?? DEFAULT_PRECISION;
  switch (spec.type) {
    case 'f':
    case 'F':
    case '%':
      return fixedDigits(value, precision) + (spec.isAlternate && precision === 0 ? '.' : '');
    case 'e':
    case 'E':
      return withPoint(exponentText(significantDigits(value, precision + 1)), spec.isAlternate);
    case '':
      return spec.precision === null ? shortest(value, spec) : general(value, spec.precision, spec, 1);
    default:
      return general(value, precision, spec, 0);
  }
}

const withPoint = (text: string, isAlternate: boolean): string =>
  isAlternate && !text.includes('.') ? text.replace('e', '.e') : text;

function shortest(value: number, spec: FormatSpec): string {
  const decimal = shortestDigits(value);
  return decimal.exponent >= -4 && decimal.exponent < 16
    ? plainText(decimal, 1)
    : withPoint(exponentText(decimal), spec.isAlternate);
}

/** As short as it can be: an exponent for the very small and the very large, no zeros at the end. */
function general(value: number, precision: number, spec: FormatSpec, minPlaces: 0 | 1): string {
  const count = Math.max(1, precision);
  const rounded = significantDigits(value, count);
  const isPlain = rounded.exponent >= -4 && rounded.exponent < count - minPlaces;
  const decimal = spec.isAlternate ? rounded : withoutZeros(rounded);
  if (!isPlain) return withPoint(exponentText(decimal), spec.isAlternate);
  const text = plainText(decimal, minPlaces);
  return spec.isAlternate && !text.includes('.') ? `${text}.` : text;
}

const withoutZeros = ({ digits, exponent }: Decimal): Decimal => ({
  digits: digits.replace(/(?<=.)0+$/, ''),
  exponent,
});

/** Groups the digits before the point and fills up; zeros are filled in as digits, and grouped like them. */
function finish(head: string, whole: string, tail: string, spec: FormatSpec, groupSize: 3 | 4): string {
  if (spec.grouping === '' || whole === '') return pad(head, whole + tail, spec);
  const isZeroFilled = spec.fill === '0' && spec.align === '=';
  const room = isZeroFilled ? spec.width - head.length - tail.length : 0;
  let digits = whole;
  while (grouped(digits, spec.grouping, groupSize).length < room) digits = `0${digits}`;
  return pad(head, grouped(digits, spec.grouping, groupSize) + tail, spec);
}

function grouped(digits: string, separator: string, size: 3 | 4): string {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= size) groups.unshift(digits.slice(Math.max(0, end - size), end));
  return groups.join(separator);
}
